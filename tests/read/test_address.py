"""Is an address read as a page is, within its limits, and never one that only this machine can see?"""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from attribution.read import address
from attribution.read.address import AddressError, fetch, is_public
from tests.helpers.articles import codes, reading
from tests.helpers.server import leads_to, page, serving

STORY = """<html><head><title>Bridge stays shut</title></head><body><article><h1>Bridge stays shut</h1>
<p>“We found four cracks in the northern arch,” said Ana Ruiz, the city's engineer, on Tuesday.</p>
<p>She added that nobody would cross it before the inspectors had come back from the coast.</p></article></body></html>
"""


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are looked up, in order; a name in ``.test`` leads to loopback."""
    seen: list[str] = []
    real = socket.getaddrinfo

    def look(host, *rest, **more):
        seen.append(host)
        return real("127.0.0.1" if str(host).endswith(".test") else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look)
    return seen


def code(given: str, **more) -> str:
    with pytest.raises(AddressError) as error:
        fetch(given, **more)
    return error.value.code


def test_a_page_is_an_article_with_its_address():
    with serving({"/story": page(STORY.encode())}) as at:
        found = reading(f"{at}/story", private_addresses=True)
    assert found.problems == ()
    [article] = found.articles
    assert article.id == article.url == f"{at}/story" and article.title == "Bridge stays shut"
    assert "“We found four cracks in the northern arch,”" in article.text and not article.plain


def test_the_end_of_redirects_is_the_address():
    with serving({"/a": leads_to("/b"), "/b": leads_to("story"), "/story": page(STORY.encode())}) as at:
        assert reading(f"{at}/a", private_addresses=True).articles[0].url == f"{at}/story"


def test_other_kinds_are_read_as_files_of_theirs():
    pages = {
        "/plain": page("“We are ready,” said Ana Ruiz.".encode("cp1252"), "text/plain; charset=windows-1252"),
        "/row": page(b'{"body": "It rained, said Tom Lee."}', "application/json"),
        "/picture": page(b"\x89PNG\r\n\x1a\n\0\0\0", "image/png"),
    }
    with serving(pages) as at:
        text, row = (reading(f"{at}/{x}", private_addresses=True).articles[0] for x in ("plain", "row"))
        picture = reading(f"{at}/picture", private_addresses=True)
    assert text.text == "“We are ready,” said Ana Ruiz." and row.text == "It rained, said Tom Lee."
    assert picture.articles == () and len(codes(picture)) == 1


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.9",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "ff02::1",
        "nonsense",
    ],
)
def test_hosts_that_only_this_machine_can_see_are_not_public(host):
    assert not is_public(host)


@pytest.mark.parametrize(
    "host", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_hosts_of_the_web_are_public(host):
    assert is_public(host)


def test_this_machine_is_not_read_unless_it_is_allowed(looked_up):
    with serving({"/story": page(STORY.encode())}) as at:
        port = at.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "harmless.test"):
            assert code(f"http://{host}:{port}/story") == "address-private", host
        assert codes(reading(f"{at}/story")) == ["address-private"]


def test_a_redirect_is_looked_at_as_the_first_address_is(monkeypatch):
    monkeypatch.setattr(address, "is_public", lambda host: host == "127.0.0.1")
    with serving({"/a": leads_to("http://[::1]/secret"), "/b": leads_to("file:///etc/passwd")}) as at:
        assert code(f"{at}/a") == "address-private"
        assert code(f"{at}/b") == "address-invalid"


def test_a_name_is_looked_up_once_for_each_hop_and_the_connection_goes_where_was_looked(looked_up):
    with serving({"/a": leads_to("/story"), "/story": page(STORY.encode())}) as at:
        port = at.rpartition(":")[2]
        assert fetch(f"http://news.test:{port}/a", private=True).data == STORY.encode()
    assert [host for host in looked_up if host.endswith(".test")] == ["news.test"] * 2


def test_the_server_is_told_the_name_and_who_asks():
    heads = []

    def answer(handler):
        heads.append(dict(handler.headers))
        page(b"x")(handler)

    with serving({"/story?q=1": answer}) as at:
        fetch(f"{at}/story?q=1#part", private=True)
    assert heads[0]["Host"] == at.removeprefix("http://") and heads[0]["User-Agent"].startswith(
        "attribution/"
    )


def test_limits_of_size_packed_or_not():
    bomb = gzip.compress(b"\0" * 3_000_000)
    pages = {
        "/large": page(b"x" * 1001),
        "/bomb": page(bomb, Content_Encoding="gzip"),
        "/fits": page(b"x" * 1000),
    }
    with serving(pages) as at:
        assert code(f"{at}/large", private=True, largest=1000) == "address-too-large"
        assert code(f"{at}/bomb", private=True, largest=1000) == "address-too-large"
        assert len(fetch(f"{at}/fits", private=True, largest=1000).data) == 1000


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_left_when_the_time_is_over(monkeypatch, where):
    monkeypatch.setattr(address, "SECONDS", 0.6)

    def drip(handler):
        if where == "body":
            handler.send_response(200)
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            pass

    with serving({"/story": drip}) as at:
        start = time.monotonic()
        assert code(f"{at}/story", private=True) == "address-too-slow"
        assert time.monotonic() - start < 5


def test_what_else_goes_wrong_is_told():
    pages = {
        "/round": leads_to("/round"),
        "/cut": page(b"not gzip at all", Content_Encoding="gzip"),
        "/odd": page(b"x", Content_Encoding="br"),
    }
    with serving(pages) as at:
        assert code(f"{at}/round", private=True) == "address-redirects"
        assert code(f"{at}/nothing", private=True) == "address-refused"
        assert code(f"{at}/cut", private=True) == "address-unreachable"
        assert code(f"{at}/odd", private=True) == "address-refused"
    assert code(f"{at}/story", private=True) == "address-unreachable"
    for given in (
        "http://",
        "https://me:secret@example.org/",
        "http://a:99999/",
        "http://" + "é" * 80 + ".org/",
    ):
        assert code(given) == "address-invalid", given


def test_several_addresses_and_files_stand_side_by_side(tmp_path):
    (tmp_path / "a.txt").write_text("“We are ready,” said Ana Ruiz.")
    with serving({"/story": page(STORY.encode())}) as at:
        found = reading(f"{at}/story", tmp_path / "a.txt", f"{at}/story", private_addresses=True)
    assert [a.id for a in found.articles] == [f"{at}/story", "a.txt"] and found.problems == ()
