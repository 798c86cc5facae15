"""Other names of somebody that an article tells: nicknames, stage names, pen names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from attribution.names.lexicon import Lexicon
from attribution.names.person_name import plain

REACH = 90
"""Code points before a phrase such as *known as* in which the name of its bearer may stand."""
ANY_WORDS = r"(?:\S+ ){0,6}?\S+"
"""What ``*`` in a phrase stands for."""
MARKS = "“”\"‘’'«»()"
NAME = r"((?:[^\W\d_a-z](?:\.|[\w'’\-]*)[ ]?){1,4})"
SENTENCE_END = re.compile(r"[a-z]{3}[.!?][”’\"')]*\s|\n")
BEFORE_MARKS = re.compile(rf"(?<=\S)(?=\s+[{MARKS}]+[^{MARKS}\n]{{2,30}}[{MARKS}]+\s+\S)")
BEFORE_BRACKET = re.compile(r"(?<=\S)(?=\s+\([“\"‘'])")
"""Before what stands where a nickname may: between two words and marks, or in a bracket."""
CAPITAL = re.compile(r"\b[^\W\d_a-z](?:['’][^\W\d_a-z])?\w+")
"""A word with a capital, "O’Brien" as well; what follows a mark in lower case is no part of it."""


class Aliases:
    """What the text of one article tells of other names of its speakers."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon

    def of(self, name: tuple[str, ...]) -> Iterator[str]:
        """The other names of the bearer of a name, given in parts: each in plain letters, written together,
        and its last word. Where a paragraph has the name and tells of two names of one person ("pen name"),
        each of its words with a capital may be the other."""
        for other in (*self._between_marks(name), *self._behind_phrases(name)):
            words = [w for w in map(plain, other.split()) if w and w not in self.lexicon.all_titles]
            if words:
                yield from {"".join(words), words[-1]} - set(map(plain, name))
        for names in self._paragraphs:
            if plain(name[-1]) in names:
                yield from names - set(map(plain, name))

    def _between_marks(self, name: tuple[str, ...]) -> Iterator[str]:
        """What stands between marks inside the name: Shanice “Ember” Prospere; or in brackets and marks
        behind it."""
        if len(name) < 2:
            return
        given, family = re.escape(name[0]), re.escape(name[-1])
        if any(self.text.endswith(name[0], 0, place) for place in self._before_marks):
            inside = rf"\b{given}\s+[{MARKS}]+([^{MARKS}\n]{{2,30}})[{MARKS}]+\s+{family}\b"
            yield from (found[1] for found in re.finditer(inside, self.text))
        if any(self.text.endswith(name[-1], 0, place) for place in self._before_brackets):
            behind = (
                rf"\b{given}\b[^{MARKS}\n]{{0,30}}\b{family}\s+"
                rf"\([“\"‘']([^{MARKS}\n]{{2,30}})[”\"’']\)"
            )
            yield from (found[1] for found in re.finditer(behind, self.text))

    def _behind_phrases(self, name: tuple[str, ...]) -> Iterator[str]:
        """What stands behind a phrase ("who sings as") whose sentence names the bearer last before it."""
        family = plain(name[-1])
        for start, other in self._told:
            before = SENTENCE_END.split(self.text[max(0, start - REACH) : start])[-1]
            names = CAPITAL.findall(before)
            if names and plain(names[-1]) == family:
                yield other

    @cached_property
    def _before_marks(self) -> list[int]:
        """Where the words end before marks in which a nickname may stand: such a pattern is made for few of
        the names."""
        return [found.start() for found in BEFORE_MARKS.finditer(self.text)]

    @cached_property
    def _before_brackets(self) -> list[int]:
        """Where the words end before marks in a bracket."""
        return [found.start() for found in BEFORE_BRACKET.finditer(self.text)]

    @cached_property
    def _paragraphs(self) -> list[set[str]]:
        """The words with a capital of each paragraph that tells of two names of one person."""
        told = _any_word(self.lexicon.alias_words)
        return [set(map(plain, CAPITAL.findall(p))) for p in self.text.split("\n") if told.search(p)]

    @cached_property
    def _told(self) -> list[tuple[int, str]]:
        """Where each phrase begins, and the name behind it."""
        phrases = _any_phrase(self.lexicon.alias_phrases, self.lexicon.definite)
        found = phrases.finditer(self.text)
        return [(each.start(), each[1]) for each in found]


@lru_cache
def _any_word(words: frozenset[str]) -> re.Pattern[str]:
    """One of the words, in any case."""
    one = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"(?i)\b(?:{one})\b" if one else r"(?!)")


@lru_cache
def _any_phrase(phrases: frozenset[str], definite: frozenset[str]) -> re.Pattern[str]:
    """One of the phrases with the name behind it, which may be definite: “as the Mighty Pelican”."""
    one = "|".join(
        r"\s+".join(ANY_WORDS if word == "*" else re.escape(word) for word in phrase.split())
        for phrase in sorted(phrases)
    )
    before = "|".join(map(re.escape, sorted(definite)))
    return re.compile(rf"\b(?i:{one})\s+[{MARKS}]*(?:(?:{before}) )?[{MARKS}]*{NAME}" if one else r"(?!)()")
