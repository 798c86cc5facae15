"""What a report puts into the tables of a store (``store.sql``), and what it takes out of them first."""

from __future__ import annotations

import json
import sqlite3
import zlib

from attribution.article import Article
from attribution.document import Document
from attribution.parse import parse_cache
from attribution.report import Report
from attribution.result import Alignment, Attribution, Flag, Person
from attribution.write.schema.across import AlignmentLine, FlagLine, PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine

ALIGNMENTS_OF = """
DELETE FROM alignments WHERE row IN (
    SELECT alignment FROM aligned JOIN attributions ON attributions.id = aligned.attribution
    WHERE article = ?)"""
FLAGS_OF = "DELETE FROM flags WHERE row IN (SELECT flag FROM flagged WHERE article = ?)"


def put(db: sqlite3.Connection, report: Report) -> None:
    """The report in the tables, in place of what was found before in the same articles."""
    for article in report.articles:
        _take_out(db, article.id)
    for article in report.articles:
        _article(db, article, report.documents.get(article.id))
    texts = {a.id: a.text for a in report.articles}
    for attribution in report.attributions:
        if not attribution.trial:
            _attribution(db, attribution, texts[attribution.article])
    for person in report.people:
        _person(db, person)
    db.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM speakers)")
    for alignment in report.alignments:
        _alignment(db, alignment)
    for flag in report.flags:
        _flag(db, flag)


def _take_out(db: sqlite3.Connection, article: str) -> None:
    db.execute(FLAGS_OF, (article,))
    db.execute(ALIGNMENTS_OF, (article,))
    db.execute("DELETE FROM attributions WHERE article = ?", (article,))
    db.execute("DELETE FROM articles WHERE id = ?", (article,))


def _article(db: sqlite3.Connection, a: Article, document: Document | None) -> None:
    db.execute(
        "INSERT INTO articles (id, publisher, published, title, text, plain, line) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (a.id, a.publisher, a.published, a.title, a.text, a.plain, ArticleLine.of(a).written()),
    )
    if document is not None:
        data = zlib.compress(json.dumps(parse_cache.dump(document)).encode())
        db.execute("INSERT INTO parses VALUES (?, ?)", (a.id, data))


def _attribution(db: sqlite3.Connection, a: Attribution, text: str) -> None:
    content = " … ".join(s.of(text) for s in a.content)
    line = AttributionLine.of(a, text).written()
    row = db.execute(
        "INSERT INTO attributions (id, article, kind, act, speaker, content, line) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (a.id, a.article, a.kind, a.act, a.speaker.name, content, line),
    ).lastrowid
    people = {s.person for s in (a.speaker, *a.joint) if s.person}
    db.executemany("INSERT INTO speakers VALUES (?, ?)", [(row, p) for p in sorted(people)])


def _person(db: sqlite3.Connection, person: Person) -> None:
    """The person; spellings, roles and reasons known from other articles stay."""
    line = PersonLine.of(person)
    if old := db.execute("SELECT line FROM people WHERE id = ?", (person.id,)).fetchone():
        known = PersonLine.model_validate_json(old[0])
        line = line.model_copy(
            update={
                key: tuple(dict.fromkeys((*getattr(line, key), *getattr(known, key))))
                for key in ("spellings", "roles", "because")
            }
        )
    db.execute(
        "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)",
        (person.id, person.name, person.kind, line.written()),
    )


def _alignment(db: sqlite3.Connection, a: Alignment) -> None:
    row = db.execute(
        "INSERT INTO alignments (speakers, line) VALUES (?, ?)", (a.speakers, AlignmentLine.of(a).written())
    ).lastrowid
    db.executemany("INSERT INTO aligned VALUES (?, ?)", [(row, each) for each in a.attributions])


def _flag(db: sqlite3.Connection, f: Flag) -> None:
    row = db.execute(
        "INSERT OR REPLACE INTO flags (id, kind, severity, line) VALUES (?, ?, ?, ?)",
        (f.id, f.kind, f.severity, FlagLine.of(f).written()),
    ).lastrowid
    sides = [s for s in (f.a, f.b, *f.others) if s]
    db.executemany("INSERT INTO flagged VALUES (?, ?, ?)", [(row, s.article, s.attribution) for s in sides])
    if v := f.verdict:
        db.execute(
            "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?)",
            (f.id, v.verdict, v.note, v.by, v.when),
        )
