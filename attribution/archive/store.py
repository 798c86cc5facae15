"""What a store holds, read back: articles, what was said in them, people, alignments and flags."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from attribution.archive import file as files
from attribution.article import Article, Span
from attribution.document import Document
from attribution.parse.parse_cache import unpacked
from attribution.result import SEVERITIES, Alignment, Attribution, Flag, Passed, Person, Speaker, Verdict
from attribution.rulebook.conditions import KINDS
from attribution.write.schema.across import AlignmentLine, FlagLine, PassedLine, PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine

State = Literal["open", "closed"]

LAST_VERDICT = """
LEFT JOIN verdicts ON verdicts.row = (SELECT max(row) FROM verdicts WHERE flag = flags.id)"""
FLAG = f"""
SELECT line, state, flags.note, changed, verdict, verdicts.note, "by", "when" FROM flags {LAST_VERDICT}"""
SAID = "SELECT attributions.row, line, trial FROM attributions"


@dataclass(frozen=True, slots=True)
class KeptFlag:
    """A flag with the last verdict on it; ``closed`` where it no longer holds, ``note`` says why and
    ``changed`` when that was (ISO 8601)."""

    flag: Flag
    state: State
    note: str
    changed: str


class Store:
    """One file. A context manager; not to be shared between threads. Raises StoreError where the file is none
    of ours, and where SQLite cannot read it. ``settled`` says that nobody changes the file meanwhile."""

    def __init__(
        self,
        file: Path,
        *,
        waiting: files.Waiting | None = None,
        patience: float = files.PATIENCE,
        settled: bool = False,
    ) -> None:
        self.file, self.waiting, self.patience = file, waiting, patience
        self.db, self.new = files.connected(file, settled)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def writing(self) -> AbstractContextManager[None]:
        """A block whose rows are kept, or none of them; the tables are made where there are none."""
        if self.new:
            with files.told(self.file):
                if self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                    files.make(self.db)
            self.new = False
        return files.writing(self.db, self.file, self.waiting, self.patience)

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; none where there are no tables yet."""
        if self.new:
            return
        try:
            yield from self.db.execute(query, values)
        except sqlite3.Error as error:
            files.raise_as_told(self.file, error)

    def one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        for row in self.rows(query, *values):
            return row
        return None

    # ------------------------------------------------------------ articles
    def articles(self, holding: Iterable[str] = ()) -> tuple[Article, ...]:
        """All articles by id, with their text; with ``holding``, those in whose text one of the words
        stands."""
        if words := _any(holding):
            rows = self.rows(
                "SELECT line, articles.text FROM texts JOIN articles ON articles.row = texts.rowid "
                "WHERE texts MATCH ? ORDER BY id",
                words,
            )
        else:
            rows = self.rows("SELECT line, text FROM articles ORDER BY id")
        return tuple(ArticleLine.model_validate_json(line).back(text) for line, text in rows)

    def article(self, id: str) -> Article | None:
        """The article of that id, or None."""
        row = self.one("SELECT line, text FROM articles WHERE id = ?", id)
        return ArticleLine.model_validate_json(row[0]).back(row[1]) if row else None

    def places(self, article: str) -> tuple[str, ...]:
        """The paths and addresses under which the article was read."""
        rows = self.rows(
            "SELECT place FROM places JOIN articles ON articles.row = article WHERE id = ? ORDER BY place",
            article,
        )
        return tuple(place for (place,) in rows)

    def named(self, given: str) -> tuple[str, ...]:
        """The ids of the article of that id, or that was read from that path or address."""
        rows = self.rows(
            "SELECT id FROM articles WHERE id = ?1 UNION SELECT id FROM places "
            "JOIN articles ON articles.row = article WHERE place IN (?1, ?2)",
            given,
            str(Path(given).absolute()),
        )
        return tuple(id for (id,) in rows)

    def counts(self) -> dict[str, int]:
        """How many there are of what."""
        told = {
            "articles": "articles",
            "attributions": "attributions WHERE NOT trial",
            "people": "people",
            "alignments": "alignments",
            **{f"open flags, {s}": f"flags WHERE state = 'open' AND severity = '{s}'" for s in SEVERITIES},
            "closed flags": "flags WHERE state = 'closed'",
            "verdicts": "verdicts",
            "judgements": "judgements",
            "corrections": "corrections",
        }
        rows = {what: self.one(f"SELECT count(*) FROM {where}") for what, where in told.items()}
        return {what: int(row[0]) if row else 0 for what, row in rows.items()}

    def copy(self, to: Path) -> None:
        """Write all of it to a new file, as it is at this moment. Raises StoreError."""
        with files.told(to):
            self.db.execute("VACUUM INTO ?", (str(to),))

    def size(self) -> int:
        """How many articles there are."""
        row = self.one("SELECT count(*) FROM articles")
        return int(row[0]) if row else 0

    def language(self) -> str:
        """That of the first article."""
        row = self.one("SELECT language FROM articles WHERE id = (SELECT min(id) FROM articles)")
        return str(row[0]) if row else "en"

    def document(self, article: str) -> Document | None:
        """The parse that was used, if there is one."""
        data = self.parse(article)
        return unpacked(data) if data else None

    def parse(self, article: str) -> bytes | None:
        """The same as it is kept."""
        row = self.one(
            "SELECT data FROM parses WHERE article = (SELECT row FROM articles WHERE id = ?)", article
        )
        return bytes(row[0]) if row else None

    def sentences(self, article: str) -> tuple[Span, ...]:
        """Where the sentences of the article are; none without a parse."""
        document = self.document(article)
        return document.spans if document else ()

    # ------------------------------------------------------------ what was said
    def attributions(self, article: str | None = None) -> tuple[Attribution, ...]:
        """What was said, in one article or in all, by article and offset."""
        where = "WHERE article = (SELECT row FROM articles WHERE id = ?1)" if article else "WHERE ?1 IS NULL"
        found = self._said(f"{SAID} {where} AND NOT trial ORDER BY article, start, attributions.row", article)
        return found if article else tuple(sorted(found, key=lambda a: a.article))

    def attribution(self, id: str) -> Attribution | None:
        """The attribution of that id, or None."""
        return next(iter(self._said(f"{SAID} WHERE id = ?", id)), None)

    def said_by(self, person: str) -> tuple[Attribution, ...]:
        """What the person said, alone or jointly, by article and offset."""
        found = self._said(
            f"{SAID} WHERE NOT trial AND attributions.row IN "
            "(SELECT attribution FROM speakers WHERE person = ?) ORDER BY article, start",
            person,
        )
        return tuple(sorted(found, key=lambda a: a.article))

    def search(self, text: str, limit: int = 20) -> tuple[Attribution, ...]:
        """Attributions whose content has words of the text, best first (BM25); accents and case do not
        count."""
        if not (words := _any([text])):
            return ()
        return self._said(
            "SELECT attributions.row, line, trial FROM contents "
            "JOIN attributions ON attributions.row = contents.rowid "
            "WHERE contents MATCH ? AND NOT trial ORDER BY rank, contents.rowid LIMIT ?",
            words,
            limit,
        )

    def _said(self, query: str, *values: object) -> tuple[Attribution, ...]:
        """The attributions of rows (row, line, trial), each speaker with the id of the person."""
        found = []
        for row, line, trial in list(self.rows(query, *values)):
            people = dict(self.rows("SELECT place, person FROM speakers WHERE attribution = ?", row))
            found.append(with_people(AttributionLine.model_validate_json(line).back(), people, bool(trial)))
        return tuple(found)

    # ------------------------------------------------------------ across articles
    def people(self) -> tuple[Person, ...]:
        """Everybody by id."""
        rows = self.rows("SELECT line FROM people ORDER BY id")
        return tuple(PersonLine.model_validate_json(line).back() for (line,) in rows)

    def person(self, id: str) -> Person | None:
        """The person of that id, or None."""
        row = self.one("SELECT line FROM people WHERE id = ?", id)
        return PersonLine.model_validate_json(row[0]).back() if row else None

    def alignments(self, attribution: str | None = None) -> tuple[Alignment, ...]:
        """The same words in several places; with ``attribution``, those that it is one of."""
        if attribution is None:
            rows = self.rows("SELECT line FROM alignments")
        else:
            rows = self.rows(
                "SELECT line FROM aligned JOIN alignments ON row = alignment WHERE attribution = ?",
                attribution,
            )
        found = (AlignmentLine.model_validate_json(line).back() for (line,) in rows)
        return tuple(sorted(found, key=lambda a: a.attributions))

    def flags(self, article: str | None = None) -> tuple[Flag, ...]:
        """The open flags, each with the last verdict on it, by article and offset; with ``article``, those
        that have a place there."""
        return tuple(kept.flag for kept in self.kept_flags(state="open", article=article))

    def kept_flags(self, *, state: State | None = None, article: str | None = None) -> tuple[KeptFlag, ...]:
        """Flags that are open, closed, or either, by article and offset."""
        here = "flags.row IN (SELECT flag FROM flagged WHERE article = ?1)" if article else "?1 IS NULL"
        there = "state = ?2" if state else "?2 IS NULL"
        found = [_kept(row) for row in self.rows(f"{FLAG} WHERE {here} AND {there}", article, state)]
        return tuple(sorted(found, key=lambda k: in_order(k.flag)))

    def flag(self, id: str) -> KeptFlag | None:
        """The flag of that id, open or closed, or None."""
        row = self.one(f"{FLAG} WHERE id = ?", id)
        return _kept(row) if row else None

    def passed(self) -> tuple[Passed, ...]:
        """What does not agree, but is explained by the texts."""
        rows = self.rows("SELECT line FROM passed ORDER BY id")
        return tuple(PassedLine.model_validate_json(line).back() for (line,) in rows)


def in_order(flag: Flag) -> tuple[str, int, int, str]:
    """Flags by article, offset and kind."""
    return flag.a.article, flag.a.spans[0].start, KINDS.index(flag.kind), flag.id


def with_people(attribution: Attribution, people: Mapping[int, str], trial: bool) -> Attribution:
    """The attribution, its speakers with the ids of people by place."""

    def known(place: int, speaker: Speaker) -> Speaker:
        person = people.get(place)
        return speaker if speaker.person == person else replace(speaker, person=person)

    return replace(
        attribution,
        speaker=known(0, attribution.speaker),
        joint=tuple(known(place, speaker) for place, speaker in enumerate(attribution.joint, 1)),
        trial=trial,
    )


def _kept(row: tuple[Any, ...]) -> KeptFlag:
    line, state, note, changed, verdict, why, by, when = row
    flag = FlagLine.model_validate_json(line).back()
    decided = Verdict(verdict, why, by, when) if verdict else None
    return KeptFlag(replace(flag, verdict=decided), state, note, changed)


def _any(texts: Iterable[str]) -> str:
    """The query of the full-text index for any word of the texts; "" where there is none."""
    return " OR ".join(f'"{word}"' for text in texts for word in re.findall(r"\w+", text))
