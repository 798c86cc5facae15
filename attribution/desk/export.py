"""Downloads: what the store holds and what people decided, as JSON Lines, CSV and W3C Web Annotation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from starlette.responses import Response, StreamingResponse

from attribution.archive.as_report import stored_report
from attribution.archive.store import Store
from attribution.article import text_of
from attribution.desk.visit import Visit, page
from attribution.result import Flag
from attribution.write.exports import web_annotation
from attribution.write.flag_kinds import called
from attribution.write.schema.across import FlagLine, PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine
from attribution.write.table import cell

AT_ONCE = 100
"""So many rows are read before they are sent on: no store is open while a slow reader waits."""
Rows = Iterator[Sequence[str | None]]
DECIDED = {
    "verdicts": ("flag", "verdict", "note", "by", "when"),
    "judgements": ("a", "b", "judgement", "note", "by", "when"),
    "corrections": ("article", "attribution", "fault", "start", "end", "speaker", "note", "by", "when"),
}
"""Tables of what people decided, with their columns; the commands read the first two."""
SAID = ("article", "publisher", "published", "kind", "act", "speaker", "role", "quote", "rule")

SIDE = ("outlet", "published", "speaker", "words")
FLAGGED = (
    *("severity", "kind", "reason", "verdict", "note", "by"),
    *(f"{column} {side}" for side in "ab" for column in SIDE),
    *("other places", "flag", "page"),
)


def articles_lines(store: Store, id: str) -> Iterator[str]:
    article = store.article(id)
    if article:
        yield ArticleLine.of(article).written()


def attributions_lines(store: Store, id: str) -> Iterator[str]:
    article = store.article(id)
    if article:
        yield from (AttributionLine.of(a, article.text).written() for a in store.attributions(id))


def flags_lines(store: Store, id: str) -> Iterator[str]:
    kept = store.flag(id)
    if kept and kept.state == "open":
        yield FlagLine.of(kept.flag).written()


def people_lines(store: Store, id: str) -> Iterator[str]:
    person = store.person(id)
    if person:
        yield PersonLine.of(person).written()


LINES: dict[str, tuple[str, Callable[[Store, str], Iterator[str]]]] = {
    "articles": ("articles", articles_lines),
    "attributions": ("articles", attributions_lines),
    "flags": ("flags", flags_lines),
    "people": ("people", people_lines),
}
"""Name of a file of lines: the table whose ids it goes through, and the lines of each."""


TOLD = {
    "verdicts": "on which flag, what, by whom and when",
    "judgements": "which names are one person’s, and which are not",
    "corrections": "other speakers, other ends, no speech, what was missed",
    "articles": "each with its text and what it was read from",
    "attributions": "who said what, with every place",
    "flags": "the open ones, with both passages and the verdict",
    "people": "everybody with their names and roles",
}


def export(visit: Visit) -> Response:
    """The page of downloads."""
    return visit.page(
        "export.jinja",
        here="/export",
        decided=[(n, TOLD[n]) for n in DECIDED],
        lines=[(n, TOLD[n]) for n in LINES],
    )


def lines(visit: Visit) -> Response:
    """A file of JSON Lines in the form of the output contract."""
    name = visit.path["name"]
    if name not in LINES:
        return _none(visit)
    table, of = LINES[name]
    pieces = _pieces(visit.desk.store, table, lambda store, id: "".join(f"{x}\n" for x in of(store, id)))
    return _file(pieces, f"{name}.jsonl", "application/jsonl")


def quotes(visit: Visit) -> Response:
    """Everything that was said, as a table; with ``person``, what that person said."""
    person = visit.query.get("person", "")
    if person:
        with visit.open() as store:
            rows = [row for a in store.said_by(person) for row in _said(store, a.article, {a.id})]
        return _file(iter([_csv([SAID, *rows], mark=True)]), "quotes.csv", "text/csv")

    def of(store: Store, id: str) -> str:
        return _csv(_said(store, id))

    head = [_csv([SAID], mark=True)]
    return _file(chain(head, _pieces(visit.desk.store, "articles", of)), "quotes.csv", "text/csv")


def flags(visit: Visit) -> Response:
    """The open flags as a table, one a row, each with the path of its page at this desk."""

    def of(store: Store, id: str) -> str:
        kept = store.flag(id)
        return _csv([_flagged(kept.flag)]) if kept and kept.state == "open" else ""

    head = [_csv([FLAGGED], mark=True)]
    return _file(chain(head, _pieces(visit.desk.store, "flags", of)), "flags.csv", "text/csv")


def decided(visit: Visit) -> Response:
    """A table of what people decided, the first first."""
    name = visit.path["name"]
    if name not in DECIDED:
        return _none(visit)
    columns = DECIDED[name]
    quoted = ", ".join(f'"{c}"' for c in columns)
    with visit.open() as store:
        rows = [
            [None if v is None else str(v) for v in row] for row in store.rows(f"SELECT {quoted} FROM {name}")
        ]
    return _file(iter([_csv([columns, *rows])]), f"{name}.csv", "text/csv")


def web_annotations(visit: Visit) -> Response:
    """Everything as W3C Web Annotation."""
    text = json.dumps(web_annotation.page(stored_report(visit.desk.store)), ensure_ascii=False, indent=1)
    return _file(iter([text]), "annotations.jsonld", "application/ld+json")


def _flagged(flag: Flag) -> Sequence[str | None]:
    verdict = flag.verdict
    sides = [
        (s.publisher or s.article, s.published, s.speaker, s.text) if s else ("",) * 4
        for s in (flag.a, flag.b)
    ]
    return (
        *(flag.severity, called(flag.kind), flag.because),
        *((verdict.verdict, verdict.note, verdict.by) if verdict else ("", "", "")),
        *sides[0],
        *sides[1],
        *(str(len(flag.others)), flag.id, f"/flags/{flag.id}"),
    )


def _said(store: Store, id: str, only: set[str] | None = None) -> Rows:
    article = store.article(id)
    for a in store.attributions(id) if article else ():
        if article and (only is None or a.id in only):
            words = text_of(a.content, article.text)
            speaker = a.speaker
            yield (
                *(id, article.publisher, article.published, a.kind, a.act),
                *(speaker.name, speaker.role, words, a.rule),
            )


def _pieces(file: Path, table: str, of: Callable[[Store, str], str]) -> Iterator[str]:
    """The texts of all rows, some at once; each piece opens the store anew, in the thread that asks."""
    after = ""
    while True:
        with Store(file) as store:
            query = f"SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?"
            ids = [id for (id,) in store.rows(query, after, AT_ONCE)]
            piece = "".join(of(store, id) for id in ids)
        if not ids:
            return
        after = ids[-1]
        if piece:
            yield piece


def _csv(rows: Iterator[Sequence[str | None]] | Sequence[Sequence[str | None]], mark: bool = False) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return ("\ufeff" if mark else "") + out.getvalue()


def _file(pieces: Iterator[str], name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type=kind, headers=headers)


def _none(visit: Visit) -> Response:
    return visit.problem(
        "desk-not-found", "There is no such file.", "See Export for those that there are.", 404
    )


ROUTES = [
    page("/export", export),
    page("/export/quotes.csv", quotes),
    page("/export/flags.csv", flags),
    page("/export/annotations.jsonld", web_annotations),
    page("/export/{name}.jsonl", lines),
    page("/export/{name}.csv", decided),
]
