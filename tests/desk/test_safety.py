"""Each attack that docs/security.md tells of is tried on the desk as it is served."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser
from starlette.routing import Route
from typer.testing import CliRunner

from attribution.archive.store import Store
from attribution.cli import app as command
from attribution.desk import visitor
from attribution.desk.app import application
from attribution.desk.guard import FORM_BYTES, AllowedHosts
from attribution.desk.visit import Desk
from attribution.rule import RuleBook
from tests.helpers.asking import Seat, ask, seat
from tests.helpers.desk import Served, served

FORM = {"Content_Type": "application/x-www-form-urlencoded"}
PAGES = (
    *("/", "/flags/f1", "/?find=<script>", "/?state=all", "/flags/none", "/articles", "/people", "/pictures"),
    *("/article?id=a%2Fnorth.txt&a=a1", "/article?id=b%2Fpage.html", "/ask?words=<b>the+bridge+stays+shut"),
)


@pytest.fixture
def bad(hostile: Path, book: RuleBook) -> Iterator[Served]:
    """The desk on a store of articles that would like to be code."""
    with served(hostile, book) as running:
        yield running


@pytest.fixture
def here(bad: Served) -> Seat:
    return seat(bad)


def forms(store: Path, book: RuleBook) -> list[str]:
    """Every address that takes a form, with something in the place of its parameters."""
    routes = [r for r in application(Desk(store, "Ana", book)).routes if isinstance(r, Route)]
    taking = [r.path for r in routes if "POST" in (r.methods or ()) and r.path != "/enter"]
    return [re.sub(r"\{\w+(:\w+)?\}", "f1", path) for path in taking]


def test_a_name_that_was_turned_towards_this_machine_is_refused(bad: Served):
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "10.0.0.7"):
        assert ask(bad, "/", Host=host).status in (400, 421), host
    at = urlsplit(bad.address).netloc
    assert ask(bad, "/", Host=at).status == ask(bad, "/", Host="localhost:1").status == 200


def test_no_form_is_taken_without_the_word_of_this_browser(bad: Served, here: Seat, book: RuleBook):
    paths = forms(bad.store, book)
    assert len(paths) >= 2
    other = seat(bad)
    for path in paths:
        for word in ("", "0" * 64, other.word):
            refused = Seat(bad, here.cookie, word).post(path, verdict="fault", note="x")
            # A program's address takes no form at all.
            old = refused.status == 403 and "desk-old-form" in refused.text
            assert refused.status == 415 if path.startswith("/api/") else old, path
        assert ask(bad, path, "POST", b"csrf=", **FORM, Content_Length="5").status in (403, 415)
    with Store(bad.store) as store:
        assert [f.id for f in store.flags() if f.verdict] == ["f2"], "the verdict that came with the report"


def test_no_form_is_taken_from_another_site(bad: Served, here: Seat):
    body = f"csrf={here.word}&verdict=fault".encode()
    base = {**FORM, "Cookie": here.cookie, "Content_Length": str(len(body))}
    for extra in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ):
        assert ask(bad, "/flags/f1/verdict", "POST", body, **base, **extra).status == 403, extra
    assert ask(bad, "/flags/f1/verdict", "POST", body, **base, Origin=bad.address).status == 303


def test_bodies_that_are_too_large_are_not_read(bad: Served, here: Seat):
    told = ask(bad, "/flags/f1/verdict", "POST", b"x", **FORM, Content_Length=str(FORM_BYTES + 1))
    assert told.status == 413
    large = (b"note=" + b"x" * 100_000 for _ in range(20))
    base = {**FORM, "Cookie": here.cookie, "Transfer_Encoding": "chunked"}
    assert ask(bad, "/flags/f1/verdict", "POST", large, **base).status == 413


def test_a_body_that_does_not_arrive_is_given_up(hostile: Path, book: RuleBook):
    with served(hostile, book, seconds=0.5) as running:
        at = urlsplit(running.address)
        with socket.create_connection((at.hostname, at.port or 0)) as line:
            head = f"POST /flags/f1/verdict HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Length: 50\r\n"
            line.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\ncsrf=".encode())
            began = time.monotonic()
            line.settimeout(10)
            assert line.recv(100).startswith(b"HTTP/1.1 408") and time.monotonic() - began < 5


def test_every_page_forbids_all_code_but_its_own(bad: Served, here: Seat):
    for path in PAGES:
        answer = here.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert re.findall(r"<script(?! src=\"/static/)", answer.text) == [], path
        assert not re.search(r"<[^>]*\s(style|on\w+)\s*=", answer.text), path
    assert ask(bad, "/", Host="evil.example").headers["x-frame-options"] == "DENY"


def test_what_articles_say_is_never_run(chromium: Browser, bad: Served):
    context = chromium.new_context(base_url=bad.address)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("typeof boom") == "undefined", path
        assert page.locator("img").count() == 0 and page.locator('[href^="javascript:"]').count() == 0, path
    context.close()


def test_what_is_asked_for_is_never_a_query(bad: Served, here: Seat):
    for words in ("'; DROP TABLE flags; --", '"', "%", "a" * 5000, "\x00", "NEAR(", "é\ud83d"):
        for name in ("find", "person", "severity", "kind", "outlet", "state", "page", "since"):
            asked = urlencode({name: words}, errors="surrogatepass")
            assert here.get(f"/?{asked}").status == 200, (name, words)
    with Store(bad.store) as store:
        assert len(store.flags()) == 3


def test_files_outside_are_not_served(here: Seat):
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2fapp.py"):
        assert here.get(path).status == 404, path


def test_on_a_network_nobody_comes_in_without_a_token(hostile: Path, book: RuleBook):
    with Store(hostile) as store:
        token = visitor.new_token(store.db, "Ana")
        gone = visitor.new_token(store.db, "Ben")
        assert visitor.take_token(store.db, "Ben")
    assert token.encode() not in b"".join(p.read_bytes() for p in hostile.parent.iterdir())
    with served(hostile, book, name=None) as running:
        for cookie in ("", "desk=", "desk=x", f"desk={gone}", f"desk={visitor.digest(token)}"):
            assert ask(running, "/", Cookie=cookie).status == 303, cookie
            assert ask(running, "/flags/f1/verdict", "POST", b"", Cookie=cookie).status == 303
        wrong = ask(running, "/enter", "POST", b"token=x", **FORM, Content_Length="7")
        assert wrong.status == 403 and "set-cookie" not in wrong.headers
        body = f"token={token}".encode()
        entered = ask(running, "/enter", "POST", body, **FORM, Content_Length=str(len(body)))
        assert entered.status == 303
        assert {"HttpOnly", "SameSite=strict"} <= {
            p.strip() for p in entered.headers["set-cookie"].split(";")
        }
        assert seat(running, token).post("/flags/f1/verdict", verdict="fault").status == 303
    with Store(hostile) as store:
        assert {f.id: f.verdict.by for f in store.flags() if f.verdict}["f1"] == "Ana"


def test_other_addresses_need_tokens_first(hostile: Path):
    refused = CliRunner().invoke(command, ["desk", str(hostile), "--host", "0.0.0.0"])
    assert refused.exit_code == 2 and "desk-without-tokens" in refused.stderr
    given = CliRunner().invoke(command, ["desk", str(hostile), "--give-token", "Ana"])
    assert given.exit_code == 0 and len(given.stdout.strip()) > 40


def test_numbers_pass_for_names_on_a_network_only():
    assert AllowedHosts(addresses=True).allow("192.168.1.7:8417")
    assert not AllowedHosts(addresses=True).allow("evil.example")
    assert not AllowedHosts().allow("192.168.1.7:8417")
