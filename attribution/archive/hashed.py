"""Words in a row as numbers of 64 bits, those of many rows at once; the same in every run of the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
"""For each of some numbers the place of its row in a list of rows."""

FACTOR = 0x9E3779B97F4A7C15
"""What tells a word from the same word one place later: an odd number whose bits look like chance."""
ALL = (1 << 64) - 1
KEPT = 1 << 20
"""Words whose numbers are remembered."""
IN_ANY_ORDER = ("lemmas", "quoted", "reported")
"""Kinds of shingles whose words count in any order."""


class _Words(dict[str, int]):
    """The number of each word, made when it is first asked for: most come again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        number = self[word] = _digest(word)
        return number


_WORDS = _Words()


def number(kind: str, language: str, shingle: Sequence[str | None]) -> int:
    """The shingle as a signed number."""
    factor = 1 if kind in IN_ANY_ORDER else FACTOR
    total = 0
    for word in shingle:
        total = total * factor + _WORDS[str(word)]
    total = total + _salt(kind, language, len(shingle)) & ALL
    return total - (1 << 64) if total >> 63 else total


def words_of(rows: Iterable[Sequence[str]]) -> npt.NDArray[np.uint64]:
    """The numbers of the words of all rows, one row behind the other."""
    return np.fromiter(map(_WORDS.__getitem__, chain.from_iterable(rows)), np.uint64)


class Rows:
    """Rows of words whose shingles are asked for."""

    def __init__(self, rows: Sequence[Sequence[str]], language: str) -> None:
        self.language = language
        self.words = words_of(rows)
        self.lengths = np.fromiter(map(len, rows), np.intp, len(rows))
        self.row = np.repeat(np.arange(len(rows)), self.lengths)

    def shingles(self, kind: str, offsets: Sequence[int]) -> tuple[Numbers, Places]:
        """The shingles of this kind that have a word at each of the offsets from a first one, each with the
        place of its row."""
        count = max(0, len(self.words) - offsets[-1])
        factor = np.uint64(1 if kind in IN_ANY_ORDER else FACTOR)
        total = np.zeros(count, np.uint64)
        for offset in offsets:
            total *= factor
            total += self.words[offset : offset + count]
        total += np.uint64(_salt(kind, self.language, len(offsets)))
        whole = self.row[:count] == self.row[offsets[-1] : offsets[-1] + count]
        return total.view(np.int64)[whole], self.row[:count][whole]


def distinct(numbers: Numbers) -> Numbers:
    """Each of the numbers once, in order."""
    found = np.sort(numbers)
    first = np.ones(len(found), bool)
    first[1:] = found[1:] != found[:-1]
    return found[first]


def are_among(numbers: Numbers, known: Numbers) -> npt.NDArray[np.bool_]:
    """Which of the numbers are among those known, which are in order."""
    if not len(known):
        return np.zeros(len(numbers), bool)
    at = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[at] == numbers
    return found


@lru_cache
def _salt(kind: str, language: str, size: int) -> int:
    return _digest(f"{kind} {language} {size}")


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
