"""Requests to the desk as anybody may send them: any address, parameters, headers and body."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import quote_from_bytes

from starlette.applications import Starlette

from attribution.archive.decided import FAULTS
from attribution.archive.store import Store
from attribution.desk.app import application
from attribution.desk.visit import Desk
from attribution.desk.visitor import COOKIE, form_word
from attribution.people.judgements import JUDGEMENTS
from attribution.rulebook.book import load
from tests.fuzz.choices import Choices
from tests.helpers.reports import report
from tests.helpers.stored import put

KEYS = (
    "find person severity kind outlet state page since article a words speaker id verdict note to token csrf "
    "text address title publisher published as content cue source start end name other judgement act "
    "fault attribution near a b"
)
NAMES = KEYS.split()
VALUES = (b"", b"f1", b"a1", b"a/north.txt", b"ana-ruiz", b"tom-lee", b"high", b"open", b"fine", b"0", b"-1")
FORM = b"application/x-www-form-urlencoded"
JSON = b"application/json"
KINDS = (FORM, JSON, b"multipart/form-data; boundary=x", b"text/plain")
ODD_HEADERS = (b"origin", b"if-none-match", b"host", b"cookie")
ANSWERS = (200, 201, 303, 304, 307, 400, 401, 403, 404, 405, 408, 413, 415, 421, 422, 429)
BUSY = 503
"""Where articles are handed in: nobody takes them up here."""
COOKIE_VALUE = "x"
OTHER = ThreadPoolExecutor(1)


@cache
def _store(place: Path) -> Path:
    file = place / "kept.sqlite"
    with Store(file) as kept:
        put(kept, report())
        kept.db.execute("PRAGMA journal_mode = DELETE")
    return file


@cache
def _desk(file: Path) -> Starlette:
    made = application(Desk(file, "Ana", load()))
    made.state.intake._thread = threading.current_thread()  # what is handed in waits for ever
    return made


def request(data: bytes, place: Path) -> None:
    """Whatever is asked, the desk answers, and makes no mistake."""
    file = place / "desk.sqlite"
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    shutil.copyfile(_store(place), file)
    desk = _desk(file)
    choices = Choices(data)
    path, method = (
        _path(choices, [route.path for route in desk.routes]),
        choices.of(("GET", "POST", "HEAD", "PUT")),
    )
    query, headers, body = "&".join(_pairs(choices)), *_sent(choices)
    scope = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": headers,
    }
    # In a thread of its own: in this one a browser's test may have a loop that runs.
    status = OTHER.submit(asyncio.run, _answer(desk, scope, body)).result()
    assert status in ANSWERS or (status == BUSY and path in ("/add", "/api/batches")), (
        status,
        method,
        path,
        query,
        body,
    )


def _path(choices: Choices, paths: list[str]) -> str:
    if choices.number(16) == 15:
        return f"/{choices.text()}"
    path = choices.of(paths)
    while "{" in path:
        before, _, behind = path.partition("{")
        path = before + quote_from_bytes(_value(choices)) + behind.partition("}")[2]
    return path


def _sent(choices: Choices) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Headers and body."""
    kind, word = choices.of(KINDS), form_word(COOKIE_VALUE)
    body = _body(choices, kind, word)
    headers = [
        (b"host", b"localhost"),
        (b"cookie", f"{COOKIE}={COOKIE_VALUE}".encode()),
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"x-csrf-token", word.encode()),
        *[(b"hx-request", b"true")] * choices.number(2),
    ]
    if choices.number(8) == 7:
        headers.append((choices.of(ODD_HEADERS), choices.text().encode()))
    return headers, body


def _body(choices: Choices, kind: bytes, word: str) -> bytes:
    if kind == FORM:
        return "&".join([f"csrf={word}", *_pairs(choices)]).encode()
    if kind == JSON and choices.number(4):
        values = (*(v.decode() for v in VALUES), *FAULTS, *JUDGEMENTS, choices.text(40), 3, None, [])
        return json.dumps({choices.of(NAMES): choices.of(values) for _ in range(choices.number(6))}).encode()
    return choices.text().encode()


def _value(choices: Choices) -> bytes:
    return choices.of(VALUES) if choices.number(3) else choices.text(40).encode()


def _pairs(choices: Choices) -> list[str]:
    return [f"{choices.of(NAMES)}={quote_from_bytes(_value(choices))}" for _ in range(choices.number(5))]


async def _answer(desk: Starlette, scope: dict[str, object], body: bytes) -> int:
    sent: list[dict[str, object]] = []
    to_come = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, object]:
        if not to_come:
            await asyncio.Event().wait()  # who asked stays and listens
        return to_come.pop()

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await desk(scope, receive, send)
    return int(str(sent[0]["status"]))
