"""Corrections from the desk: another speaker, no speech, other ends, a quotation that was missed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.archive import decided
from attribution.archive.corrected import corrections_that_count, missed_id
from attribution.archive.decided import Correction, Fault
from attribution.archive.store import Store
from attribution.article import Span
from attribution.desk.article_page import ReadArticle, about, article_of, no_article, read_article
from attribution.desk.verdicts import now
from attribution.desk.visit import Undo, Visit, form, number, to_article

LONGEST = 300
"""Characters of a name."""
TOLD = {
    "other-speaker": "Speaker corrected.",
    "not-speech": "Marked as no speech.",
    "other-span": "Ends corrected.",
    "missed": "Quotation added.",
    "as-found": "Corrections taken back.",
}


def correct(visit: Visit, sent: FormData) -> Response:
    """A correction of one attribution is kept; what was found stays beside it."""
    id = visit.path["attribution"]
    fault = str(sent.get("fault", ""))
    with visit.open() as store:
        article = article_of(store, id)
        read = read_article(store, article, visit.desk.book) if article else None
        before = read.one(id) if read else None
        if read is None or before is None:
            return no_article(visit)
        if fault == "undo":
            _undo(visit, store, read, id)
            return _answer(visit, store, read, id, "Undone.")
        if fault not in TOLD or fault == "missed":
            return visit.problem("desk-no-correction", "This is no correction.", "Choose one of the buttons.")
        span: Span | None = None
        if fault == "other-span":
            span = place_of(read.article.text, str(sent.get("words", "")), before.content[0].start)
            if span is None:
                return _not_there(visit)
        marked = next((c for c in read.corrections if not c.attribution and missed_id(c) == id), None)
        if marked is not None and fault in ("not-speech", "as-found"):
            # What a person marked is taken back by the place that they marked.
            correction = _correction(visit, read, "", "as-found", Span(marked.start or 0, marked.end or 0))
        else:
            span = span or Span(before.content[0].start, before.content[-1].end)
            correction = _correction(visit, read, id, cast(Fault, fault), span, _name(sent))
        decided.correct(store, correction)
        return _answer(visit, store, read, id, TOLD[fault])


def missed(visit: Visit, sent: FormData) -> Response:
    """A quotation that was missed is kept, with who said it."""
    with visit.open() as store:
        read = read_article(store, str(sent.get("article", "")), visit.desk.book)
        if read is None:
            return no_article(visit)
        span = place_of(read.article.text, str(sent.get("words", "")), number(sent.get("near")) or 0)
        if span is None:
            return _not_there(visit)
        correction = _correction(visit, read, "", "missed", span, _name(sent))
        decided.correct(store, correction)
        return _answer(visit, store, read, missed_id(correction), TOLD["missed"])


def place_of(text: str, words: str, near: int) -> Span | None:
    """Where the words stand in the text, whatever white space and marks of another form are between them: the
    place closest behind ``near``, else the closest."""
    parts = [re.sub(r"[“”„\"«»]", '[“”„"«»]', re.escape(w)) for w in words.split()]
    parts = [re.sub(r"[‘’']", "[‘’']", part) for part in parts]
    if not parts:
        return None
    found = [Span(*m.span()) for m in re.finditer(r"\s+".join(parts), text)]
    return min(found, key=lambda s: (s.start < near, abs(s.start - near)), default=None)


def _undo(visit: Visit, store: Store, read: ReadArticle, id: str) -> None:
    """The last correction of the attribution is taken back; those before it count again."""
    about_it = read.by_people()[id]
    if not about_it:
        return
    decided.correct(store, replace(about_it[-1], fault="as-found", by=visit.who, when=now()))
    for each in corrections_that_count(about_it[:-1]):
        decided.correct(store, replace(each, when=now()))


def _name(sent: FormData) -> str:
    return " ".join(str(sent.get("speaker", "")).split())[:LONGEST]


def _correction(
    visit: Visit, read: ReadArticle, id: str, fault: Fault, span: Span | None, speaker: str = ""
) -> Correction:
    return Correction(
        article=read.article.id,
        attribution=id,
        fault=fault,
        start=span.start if span else None,
        end=span.end if span else None,
        speaker=(speaker or None) if fault in ("other-speaker", "missed") else None,
        by=visit.who,
        when=now(),
    )


def _answer(visit: Visit, store: Store, read: ReadArticle, id: str, told: str) -> Response:
    """The article's page shown at the attribution; what hangs on it is worked out behind the scenes."""
    visit.intake.again(read.article.id)
    answer = visit.after(to_article(read.article.id, id))
    if visit.htmx:
        again = read_article(store, read.article.id, visit.desk.book) or read
        chosen = again.one(id)
        undo: Undo = {
            "to": f"/attributions/{id}/correct",
            "values": {"fault": "undo"},
            "at": "panel",
            "swap": "innerHTML",
        }
        step = undo if told != "Undone." else None
        part = about(store, again, chosen) if chosen else {}
        answer = visit.page("attribution.jinja" if chosen else "nothing.jinja", told=told, undo=step, **part)
        answer.headers["HX-Trigger-After-Settle"] = "corrected"
    return answer


def _not_there(visit: Visit) -> Response:
    return visit.problem(
        "desk-no-such-words",
        "These words do not stand in the article.",
        "Select them in the text, or copy them from it.",
    )


ROUTES = [form("/attributions/{attribution}/correct", correct), form("/missed", missed)]
