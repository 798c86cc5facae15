"""What of a folder, and of a feed, is looked at?"""

from __future__ import annotations

import pytest

from attribution.article import Problem
from attribution.read.address import AddressError
from attribution.read.polite import Guest
from attribution.watch.sources import entries_of, files_of
from tests.helpers.server import leads_to, page, serving

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Town</title>
<entry><id>tag:1</id><title>Bridge</title><link href="news/bridge.html"/>
<updated>2026-03-01T09:00:00Z</updated></entry>
<entry><id>tag:2</id><title>Script</title><link href="javascript:alert(1)"/></entry>
<entry><id>tag:3</id><title>File</title><link href="file:///etc/passwd"/></entry></feed>"""


def test_entries_of_a_feed_have_a_mark_that_changes_as_they_do():
    pages = {"/town/feed": page(ATOM, "application/atom+xml"), "/page": page(b"<html>no feed</html>")}
    with serving(pages) as server:
        (one,) = entries_of(f"{server}/town/feed", private=True)
        assert one.path == f"{server}/town/news/bridge.html"
        pages["/town/feed"] = page(ATOM.replace(b"09:00", b"10:00"), "application/atom+xml")
        (two,) = entries_of(f"{server}/town/feed", private=True)
        assert one.what == two.what and one.mark != two.mark
        problems = [*entries_of(f"{server}/page", private=True), *entries_of(f"{server}/town/feed")]
    assert [p.code for p in problems if isinstance(p, Problem)] == ["no-feed", "address-private"]


def test_files_of_a_folder_have_a_mark_that_changes_as_they_do(tmp_path):
    (tmp_path / "bridge.txt").write_text("The bridge is shut.")
    (tmp_path / "bridge.png").write_bytes(b"")
    (one,) = files_of(tmp_path)
    (tmp_path / "bridge.txt").write_text("The bridge is open again.")
    (two,) = files_of(tmp_path)
    assert one.what == two.what and one.mark != two.mark


def test_a_guest_asks_robots_of_each_host_once_follows_it_and_waits():
    waited: list[float] = []
    asked: list[str] = []

    def robots(handler):
        asked.append(handler.path)
        page(b"User-agent: *\nCrawl-delay: 7\nDisallow: /*.pdf$\n", "text/plain")(handler)

    def down(handler):
        handler.send_error(503)

    pages = {"/robots.txt": robots, "/a": page(b"a"), "/b": leads_to("/c.pdf"), "/c.pdf": page(b"c")}
    guest = Guest(waited.append)
    with serving(pages) as server, serving({"/robots.txt": down, "/a": page(b"a")}) as silent:
        assert guest(f"{server}/a", private=True).data == b"a"
        for closed in (f"{server}/c.pdf", f"{server}/b", f"{silent}/a"):
            with pytest.raises(AddressError) as error:
                guest(closed, private=True)
            assert error.value.code == "address-robots"
        with serving({"/a": page(b"a")}) as open_house:
            assert guest(f"{open_house}/a", private=True).data == b"a"
    assert asked == ["/robots.txt"]
    assert waited[0] == 0 and 6 < max(waited) <= 7
