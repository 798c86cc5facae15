"""Everything found, in one SQLite file, to be searched and read back: articles, what was said in them,
people, flags.

A store grows: articles checked again take the place of what was found in them before, others stay.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from attribution.article import Article
from attribution.document import Document
from attribution.parse import parse_cache
from attribution.report import Report
from attribution.result import Alignment, Attribution, Flag, Person
from attribution.write import store_rows
from attribution.write.printable import printable_report
from attribution.write.schema.across import AlignmentLine, FlagLine, PersonLine, VerdictForm
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine

APPLICATION = 0x41545242
"""Marks the file as one of ours (SQLite's ``application_id``)."""
VERSION = 2
SQLITE = b"SQLite format 3\0"
"""How every SQLite file begins."""
MARKS = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
TABLES = Path(__file__).with_suffix(".sql")


class StoreError(Exception):
    """The file cannot be used as a store; ``code`` and ``next`` say why and what to do."""

    def __init__(self, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.code, self.next = code, next


def is_store(path: str) -> bool:
    """Whether there is an SQLite file at the path, a store or another."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


class Store:
    """One file. A context manager; not to be shared between threads. Raises StoreError where the file is none
    of ours."""

    def __init__(self, file: Path) -> None:
        try:
            self.db = sqlite3.connect(file, isolation_level=None)
            self.db.execute("PRAGMA foreign_keys = ON")
            ours, version = (
                self.db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version")
            )
            empty = self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        except sqlite3.Error as error:
            raise StoreError(
                "store-unusable",
                f"{file} cannot be opened as an SQLite file: {error}.",
                "Give another file, or a path that is not there yet.",
            ) from None
        if empty and ours == 0:
            self.new = True
        elif ours != APPLICATION or version != VERSION:
            self.db.close()
            raise StoreError(
                "store-unusable",
                f"{file} was not made by this version of the program.",
                "Give another file, or a path that is not there yet.",
            )
        else:
            self.new = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def put(self, report: Report) -> None:
        """Keep all of the report, or nothing if that fails. What was found before in the same articles
        goes."""
        report = printable_report(report)
        if self.new:
            self.db.executescript(f"BEGIN; {MARKS} {TABLES.read_text(encoding='utf-8')} COMMIT;")
            self.new = False
        self.db.execute("BEGIN IMMEDIATE")
        try:
            store_rows.put(self.db, report)
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise

    def articles(self, holding: Iterable[str] = ()) -> tuple[Article, ...]:
        """All articles by id, with their text; with ``holding``, those in whose text one of the words
        stands."""
        if words := _any(holding):
            rows = self._rows(
                "SELECT line, articles.text FROM texts JOIN articles ON articles.row = texts.rowid "
                "WHERE texts MATCH ? ORDER BY id",
                words,
            )
        else:
            rows = self._rows("SELECT line, text FROM articles ORDER BY id")
        return tuple(ArticleLine.model_validate_json(line).back(text) for line, text in rows)

    def size(self) -> int:
        """How many articles there are."""
        return int(next(self._rows("SELECT count(*) FROM articles"))[0])

    def language(self) -> str:
        """That of the first article."""
        first = next(self._rows("SELECT line FROM articles ORDER BY id LIMIT 1"), None)
        return str(json.loads(first[0])["language"]) if first else "en"

    def document(self, article: str) -> Document | None:
        """The parse that was used, if there is one."""
        row = next(self._rows("SELECT data FROM parses WHERE article = ?", article), None)
        return parse_cache.load(json.loads(zlib.decompress(row[0]))) if row else None

    def attributions(self, article: str | None = None) -> tuple[Attribution, ...]:
        """What was said, in one article or in all, by article and offset."""
        rows = self._rows(
            "SELECT line FROM attributions WHERE ?1 IS NULL OR article = ?1 ORDER BY article, row", article
        )
        return tuple(AttributionLine.model_validate_json(line).back() for (line,) in rows)

    def search(self, text: str, limit: int = 20) -> tuple[Attribution, ...]:
        """Attributions whose content has words of the text, best first (BM25); accents and case do not
        count."""
        words = _any([text])
        if not words:
            return ()
        rows = self._rows(
            "SELECT line FROM contents JOIN attributions ON attributions.row = contents.rowid "
            "WHERE contents MATCH ? ORDER BY rank, contents.rowid LIMIT ?",
            words,
            limit,
        )
        return tuple(AttributionLine.model_validate_json(line).back() for (line,) in rows)

    def people(self) -> tuple[Person, ...]:
        """Everybody by id. The counts are those of the whole store."""
        rows = self._rows(
            "SELECT people.line, count(DISTINCT article), count(DISTINCT attributions.row) "
            "FROM people JOIN speakers ON person = people.id "
            "JOIN attributions ON attributions.row = attribution GROUP BY people.id ORDER BY people.id"
        )
        return tuple(
            PersonLine.model_validate_json(line).model_copy(update={"articles": n, "attributions": m}).back()
            for line, n, m in rows
        )

    def alignments(self) -> tuple[Alignment, ...]:
        """The same words in several places."""
        rows = self._rows("SELECT line FROM alignments ORDER BY row")
        return tuple(AlignmentLine.model_validate_json(line).back() for (line,) in rows)

    def flags(self) -> tuple[Flag, ...]:
        """All flags, each with the last verdict on it."""
        rows = self._rows(
            'SELECT line, verdict, note, "by", "when" FROM flags LEFT JOIN verdicts ON flag = id ORDER BY row'
        )
        found = []
        for line, verdict, note, by, when in rows:
            decided = VerdictForm(verdict=verdict, note=note, by=by, when=when) if verdict else None
            found.append(FlagLine.model_validate_json(line).model_copy(update={"verdict": decided}).back())
        return tuple(found)

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        return iter(()) if self.new else self.db.execute(query, values)


def _any(texts: Iterable[str]) -> str:
    """The query of the full-text index for any word of the texts; "" where there is none."""
    return " OR ".join(f'"{word}"' for text in texts for word in re.findall(r"\w+", text))
