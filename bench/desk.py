"""How long each page of the desk takes on a store: the middle and the slowest of five times, and processor
time of one. ``python -m bench.desk STORE [ATTRIBUTIONS]``; a store that is not there is made up, of so many
attributions (100,000)."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from attribution.archive.store import Store
from bench.grown import grown

TIMES = 5
WANTED = 300
"""Milliseconds: a page that takes longer in the middle of its times is a fault."""
START = (
    "from attribution.cli import main; import sys; sys.argv = ['attribution', 'desk', *sys.argv[1:]]; main()"
)


def pages(file: Path) -> list[str]:
    """An address of every page, for a flag, an article and a person of the store."""
    with Store(file) as store:
        found = [
            store.one("SELECT id FROM flags WHERE state = 'open' LIMIT 1"),
            store.one("SELECT id FROM articles LIMIT 1"),
            store.one("SELECT person FROM speakers GROUP BY person ORDER BY count(*) DESC LIMIT 1"),
        ]
    flag, article, person = (str(row[0]) if row else "" for row in found)
    filters = ("?severity=high", "?find=the", "?person=a", "?state=all&page=2", "?since=2000-01-01")
    return [
        *("/", *(f"/{each}" for each in filters), f"/flags/{flag}", "/articles", "/articles?find=said"),
        *(f"/article?{urlencode({'id': article})}", "/people", "/people?find=a", f"/people/{person}"),
        *("/ask?words=we+will+not+let+that+happen+again", "/ask?words=it+was+the"),
        *("/add", "/pictures", "/export", "/api/flags"),
    ]


def main(file: Path) -> int:
    """Print a line a page; 1 where one takes longer than wanted."""
    desk = subprocess.Popen(
        [sys.executable, "-c", START, str(file), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        told = desk.stdout.readline() if desk.stdout else ""
        address = re.search(r"http://\S+", told)
        at = urlsplit(address[0] if address else "")
        slow = 0
        print("  middle    most processor (ms)")
        for page in pages(file):
            before = _processor(desk.pid)
            times = sorted(_once(at.hostname or "", at.port or 0, page) for _ in range(TIMES))
            spent = (_processor(desk.pid) - before) / TIMES
            slow += times[TIMES // 2] > WANTED
            print(f"{times[TIMES // 2]:7.0f} {times[-1]:7.0f} {spent:7.0f}  {page}", flush=True)
        return int(slow > 0)
    finally:
        desk.terminate()


def _processor(process: int) -> float:
    """The milliseconds of processor time that the process has taken, which other work on the machine does not
    lengthen; 0 where the system does not tell."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def _once(host: str, port: int, page: str) -> float:
    connection = http.client.HTTPConnection(host, port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", page)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, (page, answer.status)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    given = Path(sys.argv[1])
    if not given.exists():
        grown(given, int((sys.argv[2:] or ["100000"])[0]))
    raise SystemExit(main(given))
