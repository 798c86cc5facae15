"""One request to the desk: who asks, for what, and how it is answered; addresses that show or change."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from attribution.archive.file import StoreError
from attribution.archive.store import Store
from attribution.article import Span
from attribution.ask.occurrence import Occurrence
from attribution.desk import visitor
from attribution.result import Flag, Side
from attribution.rule import RuleBook
from attribution.write.comparison import passages
from attribution.write.templates import CONTROLS, environment

FILES = 200
"""So many files are taken with one form."""
PAGES = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages are about. ``name`` is who sits there; None where everybody brings a token."""

    store: Path
    name: str | None
    book: RuleBook
    cache: Path | None = None


Undo = Mapping[str, object]
"""How a step is undone: the address ``to``, its form ``values``; where the answer says what it changes, the
id of what must be on the page for that ``at``, and what the answer is shown ``into``."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request by ``who``. ``word`` is what forms of this browser carry."""

    desk: Desk
    who: str
    word: str
    query: QueryParams
    path: dict[str, Any]
    htmx: bool
    intake: Any
    """Where articles are handed in (``intake.Intake``)."""

    def open(self) -> Store:
        return Store(self.desk.store)

    def page(
        self,
        template: str,
        status: int = 200,
        told: str = "",
        undo: Undo | None = None,
        go: str = "",
        **values: object,
    ) -> Response:
        """The template as an answer; ``told`` is said to the reader once, with a button to undo it, on the
        page ``go`` where one is given."""
        text = TEMPLATES.get_template(template).render(visit=self, **values).translate(CONTROLS)
        answer = HTMLResponse(text, status)
        if told:
            answer.headers["HX-Trigger"] = json.dumps({"told": {"text": told, "undo": undo, "go": go}})
        return answer

    def problem(self, code: str, message: str, next: str, status: int = 400) -> Response:
        """What went wrong, with its code (docs/errors.md) and what to do."""
        template = "problem_part.jinja" if self.htmx else "problem.jinja"
        return self.page(template, status, code=code, message=message, next=next)

    def after(self, address: str) -> Response:
        """Where a browser without scripts goes after a form."""
        return RedirectResponse(address, 303)


def to_article(id: str, attribution: str = "") -> str:
    """The page of the article, at one attribution."""
    chosen = {"id": id} | ({"a": attribution} if attribution else {})
    return f"/article?{urlencode(chosen)}" + (f"#a-{attribution}" if attribution else "")


def to_person(id: str) -> str:
    """The page of the person."""
    return f"/people/{quote(id, safe='')}"


def _templates() -> Environment:
    made = environment(PAGES)
    made.filters |= {"moment": moment, "answered": answered, "plus": lambda query, **more: {**query, **more}}
    made.globals |= {
        "to_attribution": lambda id, article: to_article(article, id),
        "to_flag": lambda id: f"/flags/{quote(id, safe='')}",
        "to_article": to_article,
        "to_person": to_person,
        "urlencode": urlencode,
    }
    return made


def number(value: object) -> int | None:
    """The number that a form or an address gives; None where it is none."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def page_number(query: Mapping[str, str]) -> int:
    """The number of the page asked for, from 1."""
    return max(1, number(query.get("page")) or 1)


def answered(place: Occurrence) -> Markup:
    """The sentence of a place where words were found, with them and what differs marked."""
    side = Side(place.article, None, None, "", (Span(0, len(place.text)),), place.text, place.sentence, None)
    flag = Flag(
        "",
        "",
        "info",
        side,
        None,
        "",
        "",
        differences=tuple(replace(d, a=d.b, b="") for d in place.differences),
    )
    return passages(flag)[0].words


def moment(value: str) -> str:
    """A time to the minute, as people read it."""
    return value[:16].replace("T", " ")


TEMPLATES = _templates()
Shown = Callable[[Visit], Response]
Done = Callable[[Visit, FormData], Response]


def page(path: str, show: Shown) -> Route:
    """An address that shows something and changes nothing."""

    async def endpoint(request: Request) -> Response:
        visit, fresh = await run_in_threadpool(visit_of, request)
        if visit is None:
            return RedirectResponse("/enter", 303)
        answer = await run_in_threadpool(_answered, visit, lambda: show(visit))
        return _with_cookie(answer, fresh)

    return Route(path, endpoint, methods=["GET"])


def form(path: str, do: Done) -> Route:
    """An address that changes something; the form must carry the word of this browser."""

    async def endpoint(request: Request) -> Response:
        visit, _ = await run_in_threadpool(visit_of, request)
        if visit is None:
            return RedirectResponse("/enter", 303)
        async with request.form(max_files=FILES, max_fields=1000) as sent:
            word = request.headers.get("x-csrf-token") or str(sent.get("csrf", ""))
            if not visitor.is_form_word(word, request.cookies.get(visitor.COOKIE, "")):
                return visit.problem(
                    "desk-old-form", "This page was opened before the desk was started anew.",
                    "Load the page again, and do it once more.", 403,
                )  # fmt: skip
            return await run_in_threadpool(_answered, visit, lambda: do(visit, sent))

    return Route(path, endpoint, methods=["POST"])


def _answered(visit: Visit, make: Callable[[], Response]) -> Response:
    """The answer; where the store fails, what is wrong with it."""
    try:
        return make()
    except StoreError as error:
        return visit.problem(error.code, str(error), error.next, 503)


def visit_of(request: Request) -> tuple[Visit | None, str]:
    """The visit, None where a token is wanted; and the cookie that the browser has to get, if any."""
    desk: Desk = request.app.state.desk
    cookie = request.cookies.get(visitor.COOKIE, "")
    fresh = ""
    who = desk.name
    if who is None:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        with Store(desk.store) as store:
            who = visitor.owner(store.db, cookie or bearer)
        if who is None:
            return None, ""
    elif not cookie:
        cookie = fresh = secrets.token_urlsafe(32)
    word = visitor.form_word(cookie)
    htmx = "hx-request" in request.headers
    return Visit(
        desk, who, word, request.query_params, dict(request.path_params), htmx, request.app.state.intake
    ), fresh


def _with_cookie(answer: Response, cookie: str) -> Response:
    if cookie:
        answer.set_cookie(visitor.COOKIE, cookie, httponly=True, samesite="strict")
    return answer
