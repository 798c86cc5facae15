"""A store as an SQLite file: opened, checked, written by one at a time, and what may go wrong with it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from attribution.refusal import Refusal

APPLICATION = 0x41545242
"""Marks the file as one of ours (SQLite's ``application_id``)."""
VERSION = 5
SQLITE = b"SQLite format 3\0"
"""How every SQLite file begins."""
TABLES = Path(__file__).with_name("store.sql")
PATIENCE = 600.0
"""Seconds for which a writer waits for another."""
GLANCE = 0.5
"""Seconds between two looks whether the other has finished."""

Waiting = Callable[[str], None]
"""Told, in words, that another is writing."""


class StoreError(Refusal):
    """The file cannot be used as a store."""


FAULTS: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: (
        "store-full",
        "the disk is full",
        "Make room and run the command again; what was finished before is in the store.",
    ),
    sqlite3.SQLITE_READONLY: (
        "store-read-only",
        "the file, or its folder, cannot be written",
        "Give yourself the right to write there, or name a copy.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "store-damaged",
        "a page of the file is damaged",
        "Run `attribution store check` on it, and take up the last backup.",
    ),
    sqlite3.SQLITE_BUSY: (
        "store-busy",
        "another program has been writing to the file all the time",
        "Wait until it has finished, and run the command again.",
    ),
}
"""SQLite's kinds of failures that have a next step of their own: code, what is wrong, next step."""


def fault_of(file: Path, error: sqlite3.Error) -> StoreError:
    """What an error of SQLite means for the store."""
    known = FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if known is None:
        return StoreError(
            "store-unusable",
            f"{file} cannot be used as an SQLite file: {error}.",
            "Give another file, or a path that is not there yet.",
        )
    code, wrong, following = known
    return StoreError(code, f"{file}: {wrong} ({error}).", following)


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Errors of SQLite in this block are raised as StoreError; rows that cannot be are a fault of ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise_as_told(file, error)


def raise_as_told(file: Path, error: sqlite3.Error) -> NoReturn:
    """Raises StoreError for what is wrong with the file; rows that cannot be are a fault of ours."""
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        raise error
    raise fault_of(file, error) from None


def is_store(path: str) -> bool:
    """Whether there is an SQLite file at the path, a store or another."""
    if not Path(path).is_file():
        return False  # to open a pipe would wait for somebody to write into it
    try:
        with Path(path).open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def connected(file: Path, settled: bool = False) -> tuple[sqlite3.Connection, bool]:
    """A connection to the file, and whether it is new: there is no table in it yet. ``settled`` says that
    nobody changes it meanwhile: it is read without locks, from any machine. Raises StoreError for a file that
    is no store of this version."""
    with told(file):
        name = f"{file.resolve().as_uri()}?immutable=1" if settled else file
        db = sqlite3.connect(name, timeout=GLANCE, isolation_level=None, uri=settled)
        try:
            for pragma in ("foreign_keys = ON", "mmap_size = 1073741824", "cache_size = -65536"):
                db.execute(f"PRAGMA {pragma}")
            ours, version = (
                db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version")
            )
            empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        except BaseException:
            db.close()
            raise
    if empty and ours == 0:
        return db, True
    if ours != APPLICATION or version != VERSION:
        db.close()
        raise _other(file, ours == APPLICATION, version)
    return db, False


def _other(file: Path, ours: bool, version: int) -> StoreError:
    if ours and version > VERSION:
        return StoreError(
            "store-newer",
            f"{file} was made by a newer version of the program (its form is {version}, ours {VERSION}).",
            "Use that version, or name another file. Nothing was changed.",
        )
    if ours:
        return StoreError(
            "store-older",
            f"{file} was made by an older version of the program (its form is {version}, ours {VERSION}).",
            "Check its articles again into a new file, and hand on the verdicts with --verdicts. "
            "Nothing was changed.",
        )
    return StoreError(
        "store-unusable",
        f"{file} is an SQLite file, but no store.",
        "Give another file, or a path that is not there yet.",
    )


def make(db: sqlite3.Connection) -> None:
    """The tables, in a file that has none. Readers are not kept waiting by writers from then on (WAL)."""
    db.execute("PRAGMA journal_mode = WAL")
    marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    db.executescript(f"BEGIN IMMEDIATE; {marks} {TABLES.read_text(encoding='utf-8')} COMMIT;")


@contextmanager
def writing(
    db: sqlite3.Connection, file: Path, waiting: Waiting | None = None, patience: float = PATIENCE
) -> Iterator[None]:
    """All that is written in this block is kept, or nothing of it. Waits while another writes, ``patience``
    seconds at most, and tells so once. Inside another such block it is part of that. Raises StoreError."""
    if db.in_transaction:
        yield
        return
    _begin(db, file, waiting, time.monotonic() + patience)
    try:
        with told(file):
            yield
            db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _begin(db: sqlite3.Connection, file: Path, waiting: Waiting | None, until: float) -> None:
    while True:
        try:
            db.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise fault_of(file, error) from None
            if waiting:
                waiting(f"{file}: another program is writing to the store; waiting until it has finished.")
                waiting = None
