"""Does what comes into a folder or a feed get into the store, and is each flag told once, also after the
program was stopped?"""

from __future__ import annotations

import json
import shlex
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from attribution.archive import watched
from attribution.archive.add import add, remove
from attribution.archive.store import Store
from tests.archive.stories import BOOK
from tests.archive.test_add import FAULTY, WALL, said
from tests.helpers.places import SEEDS
from tests.helpers.server import page, serving

LEAK = SEEDS / "river-leak"
KEEP = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"


def feed(*names: str) -> bytes:
    items = "".join(f"<item><guid>{n}</guid><link>/{n}</link><title>{n}</title></item>" for n in names)
    return f'<rss version="2.0"><channel><title>Leak</title>{items}</channel></rss>'.encode()


@contextmanager
def watching(*arguments: object):
    """The real command; it is asked to stop, and must end well."""
    command = [
        sys.executable,
        "-c",
        "from attribution.cli import main; main()",
        "watch",
        *map(str, arguments),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield program
            program.send_signal(signal.SIGTERM)
            program.out, program.told = program.communicate(timeout=60)
        finally:
            program.kill()
    assert program.returncode == 0, program.told


def until(done, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def size(file) -> int:
    try:
        with Store(file) as store:
            return store.size()
    except Exception:
        return 0  # it is being made


def test_a_folder_and_a_feed_are_watched_and_nothing_is_told_twice(tmp_path, seeds, parses):
    asked, file, folder = [], tmp_path / "s.sqlite", tmp_path / "in"
    folder.mkdir()
    shutil.copy(LEAK / "aldre-valley-live.txt", folder)

    def plain(name: str):
        answer = page((LEAK / f"{name}.txt").read_bytes(), "text/plain; charset=utf-8")
        return lambda handler: (asked.append(name), answer(handler))

    pages = {
        "/feed": page(
            feed("northern-courier", "inside/daily-lantern", "meridian-agency"), "application/rss+xml"
        ),
        "/robots.txt": page(b"User-agent: *\nDisallow: /inside/\n", "text/plain"),
        "/northern-courier": plain("northern-courier"),
        "/meridian-agency": plain("meridian-agency"),
    }
    command = shlex.join([sys.executable, "-c", KEEP, str(tmp_path / "taken.jsonl")])
    with serving(pages) as server:
        arguments = (folder, f"{server}/feed", "--store", file, "--cache", parses, "--private-addresses")
        with watching(*arguments, "--on-flag", command) as first:
            until(lambda: size(file) == 3)
        assert "address-robots" in first.told and asked == ["northern-courier", "meridian-agency"]
        shutil.copy(LEAK / "daily-lantern.txt", folder)
        with watching(*arguments) as second:
            until(lambda: size(file) == 4)
            shutil.copy(LEAK / "corvale-echo.html", folder)
            until(lambda: size(file) == 5)
        assert len(asked) == 2
    one, two = ([json.loads(line) for line in program.out.splitlines()] for program in (first, second))
    assert (tmp_path / "taken.jsonl").read_text() == first.out
    ids = [flag["id"] for flag in (*one, *two)]
    with Store(file) as store:
        assert one and two and {f.id for f in store.flags()} <= set(ids) and len(ids) == len(set(ids))


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, [said("lantern", WALL)], BOOK)
        watched.begin(store)
        yield store


def test_a_flag_is_told_until_somebody_took_it_and_again_where_it_comes_back(store):
    add(store, [said("post", FAULTY, day="2026-03-02")], BOOK)
    (flag,) = watched.untold(store)
    assert watched.untold(store) == [flag]
    watched.told(store, flag.id)
    add(store, [said("courier", WALL, day="2026-03-03")], BOOK)
    assert watched.untold(store) == []
    remove(store, ["post"], BOOK)
    add(store, [said("post", FAULTY, day="2026-03-02")], BOOK)
    assert [f.id for f in watched.untold(store)] == [flag.id]


def test_what_a_store_holds_when_it_is_watched_first_is_known(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, [said("lantern", WALL), said("post", FAULTY, day="2026-03-02")], BOOK)
        watched.begin(store)
        assert len(store.flags()) == 1 and watched.untold(store) == []
