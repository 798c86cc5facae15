"""A new store of very many articles at once: what ``add`` would leave, made in steps of which the costly ones
are done by shards of articles, in many processes or on many machines.

The store is made beside its place, and put there when it is whole: killed before, nothing is left of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from attribution.archive.add import NewArticle, put_article
from attribution.archive.at_hand import AtHand, written
from attribution.archive.groups import Conclusion, concluded, keep
from attribution.archive.hashed import Numbers
from attribution.archive.linking import KeptNames
from attribution.archive.name_rows import put_names
from attribution.archive.neighbours import Link, candidates, links, put_links
from attribution.archive.opened import Opened
from attribution.archive.shards import Runner, Shard
from attribution.archive.shelf import Shelf, Tools
from attribution.archive.shingles import Shingles, Spread, put_by_article, put_by_number
from attribution.archive.store import Store
from attribution.people.gather import gathered
from attribution.people.judgements import Judgements
from attribution.people.known_name import KnownName, NameRules
from attribution.rule import RuleBook
from attribution.rulebook.book import load

TOGETHER = 500
"""Articles of a shard."""
UNFINISHED = ".filling"
"""What the name of a store ends with while it is made."""
OPENED = "-opened"
"""What the name of the file with opened articles ends with besides."""


def fill(file: Path, batches: Iterable[Sequence[NewArticle]], rules: Sequence[Path], run: Runner) -> None:
    """Make a store of the articles, each of which comes once. Raises StoreError."""
    made = file.with_name(file.name + UNFINISHED)
    _away(made)
    with Store(made) as store:
        store.db.execute("PRAGMA synchronous = OFF")  # nobody else reads it before it is whole
        store.db.execute("PRAGMA wal_autocheckpoint = 0")
        with _words_indexed_at_last(store):
            for batch in batches:
                with store.writing():
                    for article in batch:
                        row = put_article(store, article)
                        places = [(place, row) for place in article.places]
                        store.db.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", places)
        kept = AtHand(_opened(made))
        for shards in _shards(store, tuple(rules)):
            _compare(store, shards, kept, run)
        kept.db.close()
        _settle(store)
    with made.open("rb") as whole:
        os.fsync(whole.fileno())
    made.replace(file)
    _away(made)


@contextmanager
def _words_indexed_at_last(store: Store) -> Iterator[None]:
    """A block whose rows come into the full-text indices all at once behind it, in half the time."""
    with store.writing():
        found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '% AFTER INSERT %'"
        triggers = dict(store.rows(found))
        for name in triggers:
            store.db.execute(f"DROP TRIGGER {name}")
    yield
    with store.writing():
        for index in ("contents", "texts"):
            store.db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        for trigger in triggers.values():
            store.db.execute(trigger)


def _opened(made: Path) -> Path:
    return made.with_name(made.name + OPENED)


def _away(made: Path) -> None:
    for end in ("", "-wal", "-shm", OPENED):
        made.with_name(made.name + end).unlink(missing_ok=True)


def _shards(store: Store, rules: tuple[Path, ...]) -> Iterator[list[Shard]]:
    """The shards of each language."""
    for (language,) in list(store.rows("SELECT DISTINCT language FROM articles ORDER BY 1")):
        found = store.rows("SELECT row FROM articles WHERE language = ? ORDER BY row", language)
        rows = [row for (row,) in found]
        starts = range(0, len(rows), TOGETHER)
        yield [Shard(store.file, rules, language, tuple(rows[i : i + TOGETHER])) for i in starts]


def _compare(store: Store, shards: Sequence[Shard], kept: AtHand, run: Runner) -> None:
    """Work out people, links, alignments and flags of all articles of a language."""
    language, book = shards[0].language, _book(shards[0].rules)
    rules = Tools.of(book, language).for_names(Judgements())
    names = KeptNames(store, rules, language)
    _settle(store)
    shingles: list[tuple[Numbers, Numbers]] = []
    for told in run(read, shards):
        shingles.append(told.shingles)
        with store.writing():
            put_by_article(store, *told.shingles)
            put_names(store, told.names, rules, language)
        kept.put(told.opened)
    with store.writing():
        _put_all(store, shingles)
        names.link_all()
    _settle(store)
    for found in run(linked, shards):
        with store.writing():
            put_links(store, found)
    _settle(store)
    for conclusion in run(compared, shards):
        with store.writing():
            keep(store, conclusion, {})


def _put_all(store: Store, found: list[tuple[Numbers, Numbers]]) -> None:
    """The shingles of all shards in one order, which writes each page once: a kilobyte of memory for an
    attribution, or so."""
    number, article = (np.concatenate(part) for part in zip(*found, strict=True))
    found.clear()
    order = np.lexsort((article, number))
    put_by_number(store, number[order], article[order])


def _settle(store: Store) -> None:
    """All that was written is in the file itself, where other machines read it: they see no write-ahead log,
    to which all goes that is written meanwhile."""
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# ---------------------------------------------------------------- done by shards
@dataclass(frozen=True, slots=True)
class ToldAlone:
    """What articles tell by themselves: shingles, names of speakers, and the articles as they were opened,
    each with the row of its article."""

    shingles: tuple[Numbers, Numbers]
    names: list[tuple[int, KnownName]]
    opened: list[tuple[int, bytes]]


def read(shard: Shard) -> ToldAlone:
    """What the articles tell by themselves."""
    with closing(_AtWork(shard)) as at:
        opened = [at.shelf.get(row) for row in shard.rows]
        shingles = Shingles.of(opened, at.shelf).kept()
        rules = at.shelf.tools.for_names(Judgements())
        names = [(o.row, name) for o in opened for name in _names(o, rules)]
        return ToldAlone(shingles, names, [(o.row, written(o)) for o in opened])


def _names(opened: Opened, rules: NameRules) -> list[KnownName]:
    article = opened.reading.article
    return gathered(opened.attributions, {article.id: article}, rules, lambda _: opened.reading.folded)


def linked(shard: Shard) -> list[Link]:
    """The pairs of units that are of one statement, at least one of them in these articles."""
    with closing(_AtWork(shard, again=True)) as at:
        shingles = Shingles.of([at.shelf.get(row) for row in shard.rows], at.shelf)
        at.spread.foresee(shingles.kept()[0])
        found = candidates(shard.rows, shingles, at.shelf, at.spread)
        return list(links(shard.rows, shingles, found, at.shelf, at.spread))


def compared(shard: Shard) -> Conclusion:
    """What comes of the groups of all units of these articles."""
    with closing(_AtWork(shard, again=True)) as at:
        return concluded(at.shelf, at.spread, shard.rows)


class _AtWork:
    """A store, as one who works on a shard reads it; ``again`` where its articles were opened before."""

    def __init__(self, shard: Shard, again: bool = False) -> None:
        book = _book(shard.rules)
        self.store = Store(shard.file, settled=True)
        self.kept = AtHand(_opened(shard.file), settled=True) if again else None
        self.shelf = Shelf(self.store, book, shard.language, self.kept)
        self.spread = Spread(self.store, shard.language, self.shelf.tools.most)

    def close(self) -> None:
        self.store.db.close()
        if self.kept:
            self.kept.db.close()


@lru_cache(maxsize=2)
def _book(rules: tuple[Path, ...]) -> RuleBook:
    return load(rules)
