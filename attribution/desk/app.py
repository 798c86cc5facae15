"""The web application of the desk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from attribution.desk import (
    adding,
    api,
    article_list,
    article_page,
    asking,
    correcting,
    enter,
    example_page,
    export,
    inbox,
    people_list,
    pictures,
)
from attribution.desk.guard import SECONDS, AllowedHosts, Guard, turned_away
from attribution.desk.intake import Intake
from attribution.desk.visit import Desk
from attribution.write.html import STYLES
from attribution.write.templates import joined

STATIC = Path(__file__).parent / "static"
SCRIPTS = (joined(("base.js", "links.js")), joined(("desk.js",), STATIC), joined(("copy.js", "keys.js")))
FILES = {
    "desk.css": (joined(STYLES) + "\n" + joined(("desk.css",), STATIC), "text/css"),
    "desk.js": ("\n".join(SCRIPTS), "text/javascript"),
    "htmx.min.js": (joined(("htmx.min.js",), STATIC), "text/javascript"),
    "icon.svg": (joined(("icon.svg",), STATIC), "image/svg+xml"),
}
"""Everything that pages load: styles and scripts that the report has too, and htmx."""


def static(request: Request) -> Response:
    """One of FILES."""
    found = FILES.get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    text, kind = found
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(text, media_type=kind, headers={"ETag": tag, "Cache-Control": "no-cache"})


async def _nowhere(request: Request, error: Exception) -> Response:
    """The answer where there is no such address, or none that takes the method."""
    assert isinstance(error, HTTPException)
    message = f"There is no {request.method} {request.url.path}."
    next = "/api lists the addresses for programs."
    answer = turned_away(request.url.path, error.status_code, "desk-no-address", message, next)
    answer.headers.update(error.headers or {})
    return answer


def application(desk: Desk, hosts: AllowedHosts | None = None, seconds: float = SECONDS) -> Starlette:
    """The desk for one store; a request must arrive within so many seconds."""
    routes = [
        Route("/static/{name}", static),
        *enter.ROUTES,
        *inbox.ROUTES,
        *article_list.ROUTES,
        *article_page.ROUTES,
        *correcting.ROUTES,
        *example_page.ROUTES,
        *people_list.ROUTES,
        *asking.ROUTES,
        *pictures.ROUTES,
        *adding.ROUTES,
        *export.ROUTES,
        *api.ROUTES,
    ]
    guard = Middleware(Guard, hosts=hosts or AllowedHosts(), seconds=seconds)
    made = Starlette(routes=routes, middleware=[guard], exception_handlers={404: _nowhere, 405: _nowhere})
    made.state.desk = desk
    made.state.intake = Intake(desk)
    return made
