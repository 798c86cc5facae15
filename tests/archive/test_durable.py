"""What is left of a store where something goes wrong: killed, a full disk, another writer, a damaged page."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from attribution.archive import file as files
from attribution.archive.add import add
from attribution.archive.file import StoreError
from attribution.archive.sound import faults
from attribution.archive.store import Store
from tests.archive import stories
from tests.archive.test_add import FAULTY, WALL, said
from tests.helpers.places import ROOT

KILLS = int(os.environ.get("KILLS", "3"))
ADDING = """
import sys
from pathlib import Path
from attribution.archive.add import add
from attribution.archive.store import Store
from tests.archive.stories import BOOK
from tests.archive.test_durable import articles
print("ready", flush=True)
with Store(Path(sys.argv[1])) as store:
    for article in articles():
        add(store, [article], BOOK)
"""


def articles():
    return [said(f"paper-{n}", (WALL, FAULTY)[n % 2], ("Ana Ruiz", "Tom Lee")[n % 3 == 0]) for n in range(12)]


@pytest.fixture
def file(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, articles()[:3], stories.BOOK)
    return tmp_path / "s.sqlite"


def test_killed_at_any_moment_what_was_finished_is_there_and_the_rest_is_done_next_time(tmp_path):
    wanted = stories.in_batches([articles()])
    chance = random.Random(1)
    for n in range(KILLS):
        file = tmp_path / f"{n}.sqlite"
        adding = subprocess.Popen(
            [sys.executable, "-c", ADDING, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert adding.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 2))
        adding.send_signal(signal.SIGKILL)
        adding.wait()
        with Store(file) as store:
            assert faults(store) == [] if not store.new else True
            for article in articles():
                add(store, [article], stories.BOOK)
            assert stories.of(store) == wanted


def test_one_writes_at_a_time_and_the_other_says_that_it_waits(file):
    told: list[str] = []
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store(file) as reader:
            assert len(reader.articles()) == 3  # who reads is not kept waiting
        with Store(file, waiting=told.append, patience=0) as store, pytest.raises(StoreError) as error:
            add(store, articles(), stories.BOOK)
        assert error.value.code == "store-busy"
        threading.Timer(2.5, other.execute, ["ROLLBACK"]).start()
        with Store(file, waiting=told.append) as store:
            assert len(add(store, articles(), stories.BOOK).new) == 9
    assert "another program is writing" in told[0]


def test_a_full_disk_leaves_the_store_as_it_was(file):
    with Store(file) as store:
        before = stories.of(store)
        pages = store.one("PRAGMA page_count")[0]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError) as error:
            add(store, articles(), stories.BOOK)
        assert error.value.code == "store-full" and "Make room" in error.value.next
    with Store(file) as store:
        assert stories.of(store) == before and faults(store) == []


def test_a_file_that_may_not_be_written(file):
    with Store(file) as store:
        before = stories.of(store)
        store.db.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError) as error:
            add(store, articles(), stories.BOOK)
        assert error.value.code == "store-read-only" and stories.of(store) == before


@pytest.mark.parametrize(("version", "code"), [(files.VERSION + 1, "store-newer"), (2, "store-older")])
def test_a_store_of_another_version_is_refused_and_left_alone(file, version, code):
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    before = file.read_bytes()
    with pytest.raises(StoreError) as error:
        Store(file)
    assert error.value.code == code and file.read_bytes() == before


def test_a_damaged_page_is_told(file):
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'shingles'").fetchone()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\x07" * 64
    file.write_bytes(data)
    with Store(file) as store:
        assert faults(store)[0].startswith("store-damaged: ")
        with pytest.raises(StoreError) as error:
            add(store, articles(), stories.BOOK)
        assert error.value.code == "store-damaged"


def test_a_backup_is_whole_while_others_write(file, tmp_path):
    with Store(file) as store:
        store.copy(tmp_path / "copy.sqlite")
        with Store(tmp_path / "copy.sqlite") as copy:
            assert stories.of(copy) == stories.of(store) and faults(copy) == []
