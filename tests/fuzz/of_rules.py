"""Target of rule files."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from attribution.find.select import attribute
from attribution.rulebook.book import assemble
from attribution.rulebook.file import RuleFile
from attribution.rulebook.file import read as read_rules
from attribution.rulebook.rule_files import files, shipped_folder
from tests.fuzz import odd_parses
from tests.fuzz.choices import Choices
from tests.fuzz.of_stories import Told
from tests.fuzz.place import PLACE


@cache
def _word_lists() -> tuple[RuleFile, ...]:
    return tuple(replace(read_rules(p, s), rules=()) for p, s in files([shipped_folder()]))


@cache
def _told() -> Told:
    return Told.of(odd_parses.scene(Choices(bytes(range(n, 250, n + 1)) * 2), f"s{n}") for n in (1, 2))


def rules(data: bytes) -> None:
    """Whatever is taken for a rule can be looked for, and asked about in a cross-check."""
    file = PLACE / "rules.yaml"
    file.write_bytes(data)
    given = read_rules(file, "rules.yaml")
    book = assemble([*_word_lists(), given], base_packs={f.pack for f in _word_lists()})
    assert all(p.code and p.message and p.place.line >= 1 for p in book.problems)
    if any(rule.finds == "flag" for rule in book.rules):
        _told().crossed(book)
    elif book.rules:
        for scene in _told().scenes.values():
            attribute(scene, book)


def shipped() -> list[bytes]:
    """Each shipped rule as a file of its own."""
    found = []
    for path, _ in files([shipped_folder()]):
        head, *each = re.split(r"(?m)^(?=  - id:)", path.read_text(encoding="utf-8"))
        lead = re.sub(r"(?m)^pack: .*", "pack: mine", "".join(head.partition("lists:")[0]))
        lead = lead if "rules:" in lead else f"{lead}rules:\n"
        found += [(lead + rule).encode() for rule in each[:12]]
    return found
