"""Can somebody who looks for a word in the shipped lists find it, and does every list say what it is for?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from attribution.rulebook.book import load
from attribution.rulebook.list_catalogue import LISTS
from attribution.rulebook.rule_files import files, shipped_folder
from attribution.rulebook.yaml_reader import read
from attribution.rulebook.yaml_tree import Tree

WIDTH = 110
OUT_OF_ALPHABET = "# in order:"
GENERATED = ".generated."


@dataclass(frozen=True, slots=True)
class WordList:
    name: str
    entries: tuple[str, ...]
    comments: tuple[str, ...]
    """The comments right above it; where a command made the file, those at its head."""

    @property
    def in_other_order(self) -> bool:
        return any(line.startswith(OUT_OF_ALPHABET) for line in self.comments)

    @property
    def heads(self) -> tuple[str, ...]:
        """What each entry is looked up by: the word before the "=" in a table."""
        return tuple(entry.partition("=")[0].strip().casefold() for entry in self.entries)


def lists_of(shown: str, tree: Tree) -> list[WordList]:
    lines = tree.source.text.splitlines()

    def described_at(name: str) -> int:
        return (
            lines.index("format: 1") if GENERATED in shown else tree.place(("lists", name), key=True).line - 1
        )

    return [
        WordList(name, tuple(entries), tuple(comments_above(lines, described_at(name))))
        for name, entries in tree.data["lists"].items()
    ]


def comments_above(lines: list[str], number: int) -> list[str]:
    """The unbroken run of comments right above a line."""
    found: list[str] = []
    while number and lines[number - 1].lstrip().startswith("#"):
        number -= 1
        found.insert(0, lines[number].strip())
    return found


TREES = {shown: read(path, shown) for path, shown in files([shipped_folder()])}
LIST_FILES = {shown: tree for shown, tree in TREES.items() if "lists" in tree.data}
SHIPPED = [
    pytest.param(words, id=f"{Path(shown).stem}-{words.name}")
    for shown, tree in LIST_FILES.items()
    for words in lists_of(shown, tree)
]


@pytest.mark.parametrize("words", SHIPPED)
def test_a_list_is_sorted_or_says_what_its_order_means(words):
    assert words.in_other_order or list(words.heads) == sorted(words.heads)


@pytest.mark.parametrize("words", SHIPPED)
def test_no_entry_stands_twice(words):
    assert len(set(words.heads)) == len(words.heads)


@pytest.mark.parametrize("words", SHIPPED)
def test_a_comment_says_what_a_list_holds(words):
    assert any(not line.startswith(OUT_OF_ALPHABET) for line in words.comments)


@pytest.mark.parametrize("shown", LIST_FILES)
def test_no_line_with_words_is_too_long(shown):
    before_rules = LIST_FILES[shown].source.text.partition("\nrules:")[0]
    assert [line for line in before_rules.splitlines() if len(line) > WIDTH] == []


def test_every_list_is_used_by_a_rule_or_by_the_program():
    book = load([shipped_folder()])  # with the samples
    used = {name for rule in book.rules for node in rule.nodes.values() for name in node.lists}
    assert {name for lists in book.lists.values() for name in lists} - used - set(LISTS) == set()
