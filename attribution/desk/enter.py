"""Coming in with a token, where the desk is on a network."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from attribution.archive.store import Store
from attribution.desk import visitor
from attribution.desk.visit import TEMPLATES, Desk


async def enter(request: Request) -> Response:
    """The page that asks for a token."""
    desk: Desk = request.app.state.desk
    if desk.name is not None:
        return RedirectResponse("/", 303)
    return HTMLResponse(TEMPLATES.get_template("enter.jinja").render(wrong=False))


async def entered(request: Request) -> Response:
    """The token is kept by the browser, if it is one. Forms of other sites do not come this far (Guard)."""
    desk: Desk = request.app.state.desk
    async with request.form(max_files=0, max_fields=10) as sent:
        token = str(sent.get("token", "")).strip()
    if await run_in_threadpool(_owner, desk, token) is None:
        return HTMLResponse(TEMPLATES.get_template("enter.jinja").render(wrong=True), 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(visitor.COOKIE, token, httponly=True, samesite="strict", max_age=30 * 24 * 3600)
    return answer


def _owner(desk: Desk, token: str) -> str | None:
    with Store(desk.store) as store:
        return visitor.owner(store.db, token)


ROUTES = [Route("/enter", enter, methods=["GET"]), Route("/enter", entered, methods=["POST"])]
