"""Corrections from the desk: another speaker, no speech, other ends, a quotation that was missed."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.archive import decided
from attribution.archive.corrected import corrections_that_count, subject
from attribution.archive.store import Store
from attribution.desk.article_page import ReadArticle, about, article_of, no_article, read_article
from attribution.desk.correction import TOLD, AskedCorrection, CannotCorrect, correction_of
from attribution.desk.verdicts import ChangedSince, now
from attribution.desk.visit import Undo, Visit, form, number, to_article


def correct(visit: Visit, sent: FormData) -> Response:
    """A correction of one attribution is kept; what was found stays beside it."""
    id = visit.path["attribution"]
    with visit.open() as store:
        article = article_of(store, id)
        read = read_article(store, article, visit.desk.book) if article else None
        if read is None or read.one(id) is None:
            return no_article(visit)
        if sent.get("fault") == "undo":
            try:
                _undo(visit, store, read, id)
            except ChangedSince as error:
                return visit.problem(error.code, str(error), error.next, 409)
            return _answer(visit, store, read, id, "Undone.")
        return _kept(visit, store, read, id, sent)


def missed(visit: Visit, sent: FormData) -> Response:
    """A quotation that was missed is kept, with who said it."""
    with visit.open() as store:
        read = read_article(store, str(sent.get("article", "")), visit.desk.book)
        if read is None:
            return no_article(visit)
        return _kept(visit, store, read, "", sent)


def _kept(visit: Visit, store: Store, read: ReadArticle, id: str, sent: FormData) -> Response:
    given = {name: str(sent.get(name, "")) for name in ("words", "speaker")}
    fault = str(sent.get("fault", "")) if id else "missed"
    asked = AskedCorrection(fault, near=number(sent.get("near")) or 0, **given)
    try:
        correction = correction_of(read, id, asked, visit.who)
    except CannotCorrect as error:
        return visit.problem(error.code, str(error), error.next)
    decided.correct(store, correction)
    return _answer(visit, store, read, id or subject(correction), TOLD[fault])


def _undo(visit: Visit, store: Store, read: ReadArticle, id: str) -> None:
    """The last correction of the attribution is taken back; those before it count again. Raises ChangedSince
    where it is somebody else's."""
    about_it = read.by_people()[id]
    if not about_it:
        return
    if about_it[-1].by != visit.who:
        raise ChangedSince(about_it[-1].by, about_it[-1].when)
    decided.correct(store, replace(about_it[-1], fault="as-found", by=visit.who, when=now()))
    for each in corrections_that_count(about_it[:-1]):
        decided.correct(store, replace(each, when=now()))


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
            "at": f"beside-{read.article.id}",
            "into": "#panel",
        }
        step = undo if told != "Undone." else None
        part = about(store, again, chosen) if chosen else {}
        answer = visit.page("attribution.jinja" if chosen else "nothing.jinja", told=told, undo=step, **part)
        answer.headers["HX-Trigger-After-Settle"] = "corrected"
    return answer


ROUTES = [form("/attributions/{attribution}/correct", correct), form("/missed", missed)]
