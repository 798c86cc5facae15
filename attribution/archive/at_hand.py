"""Articles that were opened once, in a file beside the store that is filled: read again in less time."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import Any

from attribution.archive.opened import Opened
from attribution.archive.store import Store
from attribution.article import Article, Region, Span
from attribution.document import Document
from attribution.find.quotations import Quotation
from attribution.parse.parse_cache import unpacked
from attribution.result import Attribution, Candidate, Speaker
from attribution.wording.folded import FoldedToken
from attribution.wording.passage import Passage, Reading
from attribution.wording.same_words import SameWords


def _in_parts(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Takes a record of that kind to what it is made of again."""
    parts = attrgetter(*(field.name for field in fields(kind)))
    return lambda record: (kind, parts(record))


RECORDS = (Article, Attribution, Candidate, Passage, Quotation, Region, Span, Speaker)
TAKEN_APART: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    FoldedToken: lambda token: (tuple.__new__, (FoldedToken, tuple(token))),
    **{kind: _in_parts(kind) for kind in RECORDS},
}
"""Each is read back with one call: a record's own way goes through its fields one by one, and an article has
hundreds of them."""


class AtHand:
    """The file. Only what this program wrote while it filled the store is read from it."""

    def __init__(self, file: Path, *, settled: bool = False) -> None:
        name = f"{file.resolve().as_uri()}?immutable=1" if settled else file
        self.db = sqlite3.connect(name, isolation_level=None, uri=settled)
        if not settled:
            self.db.execute("PRAGMA journal_mode = OFF")
            self.db.execute("PRAGMA synchronous = OFF")
            self.db.execute("CREATE TABLE opened (row INTEGER PRIMARY KEY, data BLOB NOT NULL)")

    def put(self, found: Iterable[tuple[int, bytes]]) -> None:
        """Keep what ``written`` made of articles, by row."""
        self.db.execute("BEGIN")
        self.db.executemany("INSERT INTO opened VALUES (?, ?)", found)
        self.db.execute("COMMIT")

    def get(self, row: int) -> bytes:
        """What was kept of the article."""
        data: bytes = self.db.execute("SELECT data FROM opened WHERE row = ?", (row,)).fetchone()[0]
        return data


def written(opened: Opened) -> bytes:
    """An opened article without the word lists that it goes by and its parse."""
    reading = {k: v for k, v in vars(opened.reading).items() if k not in ("same", "documents")}
    out = BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = TAKEN_APART
    pickler.dump((opened.row, reading, opened.attributions, opened.said))
    return out.getvalue()


def read_back(data: bytes, same: SameWords, store: Store) -> Opened:
    """The opened article, with these word lists and the parse that the store has."""
    row, told, attributions, said = pickle.loads(data)
    reading = Reading.__new__(Reading)
    vars(reading).update(told, same=same, documents=ParseOfRow(store, row))
    return Opened(row, reading, attributions, said)


class ParseOfRow(Mapping[str, Document]):
    """The parse of one article by the article's id, read when it is first asked for."""

    def __init__(self, store: Store, row: int) -> None:
        self.store, self.row = store, row

    @cached_property
    def _there(self) -> dict[str, Document]:
        given = self.store.one(
            "SELECT id, data FROM articles JOIN parses ON article = row WHERE row = ?", self.row
        )
        return {given[0]: unpacked(given[1])} if given else {}

    def __getitem__(self, article: str) -> Document:
        return self._there[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._there)

    def __len__(self) -> int:
        return len(self._there)
