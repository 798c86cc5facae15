"""Everything found, in one SQLite file: articles, what was said in them, people, alignments, flags and verdicts, to be searched and read back.

A store grows: articles checked again take the place of what was found in them before, others stay. Each row keeps the line of the
output contract as JSON; the columns beside it are for queries.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from attribution.article import Article
from attribution.document import Document
from attribution.parse import parse_cache
from attribution.report import Report
from attribution.result import Alignment, Attribution, Flag, Person
from attribution.write.printable import printable_report
from attribution.write.schema import (
    AlignmentLine,
    ArticleLine,
    AttributionLine,
    FlagLine,
    PersonLine,
    VerdictForm,
)

APPLICATION = 0x41545242
"""Marks the file as one of ours (SQLite's ``application_id``)."""
VERSION = 2
SQLITE = b"SQLite format 3\0"
"""How every SQLite file begins."""
TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE articles (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher TEXT, published TEXT, title TEXT, text TEXT NOT NULL, plain INTEGER NOT NULL, line TEXT NOT NULL);
CREATE TABLE parses (article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, data BLOB NOT NULL);
CREATE TABLE attributions (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, kind TEXT NOT NULL,
    act TEXT NOT NULL, speaker TEXT, content TEXT NOT NULL, line TEXT NOT NULL);
CREATE INDEX attributions_by_article ON attributions (article);
CREATE TABLE speakers (attribution INTEGER NOT NULL REFERENCES attributions ON DELETE CASCADE, person TEXT NOT NULL, PRIMARY KEY (attribution, person));
CREATE INDEX speakers_by_person ON speakers (person);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE alignments (row INTEGER PRIMARY KEY, speakers TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE aligned (alignment INTEGER NOT NULL REFERENCES alignments ON DELETE CASCADE, attribution TEXT NOT NULL);
CREATE INDEX aligned_by_attribution ON aligned (attribution);
CREATE TABLE flags (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, severity TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE flagged (flag INTEGER NOT NULL REFERENCES flags ON DELETE CASCADE, article TEXT NOT NULL, attribution TEXT NOT NULL);
CREATE INDEX flagged_by_article ON flagged (article);
CREATE TABLE verdicts (flag TEXT PRIMARY KEY, verdict TEXT NOT NULL, note TEXT NOT NULL, "by" TEXT NOT NULL, "when" TEXT NOT NULL);
CREATE VIRTUAL TABLE contents USING fts5 (content, content = 'attributions', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER said AFTER INSERT ON attributions BEGIN INSERT INTO contents (rowid, content) VALUES (new.row, new.content); END;
CREATE TRIGGER unsaid AFTER DELETE ON attributions BEGIN
    INSERT INTO contents (contents, rowid, content) VALUES ('delete', old.row, old.content); END;
CREATE VIRTUAL TABLE texts USING fts5 (text, content = 'articles', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER come AFTER INSERT ON articles BEGIN INSERT INTO texts (rowid, text) VALUES (new.row, new.text); END;
CREATE TRIGGER gone AFTER DELETE ON articles BEGIN INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.row, old.text); END;
"""


class StoreError(Exception):
    """The file cannot be used as a store; ``code`` and ``next`` say why and what to do."""

    def __init__(self, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.code, self.next = code, next


def is_store(path: str) -> bool:
    """Whether there is an SQLite file at the path, a store or another."""
    try:
        with open(path, "rb") as file:
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

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    # ---------------------------------------------------------------- keeping
    def put(self, report: Report) -> None:
        """Keep all of the report, or nothing if that fails. What was found before in the same articles goes."""
        report = printable_report(report)
        if self.new:
            self.db.executescript(f"BEGIN; {TABLES} COMMIT;")
            self.new = False
        self.db.execute("BEGIN IMMEDIATE")
        try:
            self._clear(a.id for a in report.articles)
            self._articles(report)
            self._people(report)
            self._across(report)
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise

    def _clear(self, articles: Iterable[str]) -> None:
        for article in articles:
            self.db.execute(
                "DELETE FROM flags WHERE row IN (SELECT flag FROM flagged WHERE article = ?)", (article,)
            )
            self.db.execute(
                "DELETE FROM alignments WHERE row IN (SELECT alignment FROM aligned JOIN attributions ON attributions.id = aligned.attribution"
                " WHERE article = ?)",
                (article,),
            )
            self.db.execute("DELETE FROM attributions WHERE article = ?", (article,))
            self.db.execute("DELETE FROM articles WHERE id = ?", (article,))

    def _articles(self, report: Report) -> None:
        texts = {a.id: a.text for a in report.articles}
        for a in report.articles:
            self.db.execute(
                "INSERT INTO articles (id, publisher, published, title, text, plain, line) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (a.id, a.publisher, a.published, a.title, a.text, a.plain, ArticleLine.of(a).written()),
            )
            if (document := report.documents.get(a.id)) is not None:
                self.db.execute(
                    "INSERT INTO parses VALUES (?, ?)",
                    (a.id, zlib.compress(json.dumps(parse_cache.dump(document)).encode())),
                )
        for a in report.attributions:
            if a.trial:
                continue
            content = " … ".join(s.of(texts[a.article]) for s in a.content)
            row = self.db.execute(
                "INSERT INTO attributions (id, article, kind, act, speaker, content, line) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    a.id,
                    a.article,
                    a.kind,
                    a.act,
                    a.speaker.name,
                    content,
                    AttributionLine.of(a, texts[a.article]).written(),
                ),
            ).lastrowid
            people = {s.person for s in (a.speaker, *a.joint) if s.person}
            self.db.executemany("INSERT INTO speakers VALUES (?, ?)", [(row, p) for p in sorted(people)])

    def _people(self, report: Report) -> None:
        """The people of the report; spellings and roles known from other articles stay. Who says nothing any
        more goes."""
        for person in report.people:
            line = PersonLine.of(person)
            if old := self.db.execute("SELECT line FROM people WHERE id = ?", (person.id,)).fetchone():
                known = PersonLine.model_validate_json(old[0])
                line = line.model_copy(
                    update={
                        key: tuple(dict.fromkeys((*getattr(line, key), *getattr(known, key))))
                        for key in ("spellings", "roles", "because")
                    }
                )
            self.db.execute(
                "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)",
                (person.id, person.name, person.kind, line.written()),
            )
        self.db.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM speakers)")

    def _across(self, report: Report) -> None:
        for a in report.alignments:
            row = self.db.execute(
                "INSERT INTO alignments (speakers, line) VALUES (?, ?)",
                (a.speakers, AlignmentLine.of(a).written()),
            ).lastrowid
            self.db.executemany("INSERT INTO aligned VALUES (?, ?)", [(row, each) for each in a.attributions])
        for f in report.flags:
            row = self.db.execute(
                "INSERT OR REPLACE INTO flags (id, kind, severity, line) VALUES (?, ?, ?, ?)",
                (f.id, f.kind, f.severity, FlagLine.of(f).written()),
            ).lastrowid
            self.db.executemany(
                "INSERT INTO flagged VALUES (?, ?, ?)",
                [(row, s.article, s.attribution) for s in (f.a, f.b, *f.others) if s],
            )
            if v := f.verdict:
                self.db.execute(
                    "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?)",
                    (f.id, v.verdict, v.note, v.by, v.when),
                )

    # ---------------------------------------------------------------- reading back
    def articles(self, holding: Iterable[str] = ()) -> tuple[Article, ...]:
        """All articles by id, with their text; with ``holding``, those in whose text one of the words stands."""
        if words := _any(holding):
            rows = self._rows(
                "SELECT line, articles.text FROM texts JOIN articles ON articles.row = texts.rowid WHERE texts MATCH ? ORDER BY id",
                words,
            )
        else:
            rows = self._rows("SELECT line, text FROM articles ORDER BY id")
        return tuple(ArticleLine.model_validate_json(line).back(text) for line, text in rows)

    def language(self) -> str:
        """That of the first article."""
        return next(
            (
                json.loads(line)["language"]
                for (line,) in self._rows("SELECT line FROM articles ORDER BY id LIMIT 1")
            ),
            "en",
        )

    def document(self, article: str) -> Document | None:
        """The parse that was used, if there is one."""
        row = next(iter(self._rows("SELECT data FROM parses WHERE article = ?", article)), None)
        return parse_cache.load(json.loads(zlib.decompress(row[0]))) if row else None

    def attributions(self, article: str | None = None) -> tuple[Attribution, ...]:
        """What was said, in one article or in all, by article and offset."""
        rows = self._rows(
            "SELECT line FROM attributions WHERE ?1 IS NULL OR article = ?1 ORDER BY article, row", article
        )
        return tuple(AttributionLine.model_validate_json(line).back() for (line,) in rows)

    def search(self, text: str, limit: int = 20) -> tuple[Attribution, ...]:
        """Attributions whose content has words of the text, best first (BM25); accents and case do not count."""
        words = _any([text])
        rows = (
            self._rows(
                "SELECT line FROM contents JOIN attributions ON attributions.row = contents.rowid WHERE contents MATCH ? "
                "ORDER BY rank, contents.rowid LIMIT ?",
                words,
                limit,
            )
            if words
            else ()
        )
        return tuple(AttributionLine.model_validate_json(line).back() for (line,) in rows)

    def people(self) -> tuple[Person, ...]:
        """Everybody by id. The counts are those of the whole store."""
        rows = self._rows(
            "SELECT people.line, count(DISTINCT article), count(DISTINCT attributions.row) FROM people JOIN speakers ON person = people.id "
            "JOIN attributions ON attributions.row = attribution GROUP BY people.id ORDER BY people.id"
        )
        return tuple(
            PersonLine.model_validate_json(line).model_copy(update={"articles": n, "attributions": m}).back()
            for line, n, m in rows
        )

    def alignments(self) -> tuple[Alignment, ...]:
        """The same words in several places."""
        return tuple(
            AlignmentLine.model_validate_json(line).back()
            for (line,) in self._rows("SELECT line FROM alignments ORDER BY row")
        )

    def flags(self) -> tuple[Flag, ...]:
        """All flags, each with the last verdict on it."""
        rows = self._rows(
            'SELECT line, verdict, note, "by", "when" FROM flags LEFT JOIN verdicts ON flag = id ORDER BY row'
        )
        return tuple(
            FlagLine.model_validate_json(line)
            .model_copy(
                update={
                    "verdict": VerdictForm(verdict=verdict, note=note, by=by, when=when) if verdict else None
                }
            )
            .back()
            for line, verdict, note, by, when in rows
        )

    def _rows(self, query: str, *values: object) -> Iterator[tuple]:
        return iter(()) if self.new else self.db.execute(query, values)


def _any(texts: Iterable[str]) -> str:
    """The query of the full-text index for any word of the texts; "" where there is none."""
    return " OR ".join(f'"{word}"' for text in texts for word in re.findall(r"\w+", text))
