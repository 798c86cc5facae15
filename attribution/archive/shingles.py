"""The words in a row by which passages find each other, as numbers that an index can hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from attribution.archive.shelf import Opened, Shelf
from attribution.archive.store import Store
from attribution.flags.contradicted_pairs import meeting_words
from attribution.flags.retold_pairs import sentences_told, shingles
from attribution.wording.align import BRIEF, SHINGLE, SHINGLE_OF_ONE, Shingle, threes
from attribution.wording.passage import Passage
from attribution.wording.retold import retold

QUOTED, REPORTED = "quoted", "reported"
"""Pairs of content words in what one person said, for contradictions; people are asked for besides."""


@lru_cache(maxsize=1 << 17)
def number(kind: str, language: str, shingle: Shingle) -> int:
    """The shingle as a signed number of 64 bits, the same in every run of the program."""
    return _hashed(kind, language, shingle)


def _hashed(kind: str, language: str, shingle: Shingle) -> int:
    words = f"{kind} {language} {' '.join(map(str, shingle))}"
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The shingles of an article as numbers: those under which passages meet whoever speaks, and if one
    person does; those of what may contradict another statement, and of what may be contradicted by it."""

    of_any: frozenset[int]
    of_one: frozenset[int]
    contradicting: frozenset[int]
    contradicted: frozenset[int]

    @classmethod
    def of(cls, opened: Opened, shelf: Shelf) -> Numbers:
        """Those of an article."""

        def numbers(found: Iterable[tuple[str, Shingle]]) -> frozenset[int]:
            return frozenset(_hashed(kind, shelf.language, s) for kind, s in set(found))

        return cls(
            numbers(shared_by_any(opened, shelf)),
            numbers(shared_by_one(opened)),
            numbers(contradicting(opened)),
            numbers(contradicted(opened)),
        )

    @property
    def kept(self) -> frozenset[int]:
        """Those that the store keeps of the article."""
        return self.of_any | self.of_one | self.contradicting


def shared_by_any(opened: Opened, shelf: Shelf) -> Iterator[tuple[str, Shingle]]:
    """The shingles under which passages meet whoever speaks."""
    marked = _marked(opened)
    for passage in marked:
        yield from (("words", s) for s in _rows(passage.folded.words, SHINGLE))
    for passage in opened.said.passages:
        yield from (("lemmas", s) for s in sorted(threes(passage.lemmas)))
    for passage in (*marked, *sentences_told(opened.reading)):
        row = retold(passage.tokens, opened.reading, shelf.wording)
        yield from (("retold", s) for s in shingles(row.words))


def shared_by_one(opened: Opened) -> Iterator[tuple[str, Shingle]]:
    """The shingles under which quotations of one speaker meet."""
    for passage in _marked(opened):
        words = passage.folded.words
        yield from (("words", s) for s in _rows(words, SHINGLE_OF_ONE))
        if len(words) <= BRIEF:
            yield from (("words", s) for s in _rows(words, 2))


def contradicting(opened: Opened) -> Iterator[tuple[str, Shingle]]:
    """The shingles under which statements of one person meet that may contradict each other."""
    for passage in opened.said.passages:
        kind = QUOTED if passage.quoted else REPORTED
        yield from ((kind, words) for words in sorted(meeting_words(passage)))


def contradicted(opened: Opened) -> Iterator[tuple[str, Shingle]]:
    """The shingles of what may contradict these statements: of two, one at least is reported."""
    for kind, shingle in contradicting(opened):
        yield REPORTED, shingle
        if kind == REPORTED:
            yield QUOTED, shingle


def _marked(opened: Opened) -> list[Passage]:
    return [*opened.said.in_marks, *opened.said.quoted_from]


def _rows(words: Sequence[str], size: int) -> Iterator[Shingle]:
    return zip(*(words[i:] for i in range(size)), strict=False)


def put_shingles(store: Store, found: Iterable[tuple[int, int]]) -> None:
    """The shingles, each with the row of its article: in the order of the table, which fills its pages one
    after the other."""
    store.db.executemany("INSERT INTO shingles VALUES (?, ?)", sorted(found))


class Spread:
    """In how many articles of the store shingles stand, as far as that matters."""

    def __init__(self, store: Store, language: str, most: int) -> None:
        self.store, self.language, self.most = store, language, most
        self._known: dict[int, bool] = {}
        self._alone: set[int] = set()

    def is_widespread(self, number: int) -> bool:
        """Whether the shingle stands in so many articles that it is not compared."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._counts([number])[number] > self.most
        return known

    def _counts(self, numbers: Collection[int]) -> dict[int, int]:
        """In how many articles each of the shingles stands, or one more than matter."""
        query = (
            "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM shingles WHERE hash = value LIMIT ?)) "
            "FROM json_each(?) WHERE EXISTS (SELECT 1 FROM shingles WHERE hash = value)"
        )
        found = dict(self.store.rows(query, self.most + 1, json.dumps(sorted(numbers))))
        return dict.fromkeys(numbers, 0) | found

    def foresee(self, numbers: Collection[int]) -> None:
        """Look up shingles of articles of the store, all of which will be asked for."""
        counts = self._counts(numbers)
        self._known |= {n: count > self.most for n, count in counts.items()}
        self._alone |= {n for n, count in counts.items() if count == 1}

    def tipped_by(self, coming: Mapping[int, int], going: Collection[int]) -> set[int]:
        """Of the shingles, with the number of articles that come with them, and of those of articles that go,
        those that become widespread, or cease to be, or may."""
        before = self._counts({*coming, *going})
        lost = Counter(going)
        after = {n: count - lost[n] + coming.get(n, 0) for n, count in before.items()}
        self._known = {n: count > self.most for n, count in after.items() if n not in lost}
        self._alone = {n for n, count in after.items() if count == 1 and n not in lost}
        unsure = {n for n in lost if before[n] > self.most}
        return unsure | {n for n, count in after.items() if (count > self.most) != (before[n] > self.most)}

    def __call__(self, kind: str, shingle: Shingle) -> bool:
        return self.is_widespread(number(kind, self.language, shingle))

    def shared(self, numbers: Iterable[int]) -> set[int]:
        """Those that an article besides the one that asks may have."""
        asked = json.dumps([n for n in numbers if n not in self._alone])
        query = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM shingles WHERE hash = value)"
        return {n for (n,) in self.store.rows(query, asked)}

    def articles(self, numbers: Iterable[int]) -> set[int]:
        """The articles that have one of the shingles, unless it is widespread or one article's alone."""
        asked = [n for n in numbers if n not in self._alone and not self.is_widespread(n)]
        query = "SELECT DISTINCT article FROM json_each(?) CROSS JOIN shingles ON hash = value"
        return {row for (row,) in self.store.rows(query, json.dumps(asked))} if asked else set()
