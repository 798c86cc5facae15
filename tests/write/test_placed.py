"""Is a report's folder never half a report: killed before any of its renames, with a full disk, or with two
who write at once?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attribution.write.placed import LAST, finish, put

KILLS = int(os.environ.get("KILLS", "10"))
NAMES = ("a.jsonl", "b/c.txt", "report.html", LAST)
OLD, NEW = dict.fromkeys(NAMES, "old"), dict.fromkeys(NAMES, "new")
STEPS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir")
WRITES = """\
import sys
from itertools import count
from pathlib import Path
from attribution.write.placed import put
print("ready", flush=True)
for number in count():
    put(Path(sys.argv[1]), dict.fromkeys(sys.argv[2:], f"{number} " * 20_000))
"""


def there(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def one_report(folder: Path) -> bool:
    """Whether all files that stand in their places are of one report, or the last is missing."""
    files = there(folder)
    return LAST not in files or len({files.get(name) for name in NAMES}) == 1


def put_and_die(folder: Path, left: int) -> int:
    """How a process ended that put a new report there, and was killed before its step of this number."""

    def step(event, arguments):
        nonlocal left
        if event in STEPS and str(folder) in str(arguments[0]):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    if (child := os.fork()) == 0:
        sys.addaudithook(step)
        put(folder, NEW)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes fork on Unix alone")
def test_killed_before_any_step_it_is_the_old_report_or_becomes_the_new_one(tmp_path):
    for step in range(100):
        folder = tmp_path / str(step)
        put(folder, OLD)
        ended = put_and_die(folder, step)
        assert one_report(folder), f"killed at step {step}"
        finish(folder)
        assert {name: there(folder)[name] for name in NAMES} in (OLD, NEW)
        put(folder, {"a.jsonl": "newest"})
        assert there(folder).keys() == {*NAMES}, "nothing is left over"
        if ended == 0:
            break
    assert step > 12, "it was killed before each of its steps"


@pytest.mark.slow
def test_killed_at_any_moment_it_is_one_report(tmp_path):
    chance = random.Random(3)
    put(tmp_path, OLD)
    for _ in range(KILLS):
        writing = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(tmp_path), *NAMES], stdout=subprocess.PIPE, text=True
        )
        assert writing.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.3))
        writing.send_signal(signal.SIGKILL)
        writing.wait()
        assert one_report(tmp_path)
        finish(tmp_path)
        assert LAST in there(tmp_path) and one_report(tmp_path)


def test_of_two_who_write_at_once_one_report_stays(tmp_path):
    both = [
        subprocess.Popen([sys.executable, "-c", WRITES, str(tmp_path), *NAMES], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for each in both:
        each.stdout.readline()
    time.sleep(1)
    assert [each.poll() for each in both] == [None, None]
    for each in both:
        each.kill()
        each.wait()
    finish(tmp_path)
    assert one_report(tmp_path)


def test_what_cannot_be_put_changes_nothing(tmp_path):
    put(tmp_path, OLD)
    (tmp_path / "d").mkdir()
    with pytest.raises(OSError):
        put(tmp_path, {"a.jsonl": "new", "d": "new"})
    with pytest.raises(OSError):
        put(tmp_path, {"a.jsonl": "new", "x" * 300: "new"})
    assert there(tmp_path) == OLD
