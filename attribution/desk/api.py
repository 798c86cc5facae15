"""Addresses for programs: JSON in the forms of the output contract, described by an OpenAPI document."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from attribution.archive.file import StoreError
from attribution.ask.verify import verify_stored
from attribution.desk import article_list, flag_list, people_list, verdicts
from attribution.desk.flag_list import ChosenFlags, page_number
from attribution.desk.openapi import JSON, Endpoint, GivenVerdict, openapi
from attribution.desk.visit import Visit, page, visit_of
from attribution.result import Decision
from attribution.write.schema.across import FlagLine, PersonLine, VerdictForm
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine


class NotThere(Exception):
    """The store has nothing of that id."""


FLAG_FILTERS = (
    *((name, f"only flags of this {name}") for name in ("severity", "kind")),
    ("outlet", "only flags with a place in this outlet"),
    ("since", "only flags with a place of this day (ISO 8601) or later"),
    ("until", "only flags with a place of this day or earlier"),
    ("person", "only flags in which this person speaks: an id, or letters of a name"),
    ("find", "only flags with these letters"),
)
PAGE = ("page", "the number of the page, from 1")


def _many(lines: list[BaseModel], count: int) -> dict[str, Any]:
    return {"count": count, "items": [line.model_dump(mode="json", by_alias=True) for line in lines]}


def _flags(visit: Visit) -> Any:
    chosen = ChosenFlags.of(visit.query)
    with visit.open() as store:
        found, count = flag_list.flags(store, chosen)
    return _many([FlagLine.of(f) for f in found], count)


def _flag(visit: Visit) -> Any:
    with visit.open() as store:
        kept = store.flag(visit.path["flag"])
    if kept is None:
        raise NotThere
    return FlagLine.of(kept.flag).model_dump(mode="json", by_alias=True)


def _articles(visit: Visit) -> Any:
    with visit.open() as store:
        find = visit.query.get("find", "").strip()
        rows, count = article_list.rows(store, find, page_number(visit.query))
        found = [a for row in rows if (a := store.article(row.id))]
    return _many([ArticleLine.of(a) for a in found], count)


def _said(visit: Visit) -> Any:
    article, person = visit.query.get("article", ""), visit.query.get("person", "")
    with visit.open() as store:
        if person:
            said, count = people_list.statements(store, person, page_number(visit.query))
            return _many([AttributionLine.of(s.attribution, s.article.text) for s in said], count)
        there = store.article(article)
        if there is None:
            raise NotThere
        found = store.attributions(article)
    return _many([AttributionLine.of(a, there.text) for a in found], len(found))


def _people(visit: Visit) -> Any:
    with visit.open() as store:
        find = visit.query.get("find", "").strip()[:200]
        found, count = people_list.listed(store, find, page_number(visit.query))
    return _many([PersonLine.of(p) for p in found], count)


def _person(visit: Visit) -> Any:
    with visit.open() as store:
        person = store.person(visit.path["person"])
    if person is None:
        raise NotThere
    return PersonLine.of(person).model_dump(mode="json", by_alias=True)


def _ask(visit: Visit) -> Any:
    words = visit.query.get("words", "")[:2000]
    if not any(c.isalnum() for c in words):
        raise NotThere
    found = verify_stored(words, visit.query.get("speaker") or None, visit.desk.store, visit.desk.book)
    return {**asdict(found), "agreement": found.agreement}


STATE = ("state", "open (if not given), closed, fine, fault, unsure, all")
IN_ARTICLE = (("article", "the id of an article"), ("person", "the id of a person"), PAGE)
ASKED = (("words", "the words"), ("speaker", "who is supposed to have said them"))
BY_NAME = (("find", "words of a name or role"), PAGE)
BY_TEXT = (("find", "words of the text"), PAGE)
ENDPOINTS = (
    Endpoint("/api/flags", "Flags, the worst first", _flags, FlagLine, True, (*FLAG_FILTERS, STATE, PAGE)),
    Endpoint("/api/flags/{flag}", "One flag", _flag, FlagLine),
    Endpoint("/api/articles", "Articles, the newest first", _articles, ArticleLine, True, BY_TEXT),
    Endpoint(
        "/api/attributions",
        "What was said, in an article or by a person",
        _said,
        AttributionLine,
        True,
        IN_ARTICLE,
    ),
    Endpoint("/api/people", "People, the most quoted first", _people, PersonLine, True, BY_NAME),
    Endpoint("/api/people/{person}", "One person", _person, PersonLine),
    Endpoint("/api/ask", "Did anybody say this? As verify --json answers", _ask, None, False, ASKED),
)


def _route(endpoint: Endpoint) -> Route:
    async def answer(request: Request) -> Response:
        visit, _ = await run_in_threadpool(visit_of, request)
        if visit is None:
            return _error(401, "desk-without-tokens", "A token is wanted: Authorization: Bearer …")
        return await run_in_threadpool(_given, visit, endpoint)

    return Route(endpoint.path, answer, methods=["GET"])


def _given(visit: Visit, endpoint: Endpoint) -> Response:
    try:
        return JSONResponse(endpoint.give(visit))
    except NotThere:
        return _error(404, "desk-not-found", "The store has nothing of that id.")
    except StoreError as error:
        return _error(503, error.code, str(error))


async def _decide(request: Request) -> Response:
    """A verdict by a program. Other sites cannot send it: browsers ask leave for JSON, and get none."""
    visit, _ = await run_in_threadpool(visit_of, request)
    if visit is None:
        return _error(401, "desk-without-tokens", "A token is wanted: Authorization: Bearer …")
    if request.headers.get("content-type", "").split(";")[0].strip() != JSON:
        return _error(415, "desk-no-json", "The body must be application/json.")
    try:
        given = GivenVerdict.model_validate(json.loads(await request.body()))
    except (ValueError, ValidationError):
        return _error(422, "verdict-invalid", f"A verdict is one of {', '.join(get_args(Decision))}.")
    return await run_in_threadpool(_decided, visit, request.path_params["flag"], given)


def _decided(visit: Visit, flag: str, given: GivenVerdict) -> Response:
    with visit.open() as store:
        if store.flag(flag) is None:
            return _error(404, "desk-not-found", "The store has no such flag.")
        verdicts.keep(store, flag, visit.who, verdict=given.verdict, note=given.note[:2000])
        last = verdicts.history(store, flag)[-1]
    form = VerdictForm(verdict=given.verdict, note=last.note, by=last.by, when=last.when)
    return JSONResponse(form.model_dump(mode="json"), 201)


def _error(status: int, code: str, message: str) -> Response:
    return JSONResponse({"code": code, "message": message}, status)


def described(visit: Visit) -> Response:
    """The addresses as a page to read."""
    return visit.page("api.jinja", here="/export", document=openapi(ENDPOINTS))


def document(visit: Visit) -> Response:
    """The OpenAPI document."""
    return JSONResponse(openapi(ENDPOINTS))


ROUTES = [
    page("/api", described),
    page("/api/openapi.json", document),
    *map(_route, ENDPOINTS),
    Route("/api/flags/{flag}/verdicts", _decide, methods=["POST"]),
]
