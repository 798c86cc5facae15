"""What was watched: what was checked of it, and the flags that nobody was told of yet."""

from __future__ import annotations

from collections.abc import Mapping

from attribution.archive.rows import now
from attribution.archive.store import Store
from attribution.result import Flag


def begin(store: Store) -> None:
    """From the first time that a store watches, its new flags are told; those that it has then are known."""
    with store.writing():
        first = store.db.execute("INSERT OR IGNORE INTO made_with VALUES ('watched since', ?)", (now(),))
        if first.rowcount:
            store.db.execute("UPDATE flags SET told = 1 WHERE state = 'open'")


def mark_of(store: Store, what: str) -> str | None:
    """How the file or entry was when it was checked, None where it was not."""
    row = store.one("SELECT mark FROM watched WHERE what = ?", what)
    return str(row[0]) if row else None


def checked(store: Store, marks: Mapping[str, str]) -> None:
    """These files and entries, with their marks, are checked."""
    with store.writing():
        store.db.executemany("INSERT OR REPLACE INTO watched VALUES (?, ?)", sorted(marks.items()))


def untold(store: Store) -> list[Flag]:
    """The open flags that nobody was told of, the oldest first."""
    rows = store.rows("SELECT id FROM flags WHERE state = 'open' AND told = 0 ORDER BY row")
    found = (store.flag(id) for (id,) in list(rows))
    return [kept.flag for kept in found if kept]


def told(store: Store, flag: str) -> None:
    """Somebody was told of the flag."""
    with store.writing():
        store.db.execute("UPDATE flags SET told = 1 WHERE id = ?", (flag,))
