"""How near a text comes to given words, by their letters alone: before anything in it is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attribution.wording.folded import FoldedToken

LETTERS = 4
"""So many first letters stand for a word: its other spellings and forms begin alike."""
AROUND = 120
"""Characters of the sentence of a report on either side of its content."""
FEW = 3
"""Of so few words with content one is enough; of more, two must stand together."""
IN_A_ROW = 4
"""Or so many words of any kind in a row: a piece of a quotation."""
SHORTER, LONGER = 0.5, 2
"""How many times as long the words may be in another spelling."""
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile('[“”„"«»]')


@dataclass(frozen=True, slots=True)
class SoughtWords:
    """Words in a row, each as the ways in which it may begin; ``telling`` are the places of those with
    content (figures, which may stand there in words, only where there is no other), ``length`` is in
    characters."""

    row: tuple[frozenset[str], ...]
    telling: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, words: str, tokens: Sequence[FoldedToken], small: frozenset[str]) -> SoughtWords:
        """The tokens of the words; ``small`` are words without content."""
        row = [_beginnings(t.text) | _beginnings(words[t.start : t.end]) for t in tokens]
        weighty = [i for i, t in enumerate(tokens) if t.text not in small and row[i]]
        telling = [i for i in weighty if not tokens[i].number] or weighty
        return cls(tuple(row), tuple(telling), len(words))

    def stand_in(self, text: str) -> bool:
        """Whether all the words with content stand close together somewhere in the text."""
        lower, reach = text.lower(), LONGER * self.length
        first, *others = sorted((_places(lower, self.row[i]) for i in self.telling), key=len) or ((),)
        return any(all(any(abs(at - p) <= reach for p in places) for places in others) for at in first)

    def near(self, text: str, start: int, end: int) -> bool:
        """Whether what is said at a place of the text may be the words, altered, in part or reported."""
        here = text[max(0, start - AROUND) : end + AROUND]
        if not self.telling:
            return self.may_be_whole(text[start:end])
        return self.likeness(here, [(0, len(here))]) > 0 or self._longest(here.lower()) >= IN_A_ROW

    def likeness(self, text: str, places: Iterable[tuple[int, int]]) -> float:
        """How much of the words stands together at one of the places of the text: the share of those with
        content, and that of the longest row. 0 where none has enough words with content."""
        lower = text.lower()
        found = {i: _places(lower, self.row[i]) for i in self.telling}
        fewest = 1 if len(self.telling) <= FEW else 2
        if sum(map(bool, found.values())) < fewest:
            return 0
        best = 0.0
        for start, end in places:
            here = sum(any(start <= at < end for at in found[i]) for i in self.telling)
            if here >= fewest:
                in_a_row = self._longest(lower[max(0, start) : end])
                best = max(best, here / len(self.telling) + in_a_row / len(self.row))
        return best

    def _longest(self, text: str) -> int:
        """How many of the words stand in the text in a row, at most."""
        where: dict[str, list[int]] = defaultdict(list)
        for i, ways in enumerate(self.row):
            for way in ways:
                where[way].append(i)
        longest, ends = 0, dict[int, int]()
        for word in WORD.findall(text):
            ends = {i: ends.get(i - 1, 0) + 1 for i in where.get(word[:LETTERS], ())}
            longest = max(longest, *ends.values()) if ends else longest
        return longest

    def may_be_whole(self, content: str) -> bool:
        """Whether one stretch between quotation marks may be these words and no others."""
        fewest, most = SHORTER * len(self.row), LONGER * len(self.row) + 1
        return any(
            fewest <= len(words) <= most and self._longest(part.lower()) >= min(2, len(self.row))
            for part in MARKS.split(content)
            if (words := WORD.findall(part))
        )


def _beginnings(spelling: str) -> frozenset[str]:
    return frozenset(word[:LETTERS] for word in WORD.findall(spelling.lower())[:1])


def _places(text: str, ways: Iterable[str]) -> list[int]:
    """Where words begin in one of the ways."""
    found = []
    for way in ways:
        at = text.find(way)
        while at >= 0:
            if not at or not text[at - 1].isalnum():
                found.append(at)
            at = text.find(way, at + 1)
    return found
