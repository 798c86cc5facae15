"""Does a watcher that is killed at any moment, and started again, end with the store of one that nobody
disturbed, and is every flag told?"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import suppress

from attribution.archive import watched
from attribution.archive.sound import faults
from attribution.archive.store import Store
from tests.archive import stories
from tests.helpers.places import SEEDS
from tests.watch.test_watch import until

KILLS = int(os.environ.get("KILLS", "1"))
COMMAND = [sys.executable, "-c", "from attribution.cli import main; main()", "watch"]


def started(folder, file, cache, told):
    """The real command, whose flags go to the end of a file."""
    with told.open("ab") as out:
        return subprocess.Popen(
            [*COMMAND, str(folder), "--store", str(file), "--cache", str(cache)],
            stdout=out,
            stderr=subprocess.DEVNULL,
        )


def is_done(folder, file) -> bool:
    with suppress(Exception), Store(file) as store:  # it may be on its way
        checked = store.one("SELECT count(*) FROM watched")
        return checked == (len(list(folder.iterdir())),) and not watched.untold(store)
    return False


def watched_to_the_end(folder, file, cache, told):
    """What the store holds when everything is checked and told, and the ids of flags that were told."""
    watching = started(folder, file, cache, told)
    try:
        until(lambda: is_done(folder, file))
    finally:
        watching.kill()
        watching.wait()
    with Store(file) as store:
        assert faults(store) == []
        return stories.of(store), {json.loads(line)["id"] for line in told.read_text().splitlines()}


def test_killed_at_any_moment_and_started_again_it_ends_as_if_nobody_had_disturbed_it(
    tmp_path, seeds, parses
):
    folder = tmp_path / "in"
    folder.mkdir()
    for paper in (SEEDS / "river-leak").glob("*.txt"):
        shutil.copy(paper, folder)
    start = time.monotonic()
    undisturbed, flags = watched_to_the_end(folder, tmp_path / "s.sqlite", parses, tmp_path / "told")
    takes, chance = time.monotonic() - start, random.Random(3)
    assert flags == {flag.id for flag in undisturbed["flags"]} != set()
    for n in range(KILLS):
        file, told = tmp_path / f"{n}.sqlite", tmp_path / f"told-{n}"
        for _ in range(2):
            watching = started(folder, file, parses, told)
            time.sleep(chance.uniform(0, takes))
            watching.kill()
            watching.wait()
        again, told_of = watched_to_the_end(folder, file, parses, told)
        assert again == undisturbed and told_of == flags
