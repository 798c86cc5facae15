"""The words in a row by which passages find each other, as numbers that an index can hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from attribution.archive.hashed import Numbers, Places, Rows, are_among, distinct, number
from attribution.archive.opened import Opened
from attribution.archive.shelf import Shelf
from attribution.archive.store import Store
from attribution.flags.contradicted_pairs import REACH, may_contradict
from attribution.flags.retold_pairs import SHINGLE as RETOLD
from attribution.flags.retold_pairs import sentences_told
from attribution.wording.align import BRIEF, NEAR, SHINGLE, SHINGLE_OF_ONE
from attribution.wording.passage import Passage
from attribution.wording.retold import retold

QUOTED, REPORTED = "quoted", "reported"
"""Pairs of content words in what one person said, in any order, for contradictions; people are asked for
besides."""
OF_ANY, OF_ONE, CONTRADICTING, CONTRADICTED = range(4)
"""What a shingle is for: passages meet under it whoever speaks, or if one person does; it is of what may
contradict another statement, or, which is not kept, of what may be contradicted by it."""
AT_ONCE = 1 << 20
"""Shingles that are handed to SQLite at once."""
NO_PASSAGE = -1
"""The place of a sentence that reports words, and is no passage of what somebody says."""


@dataclass(frozen=True, slots=True)
class Shingles:
    """Shingles of passages of some articles, one at each place: its number, the row of the article, the place
    of the passage among those of the article, and what it is for."""

    number: Numbers
    article: npt.NDArray[np.int64]
    passage: npt.NDArray[np.int64]
    use: npt.NDArray[np.int8]

    @classmethod
    def of(cls, opened: Sequence[Opened], shelf: Shelf) -> Self:
        """Those of the articles."""
        parts = [cls._at(*found) for found in _all_of(opened, shelf)]
        return cls(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)))

    @classmethod
    def _at(cls, use: int, found: tuple[Numbers, Places], where: npt.NDArray[np.int64]) -> Self:
        numbers, rows = found
        return cls(numbers, where[rows, 0], where[rows, 1], np.full(len(numbers), use, np.int8))

    def __add__(self, other: Shingles) -> Shingles:
        both = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Shingles(*map(np.concatenate, both))

    def __getitem__(self, these: npt.NDArray[np.bool_]) -> Shingles:
        return Shingles(*(getattr(self, f.name)[these] for f in fields(self)))

    def kept(self) -> tuple[Numbers, npt.NDArray[np.int64]]:
        """The shingles that the store keeps, each once for an article that has it, with the row of that; in
        order."""
        mine = self.use != CONTRADICTED
        number, article = self.number[mine], self.article[mine]
        order = np.lexsort((article, number))
        number, article = number[order], article[order]
        first = np.ones(len(number), bool)
        first[1:] = (number[1:] != number[:-1]) | (article[1:] != article[:-1])
        return number[first], article[first]

    def meeting(self, spread: Spread) -> set[tuple[int, int]]:
        """Articles and places of the passages that share a shingle with another passage of any article, under
        which they are compared."""
        compared = self[(self.use <= OF_ONE) & ~spread.are_widespread(self.number)]
        order = np.lexsort((compared.passage, compared.article, compared.number))
        number, article, passage = (x[order] for x in (compared.number, compared.article, compared.passage))
        again = (number[1:] == number[:-1]) & ((article[1:] != article[:-1]) | (passage[1:] != passage[:-1]))
        in_two = are_among(number, number[1:][again]) | ~spread.are_alone(number)
        in_two &= passage != NO_PASSAGE
        return set(zip(article[in_two].tolist(), passage[in_two].tolist(), strict=True))


Found = tuple[int, tuple[Numbers, Places], npt.NDArray[np.int64]]
"""What shingles are for; the shingles; and for each of the rows that they are of an article and a passage."""


def _all_of(opened: Sequence[Opened], shelf: Shelf) -> Iterator[Found]:
    marked = [(o, at, p) for o in opened for at, p in _marked(o)]
    where = _where(marked)
    words = Rows([p.folded.words for _, _, p in marked], shelf.language)
    yield OF_ANY, words.shingles("words", range(SHINGLE)), where
    yield OF_ONE, words.shingles("words", range(SHINGLE_OF_ONE)), where
    brief = words.lengths <= BRIEF
    pairs, rows = words.shingles("words", range(2))
    yield OF_ONE, (pairs[brief[rows]], rows[brief[rows]]), where

    told = [(o, NO_PASSAGE, s) for o in opened for s in sentences_told(o.reading)]
    turned = [retold(p.tokens, o.reading, shelf.wording).words for o, _, p in (*marked, *told)]
    yield OF_ANY, Rows(turned, shelf.language).shingles("retold", range(RETOLD)), _where((*marked, *told))

    said = [(o, at, p) for o in opened for at, p in enumerate(o.said.passages)]
    where = _where(said)
    lemmas = Rows([p.lemmas for _, _, p in said], shelf.language)
    for j in range(1, NEAR):
        for k in range(j + 1, NEAR):
            yield OF_ANY, lemmas.shingles("lemmas", (0, j, k)), where
    for quoted, kinds in ((True, (REPORTED,)), (False, (REPORTED, QUOTED))):
        stated = [each for each in said if each[2].quoted == quoted and may_contradict(each[2])]
        lemmas, where = Rows([p.lemmas for _, _, p in stated], shelf.language), _where(stated)
        for step in range(1, REACH + 1):
            yield CONTRADICTING, lemmas.shingles(QUOTED if quoted else REPORTED, (0, step)), where
            for kind in kinds:
                yield CONTRADICTED, lemmas.shingles(kind, (0, step)), where


def _where(passages: Sequence[tuple[Opened, int, Passage]]) -> npt.NDArray[np.int64]:
    return np.array([(o.row, at) for o, at, _ in passages], np.int64).reshape(-1, 2)


def _marked(opened: Opened) -> Iterator[tuple[int, Passage]]:
    """What stands in marks, and what papers quote from, with its place among the passages."""
    marked = {*opened.said.in_marks, *opened.said.quoted_from}
    return ((at, passage) for at, passage in enumerate(opened.passages) if passage in marked)


# ---------------------------------------------------------------- in the store
def put_shingles(store: Store, numbers: Numbers, articles: npt.NDArray[np.int64]) -> None:
    """The shingles, each with the row of its article, in order: pages are filled one after the other."""
    put_by_number(store, numbers, articles)
    put_by_article(store, numbers, articles)


def put_by_number(store: Store, numbers: Numbers, articles: npt.NDArray[np.int64]) -> None:
    """The shingles under their numbers, which are in order."""
    for start in range(0, len(numbers), AT_ONCE):
        these = slice(start, start + AT_ONCE)
        rows = zip(numbers[these].tolist(), articles[these].tolist(), strict=True)
        store.db.executemany("INSERT INTO shingles VALUES (?, ?)", rows)


def put_by_article(store: Store, numbers: Numbers, articles: npt.NDArray[np.int64]) -> None:
    """The shingles with their articles."""
    order = np.argsort(articles, kind="stable")
    of = articles[order]
    borders = np.flatnonzero(of[1:] != of[:-1]) + 1
    each = np.split(numbers[order].astype("<i8"), borders)
    own = ((row, mine.tobytes()) for row, mine in zip(distinct(of).tolist(), each, strict=False))
    store.db.executemany("INSERT INTO shingles_of VALUES (?, ?)", own)


def shingles_of(store: Store, article: int) -> list[int]:
    """Those that the store keeps of an article."""
    kept = store.one("SELECT hashes FROM shingles_of WHERE article = ?", article)
    found: list[int] = np.frombuffer(kept[0], "<i8").tolist() if kept else []
    return found


def drop_shingles(store: Store, article: int) -> None:
    """The store keeps none of an article."""
    rows = ((number, article) for number in shingles_of(store, article))
    store.db.executemany("DELETE FROM shingles WHERE hash = ? AND article = ?", rows)
    store.db.execute("DELETE FROM shingles_of WHERE article = ?", (article,))


class Spread:
    """In how many articles of the store shingles stand, as far as that matters."""

    def __init__(self, store: Store, language: str, most: int) -> None:
        self.store, self.language, self.most = store, language, most
        self._known: dict[int, bool] = {}
        """Whether shingles of several articles are widespread."""
        self._widespread = self._alone = np.array([], np.int64)

    def __call__(self, kind: str, shingle: Sequence[str | None]) -> bool:
        """Whether the shingle stands in so many articles that it is not compared."""
        asked = number(kind, self.language, shingle)
        known = self._known.get(asked)
        if known is None:
            query = "SELECT 1 FROM shingles WHERE hash = ? LIMIT 1 OFFSET ?"
            known = self._known[asked] = self.store.one(query, asked, self.most) is not None
        return known

    def there(self, numbers: Sequence[int]) -> list[int]:
        """Those of the shingles, in order, that stand somewhere."""
        query = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM shingles WHERE hash = value)"
        return [n for (n,) in self.store.rows(query, json.dumps(numbers))]

    def _counts(self, numbers: Sequence[int]) -> dict[int, int]:
        """In how many articles each of the shingles stands that stand somewhere, or one more than matter."""
        query = (
            "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM shingles WHERE hash = value LIMIT ?)) "
            "FROM json_each(?)"
        )
        return dict(self.store.rows(query, self.most + 1, json.dumps(self.there(numbers))))

    def foresee(self, numbers: Numbers) -> None:
        """Look up shingles of articles of the store, all of which will be asked for."""
        asked = distinct(numbers)
        query = (
            "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM shingles WHERE hash = value LIMIT ?)) "
            "FROM json_each(?) WHERE EXISTS (SELECT 1 FROM shingles WHERE hash = value LIMIT 1 OFFSET 1)"
        )
        several = dict(self.store.rows(query, self.most + 1, json.dumps(asked.tolist())))
        self._learn(several)
        alone = asked[~are_among(asked, np.array(sorted(several), np.int64))]
        self._alone = distinct(np.concatenate((self._alone, alone)))

    def _learn(self, counts: Mapping[int, int]) -> None:
        self._known |= {n: count > self.most for n, count in counts.items()}
        self._widespread = np.array(sorted(n for n, wide in self._known.items() if wide), np.int64)

    def tipped_by(self, coming: Numbers, going: Collection[int]) -> set[int]:
        """Of the shingles, each as often as articles come with it or go that have it, those that become
        widespread, or cease to be, or may."""
        coming = np.sort(coming)
        arrived = distinct(coming)
        times = np.searchsorted(coming, arrived, "right") - np.searchsorted(coming, arrived)
        lost = Counter(going)
        gone = np.array(sorted(lost), np.int64)
        before = self._counts(distinct(np.concatenate((arrived, gone))).tolist())
        known = np.array(sorted(before), np.int64)
        known = known[are_among(known, arrived)]
        times[np.searchsorted(arrived, known)] += np.array([before[n] - lost[n] for n in known.tolist()], int)
        sure = ~are_among(arrived, gone)
        self._alone = arrived[(times == 1) & sure]
        several = (times > 1) & sure
        self._learn(dict(zip(arrived[several].tolist(), times[several].tolist(), strict=True)))
        unsure = {n for n in lost if before.get(n, 0) > self.most}
        return unsure | {n for n in arrived[times > self.most].tolist() if before.get(n, 0) <= self.most}

    def are_alone(self, numbers: Numbers) -> npt.NDArray[np.bool_]:
        """Which of the shingles are known to be one article's alone, or nobody's."""
        return are_among(numbers, self._alone)

    def are_widespread(self, numbers: Numbers) -> npt.NDArray[np.bool_]:
        """Which of the shingles are known to be widespread."""
        return are_among(numbers, self._widespread)

    def places(self, numbers: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
        """Those of the shingles that are neither widespread nor one article's alone, each with the row of an
        article that has it, in order."""
        asked = distinct(numbers)
        asked = asked[~self.are_alone(asked) & ~self.are_widespread(asked)]
        query = "SELECT hash, article FROM json_each(?) CROSS JOIN shingles ON hash = value"
        found = list(self.store.rows(query, json.dumps(asked.tolist())))
        pairs = np.array(found, np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]
