"""What is read of a store when any of its pages is damaged: what was there, or a clear error; never half an
answer without a word, never a fault of ours."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attribution.archive.add import add
from attribution.archive.file import StoreError
from attribution.archive.sound import faults
from attribution.archive.store import Store
from tests.archive import stories
from tests.archive.test_durable import articles

PAGE = 4096
STRIDE = int(os.environ.get("PAGES", "10"))
"""Every so many pages one is flipped; `make reliability` flips each."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "s.sqlite"
    with Store(file) as store:
        add(store, articles(), stories.BOOK)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def test_a_flipped_page_is_told_or_changes_nothing(whole, tmp_path):
    data = whole.read_bytes()
    with Store(whole) as store:
        before = stories.of(store)
    told = 0
    for page in range(0, len(data) // PAGE, STRIDE):
        file = tmp_path / "s.sqlite"
        for left in tmp_path.iterdir():
            left.unlink()
        flipped = bytearray(data)
        flipped[page * PAGE : (page + 1) * PAGE] = bytes(
            b ^ 0xFF for b in data[page * PAGE : (page + 1) * PAGE]
        )
        file.write_bytes(flipped)
        try:
            with Store(file) as store:
                wrong = faults(store)
                same = stories.of(store) == before
                add(store, articles()[:2], stories.BOOK)
        except StoreError as error:
            assert error.code and error.next
            told += 1
        else:
            assert same or wrong, f"page {page} has changed and nobody says so"
            told += bool(wrong)
    assert told
