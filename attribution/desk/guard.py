"""What every request must pass before a page sees it, and what every answer carries."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
LOG = logging.getLogger("attribution.desk")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FORM_BYTES = 1_000_000
UPLOAD_BYTES = 64_000_000
UPLOADS = "/add"
"""The only address that takes more than a form."""
SECONDS = 30
"""A request must have arrived within this time."""
PROGRAMS = "/api"
HOME = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """The names by which the desk may be called. ``addresses`` lets any numeric address pass as well: who
    turns a name of theirs towards this machine (DNS rebinding) has a name, not a number."""

    names: Collection[str] = HOME
    addresses: bool = False

    def allow(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
            urlsplit(f"//{host}").port  # noqa: B018  raises for a port that is none
        except ValueError:
            return False
        return name in self.names or (self.addresses and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def turned_away(path: str, status: int, code: str, message: str, next: str) -> Response:
    """The answer to a request that no page sees: JSON to programs, a line of text to people."""
    if path == PROGRAMS or path.startswith(f"{PROGRAMS}/"):
        return JSONResponse({"code": code, "message": message, "next": next}, status)
    return PlainTextResponse(f"{code}: {message} {next}", status)


class _TooMuch(Exception):
    """The body is larger than its address takes, or it did not arrive in time."""

    def __init__(self, status: int, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.status, self.code, self.next = status, code, next


class Guard:
    """Refuses requests to other hosts, from other sites, and with bodies that are too large or too slow; adds
    the security headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: AllowedHosts, seconds: float = SECONDS) -> None:
        self.app, self.hosts, self.seconds = app, hosts, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guarded = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            await self.app(scope, _limited(scope, receive, self.seconds), guarded)
        except _TooMuch as error:
            answer = turned_away(scope["path"], error.status, error.code, str(error), error.next)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, guarded)
        except Exception:
            LOG.exception("%s %s", scope["method"], scope["path"])
            message, next = "The desk made a mistake.", "Its terminal tells which; please report it."
            await turned_away(scope["path"], 500, "desk-fault", message, next)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        foreign = "desk-other-site", "This was sent from another site.", "Open the desk itself."
        host = headers.get("host", "")
        if not self.hosts.allow(host):
            message, next = "The desk is not called by this name.", "Give it with --name."
            return turned_away(path, 421, "desk-other-name", message, next)
        if scope["method"] in ("GET", "HEAD"):
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return turned_away(path, 403, *foreign)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return turned_away(path, 403, *foreign)
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _limited(scope: Scope, receive: Receive, seconds: float) -> Receive:
    """The same body, which raises _TooMuch where it grows too large or takes too long."""
    most = UPLOAD_BYTES if scope["path"] == UPLOADS else FORM_BYTES
    too_large = _TooMuch(
        413, "desk-too-large", f"At most {most:,} bytes are taken here.", "Send less at once."
    )
    length = Headers(scope=scope).get("content-length", "0")
    so_far, complete = 0, False
    deadline = asyncio.get_running_loop().time() + seconds

    async def receiving() -> Message:
        nonlocal so_far, complete
        if complete:
            return await receive()
        if not length.isdecimal() or int(length) > most:
            raise too_large
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError:
            late = f"The request did not arrive within {seconds:g} seconds."
            raise _TooMuch(408, "desk-too-slow", late, "Send it again.") from None
        so_far += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if so_far > most:
            raise too_large
        return message

    return receiving
