"""A store of made-up articles, and of the same ones again under other ids, days and people: large soon.
Nothing links one copy to another, so that it is for reading (``bench.desk``), not for adding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attribution.archive.add import add
from attribution.archive.store import Store
from attribution.rulebook.book import load
from bench.made_up import PER_ARTICLE, MadeUp

ONCE = 10_000
"""Attributions that are added as they would be; the rest are copies of them."""
AT_ONCE = 200
TABLES = (
    "articles",
    "places",
    "attributions",
    "speakers",
    "people",
    "alignments",
    "aligned",
    "flags",
    "flagged",
)
NUMBERS = {
    "articles": {"row": "articles"},
    "places": {"article": "articles"},
    "attributions": {"row": "attributions", "article": "articles"},
    "speakers": {"attribution": "attributions"},
    "alignments": {"row": "alignments"},
    "aligned": {"alignment": "alignments"},
    "flags": {"row": "flags"},
    "flagged": {"flag": "flags"},
}
"""The columns that are numbers of rows, and of which table."""


def grown(file: Path, attributions: int) -> None:
    """Makes the store, of about so many attributions."""
    made, book = MadeUp(), load()
    with Store(file) as store:
        while (lacking := min(ONCE, attributions) // PER_ARTICLE - store.size()) > 0:
            add(store, made.take(min(AT_ONCE, lacking)), book)
        rows = {table: _rows(store, table) for table in TABLES}
        last = {table: max((row.get("row", 0) for row in rows[table]), default=0) for table in TABLES}
        for copy in range(1, attributions // ONCE):
            with store.writing():
                store.db.execute("PRAGMA defer_foreign_keys = on")
                for table in TABLES:
                    for row in rows[table]:
                        _put(store, table, _copied(table, row, copy, last))


def _rows(store: Store, table: str) -> list[dict[str, Any]]:
    found = store.db.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _put(store: Store, table: str, row: dict[str, Any]) -> None:
    columns = ", ".join(f'"{column}"' for column in row)
    store.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", [*row.values()])


def _copied(table: str, row: dict[str, Any], copy: int, last: dict[str, int]) -> dict[str, Any]:
    """The row in a copy: its articles, people and flags have other ids, its days are of another month."""
    days = f"{2016 + copy // 12}-{copy % 12 + 1:02}"
    new = dict(row)
    for column, value in row.items():
        if isinstance(value, str):
            new[column] = value.replace("article-0", f"article-{copy}").replace("2016-01", days)
    for column, of in NUMBERS.get(table, {}).items():
        new[column] = row[column] + copy * last[of]
    for column in ("id", "person", "words"):
        if table in ("people", "speakers", "flags") and column in row:
            new[column] = f"{row[column]}-{copy}"
    if table in ("people", "flags"):
        new["line"] = new["line"].replace(row["id"], new["id"])
    return new
