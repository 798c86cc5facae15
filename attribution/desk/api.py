"""Addresses for programs: JSON in the forms of the output contract, described by an OpenAPI document."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from attribution.ask.verify import verify_stored
from attribution.desk import api_decide, article_list, flag_list, people_list
from attribution.desk.article_page import article_of, read_article
from attribution.desk.endpoint import Endpoint, RefusedRequest, listed, nothing_there, route, there
from attribution.desk.example_page import NoParse, example_of
from attribution.desk.flag_list import ChosenFlags
from attribution.desk.forms import CellForm, ExampleForm, PictureForm
from attribution.desk.openapi import keys, openapi, public
from attribution.desk.pictures import drawn
from attribution.desk.visit import Visit, page, page_number
from attribution.write.schema.across import AlignmentLine, FlagLine, PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine

FLAG_FILTERS = (
    *((name, f"only flags of this {name}") for name in ("severity", "kind")),
    ("outlet", "only flags with a place in this outlet"),
    ("since", "only flags with a place of this day (ISO 8601) or later"),
    ("until", "only flags with a place of this day or earlier"),
    ("person", "only flags in which this person speaks: an id, or letters of a name"),
    ("find", "only flags with these letters"),
)
AFTER = ("after", "the page behind the flag of this id, however many were settled since")
PAGE = ("page", "the number of the page, from 1")


def _flags(visit: Visit) -> Any:
    chosen = ChosenFlags.of(visit.query)
    with visit.open() as store:
        if chosen.after:
            there(store.flag(chosen.after))
        found, count = flag_list.flags(store, chosen)
    return listed([FlagLine.of(f) for f in found], count)


def _flag(visit: Visit) -> Any:
    with visit.open() as store:
        return FlagLine.of(there(store.flag(visit.path["flag"])).flag)


def _articles(visit: Visit) -> Any:
    with visit.open() as store:
        find = visit.query.get("find", "").strip()
        rows, count = article_list.rows(store, find, page_number(visit.query))
        found = [a for row in rows if (a := store.article(row.id))]
    return listed([ArticleLine.of(a) for a in found], count)


def _article(visit: Visit) -> Any:
    with visit.open() as store:
        return ArticleLine.of(there(store.article(visit.path["article"])))


def _attribution(visit: Visit) -> Any:
    """As corrected, and where a person took it out of what was said, as it was found."""
    with visit.open() as store:
        id = visit.path["attribution"]
        article = article_of(store, id)
        read = there(read_article(store, article, visit.desk.book) if article else None)
    return AttributionLine.of(there(read.one(id)), read.article.text)


def _alignments(visit: Visit) -> Any:
    with visit.open() as store:
        found = store.alignments(visit.path["attribution"])
    return listed([AlignmentLine.of(a) for a in found], len(found))


def _example(visit: Visit) -> Any:
    try:
        made = there(example_of(visit))
    except NoParse as error:
        raise nothing_there() from error
    return ExampleForm(words=made.draft.words, yaml=made.yaml)


def _pictures(visit: Visit) -> Any:
    with visit.open() as store:
        found = drawn(store)
    forms = [
        PictureForm(
            title=p.title,
            about=p.about,
            cells=tuple(CellForm(row=r, column=c, number=n) for (r, c), n in p.cells.items()),
        )
        for p in found
    ]
    return listed(forms, len(forms))


def _said(visit: Visit) -> Any:
    article, person = visit.query.get("article", ""), visit.query.get("person", "")
    with visit.open() as store:
        if person:
            said, count = people_list.statements(store, person, page_number(visit.query))
            return listed([AttributionLine.of(s.attribution, s.article.text) for s in said], count)
        text = there(store.article(article)).text
        found = store.attributions(article)
    return listed([AttributionLine.of(a, text) for a in found], len(found))


def _people(visit: Visit) -> Any:
    with visit.open() as store:
        find = visit.query.get("find", "").strip()[:200]
        found, count = people_list.listed(store, find, page_number(visit.query))
    return listed([PersonLine.of(p) for p in found], count)


def _person(visit: Visit) -> Any:
    with visit.open() as store:
        return PersonLine.of(there(store.person(visit.path["person"])))


def _ask(visit: Visit) -> Any:
    words = visit.query.get("words", "")[:2000]
    if not any(c.isalnum() for c in words):
        raise RefusedRequest(422, "desk-wrong-query", "words: there are none.", "Give the words to look for.")
    found = verify_stored(words, visit.query.get("speaker") or None, visit.desk.store, visit.desk.book)
    return found.as_json()


STATE = ("state", "open (if not given), closed, fine, fault, unsure, all")
IN_ARTICLE = (("article", "the id of an article"), ("person", "the id of a person"), PAGE)
ASKED = (("words", "the words"), ("speaker", "who is supposed to have said them"))
BY_NAME = (("find", "words of a name or role"), PAGE)
BY_TEXT = (("find", "words of the text"), PAGE)
INSTEAD = (("w0", "a word in place of the first that can be replaced; w1 … for the others"),)
SAID = "What was said, in an article or by a person"
ONE = "/api/attributions/{attribution}"
ENDPOINTS = (
    Endpoint(
        "/api/flags", "Flags, the worst first", _flags, FlagLine, True, (*FLAG_FILTERS, STATE, PAGE, AFTER)
    ),
    Endpoint("/api/flags/{flag}", "One flag", _flag, FlagLine),
    Endpoint("/api/articles", "Articles, the newest first", _articles, ArticleLine, True, BY_TEXT),
    Endpoint("/api/articles/{article:path}", "One article with its text", _article, ArticleLine),
    Endpoint("/api/attributions", SAID, _said, AttributionLine, True, IN_ARTICLE),
    Endpoint(ONE, "One attribution, as corrected", _attribution, AttributionLine),
    Endpoint(f"{ONE}/alignments", "The same words elsewhere", _alignments, AlignmentLine, True),
    Endpoint(f"{ONE}/example", "What it makes as an example", _example, ExampleForm, False, INSTEAD),
    Endpoint("/api/people", "People, the most quoted first", _people, PersonLine, True, BY_NAME),
    Endpoint("/api/people/{person}", "One person", _person, PersonLine),
    Endpoint("/api/ask", "Did anybody say this? As verify --json answers", _ask, None, False, ASKED),
    Endpoint("/api/pictures", "The numbers of the pictures", _pictures, PictureForm, True),
    *api_decide.ENDPOINTS,
)


def described(visit: Visit) -> Response:
    """The addresses as a page to read."""
    taken = {(public(e.path), e.method.lower()): keys(e.takes) if e.takes else [] for e in ENDPOINTS}
    return visit.page("api.jinja", here="/export", document=openapi(ENDPOINTS), taken=taken)


def document(visit: Visit) -> Response:
    """The OpenAPI document."""
    return JSONResponse(openapi(ENDPOINTS))


ROUTES = [page("/api", described), page("/api/openapi.json", document), *map(route, ENDPOINTS)]
