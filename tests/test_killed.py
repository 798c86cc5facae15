"""Is nothing lost, and the answer the same, when a check or the desk is killed at any moment?"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from attribution.archive.sound import faults
from attribution.archive.store import Store
from attribution.write.placed import LAST, finish
from tests.helpers.parsed import MUMBLE, STORY, corpus
from tests.helpers.reports import report
from tests.helpers.stored import put

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("KILLS", "3"))
COMMAND = [sys.executable, "-c", "from attribution.cli import main; main()"]


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_check_that_is_killed_leaves_the_old_report_or_the_new_one_and_the_next_is_as_ever(tmp_path):
    paths = corpus(tmp_path, story=STORY, mumble=MUMBLE)
    chance, out, store = random.Random(5), tmp_path / "out", tmp_path / "s.sqlite"
    command = [*COMMAND, "check", *paths, "--cache", str(tmp_path / "cache"), "--out", str(out)]
    start = time.monotonic()
    subprocess.run([*command, "--store", str(store)], check=True, stderr=subprocess.DEVNULL)
    takes, whole = time.monotonic() - start, written(out)
    old = {**whole, "report.md": b"old"}
    for _ in range(KILLS):
        for name, data in old.items():
            (out / name).write_bytes(data)
        checking = subprocess.Popen([*command, "--store", str(store)], stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            checking.wait(chance.uniform(0, takes))
        checking.kill()
        checking.wait()
        if LAST in written(out):
            assert written(out) in (old, whole)
        finish(out)
        assert written(out) in (old, whole)
        with Store(store) as kept:
            assert faults(kept) == []
        subprocess.run([*command, "--store", str(store)], check=True, stderr=subprocess.DEVNULL)
        assert written(out) == whole


def test_what_the_desk_said_it_keeps_it_keeps(tmp_path):
    store = tmp_path / "s.sqlite"
    with Store(store) as kept:
        put(kept, report())
        before = faults(kept)
    chance, number, acknowledged = random.Random(7), 0, set()
    for _ in range(KILLS):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        desk = subprocess.Popen(
            [*COMMAND, "desk", str(store), "--port", str(port), "--by", "Ana"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = None
        while until is None or time.monotonic() < until:
            number += 1
            if answered(port, {"verdict": "fine", "note": f"note {number}"}):
                acknowledged.add(f"note {number}")
                until = until or time.monotonic() + chance.uniform(0, 0.5)
            assert desk.poll() is None
        desk.send_signal(signal.SIGKILL)
        desk.wait()
    with Store(store) as kept:
        notes = {note for (note,) in kept.rows("SELECT note FROM verdicts WHERE flag = 'f1'")}
        assert acknowledged and acknowledged <= notes
        assert faults(kept) == before


def answered(port: int, verdict: dict[str, str]) -> bool:
    """Whether the desk said that it keeps the verdict."""
    request = Request(
        f"http://127.0.0.1:{port}/api/flags/f1/verdicts",
        json.dumps(verdict).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=5) as answer:
            return bool(answer.status == 201)
    except (URLError, OSError):
        time.sleep(0.02)
        return False
