"""Requests to a desk as an attacker would make them: nothing is added that was not asked for."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from tests.helpers.desk import Served


@dataclass(frozen=True)
class Answer:
    """Status, headers in lower case, and text."""

    status: int
    headers: dict[str, str]
    text: str


def ask(
    desk: Served,
    path: str,
    method: str = "GET",
    body: bytes | Iterable[bytes] | None = None,
    **headers: str,
) -> Answer:
    """One request; ``_`` in the name of a header stands for ``-``."""
    at = urlsplit(desk.address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=120)
    try:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=given, encode_chunked=body is not None)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read().decode(errors="replace"))
    finally:
        connection.close()


@dataclass(frozen=True)
class Seat:
    """A browser that was at the desk once: its cookie, and the word of its forms."""

    desk: Served
    cookie: str
    word: str

    def get(self, path: str, **headers: str) -> Answer:
        return ask(self.desk, path, Cookie=self.cookie, **headers)

    def post(self, path: str, **values: str) -> Answer:
        body = urlencode({"csrf": self.word, **values}).encode()
        return ask(
            self.desk,
            path,
            "POST",
            body,
            Cookie=self.cookie,
            Content_Type="application/x-www-form-urlencoded",
            Content_Length=str(len(body)),
        )


def seat(desk: Served, token: str = "") -> Seat:
    """A browser after its first page."""
    cookie = f"desk={token}"
    first = ask(desk, "/", Cookie=cookie) if token else ask(desk, "/")
    if not token:
        cookie = first.headers["set-cookie"].split(";")[0]
    found = re.search(r'"X-CSRF-Token": "(\w+)"', first.text)
    return Seat(desk, cookie, found[1] if found else "")
