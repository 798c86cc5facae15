"""What is found, as rows of the tables of a store (``store.sql``)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from attribution.archive.units import unit_of_side
from attribution.article import Article, text_of
from attribution.document import Document
from attribution.parse.parse_cache import packed
from attribution.result import Alignment, Attribution, Flag, Passed, Person
from attribution.write.schema.across import AlignmentLine, FlagLine, PassedLine, PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine


def now() -> str:
    """This moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


# ---------------------------------------------------------------- one article
def put_article(db: sqlite3.Connection, article: Article, document: Document | None) -> int:
    """The article with its parse; its row."""
    row = db.execute(
        "INSERT INTO articles (id, publisher, published, title, language, record, text, line, added) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.publisher,
            article.published,
            article.title,
            article.language,
            article.kind == "record",
            article.text,
            ArticleLine.of(article).written(),
            now(),
        ),
    ).lastrowid
    assert row is not None
    if document is not None:
        db.execute("INSERT INTO parses VALUES (?, ?)", (row, packed(document)))
    return row


def put_attribution(db: sqlite3.Connection, attribution: Attribution, article: Article, row: int) -> None:
    """What was said in the article of that row."""
    text = article.text
    own = db.execute(
        "INSERT INTO attributions (id, article, start, kind, act, speaker, content, trial, line) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            attribution.id,
            row,
            attribution.content[0].start,
            attribution.kind,
            attribution.act,
            attribution.speaker.name,
            text_of(attribution.content, text),
            attribution.trial,
            AttributionLine.of(attribution, text).written(),
        ),
    ).lastrowid
    speakers = enumerate((attribution.speaker, *attribution.joint))
    people = [(own, place, speaker.person) for place, speaker in speakers if speaker.person]
    if people:
        db.executemany("INSERT INTO speakers VALUES (?, ?, ?)", people)


# ---------------------------------------------------------------- across articles
def put_person(db: sqlite3.Connection, person: Person, dates: Collection[str] = ()) -> None:
    """The person, in place of the one of that id, with the dates of the articles."""
    db.execute(
        "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?)",
        (
            person.id,
            person.name,
            person.kind,
            min(dates, default=None),
            max(dates, default=None),
            PersonLine.of(person).written(),
        ),
    )


def put_alignment(db: sqlite3.Connection, alignment: Alignment) -> None:
    """The same words in several places."""
    row = db.execute(
        "INSERT INTO alignments (speakers, line) VALUES (?, ?)",
        (alignment.speakers, AlignmentLine.of(alignment).written()),
    ).lastrowid
    db.executemany("INSERT INTO aligned VALUES (?, ?)", [(each, row) for each in alignment.attributions])


def put_flag(db: sqlite3.Connection, flag: Flag, ids: Sequence[str]) -> None:
    """An open flag, in place of the one of that id; its verdicts stay. ``ids`` are those that it
    may have, the shortest first."""
    line = FlagLine.of(flag).model_copy(update={"verdict": None}).written()
    values = (flag.id, json.dumps(ids), ids[0], flag.kind, flag.severity, now(), line)
    (row,) = db.execute(
        "INSERT INTO flags (id, ids, words, kind, severity, state, note, changed, line) "
        "VALUES (?, ?, ?, ?, ?, 'open', '', ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "ids = excluded.ids, words = excluded.words, "
        "severity = excluded.severity, state = 'open', note = '', line = excluded.line, "
        "changed = iif(state = 'open' AND line = excluded.line, changed, excluded.changed) RETURNING row",
        values,
    ).fetchone()
    db.execute("DELETE FROM flagged WHERE flag = ?", (row,))
    db.executemany(
        "INSERT OR IGNORE INTO flagged (flag, article, attribution, unit) VALUES (?, ?, ?, ?)",
        [(row, side.article, side.attribution, unit_of_side(side)) for side in flag.sides],
    )


def put_passed(db: sqlite3.Connection, passed: Passed) -> None:
    """What does not agree, but is explained by the texts."""
    row = db.execute(
        "INSERT OR REPLACE INTO passed (id, severity, line) VALUES (?, ?, ?)",
        (passed.id, passed.severity, PassedLine.of(passed).written()),
    ).lastrowid
    units = {unit_of_side(side) for side in (passed.a, passed.b)}
    db.executemany("INSERT INTO passed_units VALUES (?, ?)", [(unit, row) for unit in sorted(units)])


def close_flags(db: sqlite3.Connection, flags: Iterable[int], note: str) -> None:
    """The flags of these rows as closed, unless they are already; the note says why."""
    db.executemany(
        "UPDATE flags SET state = 'closed', note = ?, changed = ? WHERE row = ? AND state = 'open'",
        [(note, now(), row) for row in flags],
    )
