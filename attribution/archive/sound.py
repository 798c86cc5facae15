"""Whether a store is whole: its pages and indexes, and what its rows say of each other."""

from __future__ import annotations

import sqlite3

from attribution.archive.store import Store

SHOWN = 20
"""So many faults of one kind are told."""
RULES = {
    "an attribution in full-text index `contents` that is not there, or the other way round": (
        "INSERT INTO contents (contents, rank) VALUES ('integrity-check', 1)"
    ),
    "an article in full-text index `texts` that is not there, or the other way round": (
        "INSERT INTO texts (texts, rank) VALUES ('integrity-check', 1)"
    ),
}
"""What is wrong where a check of SQLite's fails."""
QUERIES = {
    "a speaker who is nobody's": (
        "SELECT DISTINCT person FROM speakers WHERE person NOT IN (SELECT id FROM people)"
    ),
    "a person who says nothing": "SELECT id FROM people WHERE id NOT IN (SELECT person FROM names "
    "WHERE person NOT NULL)",
    "an alignment with words that are not there": (
        "SELECT attribution FROM aligned WHERE attribution NOT IN (SELECT id FROM attributions)"
    ),
    "an open flag in an article that is not there": (
        "SELECT flags.id FROM flags JOIN flagged ON flag = flags.row WHERE state = 'open' "
        "AND article NOT IN (SELECT id FROM articles)"
    ),
    "a correction of a place that its article does not have": (
        "SELECT article FROM corrections JOIN articles ON articles.id = article "
        'WHERE start < 0 OR start > "end" OR "end" > length(text)'
    ),
    "a shingle of an article that is not there": (
        "SELECT DISTINCT article FROM shingles WHERE article NOT IN (SELECT row FROM articles)"
    ),
    "a link that goes one way": (
        "SELECT a FROM links AS one WHERE NOT EXISTS (SELECT 1 FROM links WHERE a = one.b AND b = one.a)"
    ),
}
"""What is wrong where a query gives rows."""


def faults(store: Store) -> list[str]:
    """What is wrong with the store, in words; nothing where it is whole."""
    try:
        found = [
            f"store-damaged: {told}"
            for (told,) in store.db.execute(f"PRAGMA integrity_check({SHOWN})")
            if told != "ok"
        ]
        found += [
            f"store-damaged: table {table}, row {row}: what it belongs to is not there"
            for table, row, *_ in store.db.execute("PRAGMA foreign_key_check").fetchmany(SHOWN)
        ]
        for wrong, query in QUERIES.items():
            found += [
                f"store-damaged: {wrong}: {what}" for (what,) in store.db.execute(query).fetchmany(SHOWN)
            ]
        found += [f"store-damaged: {wrong}" for wrong, check in RULES.items() if not _holds(store, check)]
    except sqlite3.DatabaseError as error:
        return [f"store-damaged: {error}"]
    return found


def _holds(store: Store, check: str) -> bool:
    try:
        store.db.execute(check)
    except sqlite3.OperationalError:
        return True  # the file cannot be written, and nobody asked to
    except sqlite3.DatabaseError:
        return False
    return True
