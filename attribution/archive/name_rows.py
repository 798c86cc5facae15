"""What articles say of each of their speakers, as rows of a store with the keys under which names meet."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attribution.archive.store import Store
from attribution.people.keys import keys_of_role, keys_of_single, meeting_keys
from attribution.people.known_name import NAMED, KnownName, NameRules, is_single

SETS = ("roles", "said", "context", "dates", "also", "born", "aliases")
"""What is known of a name, besides itself."""


def put_names(
    store: Store, names: Iterable[tuple[int, KnownName]], rules: NameRules, language: str
) -> dict[int, frozenset[str]]:
    """What articles, each by its row, say of each of their speakers; the keys of each row of a name, without
    the language."""
    put: dict[int, frozenset[str]] = {}
    known: dict[tuple[object, ...], frozenset[str]] = {}
    """Most names come in many articles."""
    for article, name in names:
        line = {key: sorted(getattr(name, key)) for key in SETS if getattr(name, key)}
        row = store.db.execute(
            "INSERT INTO names (article, name, kind, single, person, because, line) "
            "VALUES (?, ?, ?, ?, NULL, '[]', ?)",
            (article, name.name, name.kind, is_single(name, rules), json.dumps(line)),
        ).lastrowid
        assert row is not None
        told = (name.name, name.kind, name.roles, name.also, name.born, name.aliases)
        if told not in known:
            known[told] = frozenset(_keys(name, rules))
        put[row] = known[told]
    keys = sorted((f"{language} {key}", row) for row, own in put.items() for key in own)
    store.db.executemany("INSERT INTO name_keys VALUES (?, ?)", keys)
    return put


def _keys(name: KnownName, rules: NameRules) -> set[str]:
    """The keys of a row: under ``m`` names of one kind meet, under ``f`` full names wait for single words,
    under ``r`` roles for descriptions, under ``d`` descriptions for roles."""
    if name.kind not in NAMED:
        return {f"d {key}" for key in keys_of_role(name, rules)}
    found = {f"m {key}" for key in meeting_keys(name, rules)} | {
        f"r {key}" for key in keys_of_role(name, rules)
    }
    if not is_single(name, rules):
        found |= {f"f {key}" for key in keys_of_single(name, rules)}
    return found
