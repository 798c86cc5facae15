"""What articles say of each of their speakers, as rows of a store, and the forms of those with the keys under
which names meet."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attribution.archive.store import Store
from attribution.people.keys import keys_of_role, keys_of_single, meeting_keys
from attribution.people.known_name import NAMED, KnownName, NameRules, is_single

SETS = ("roles", "said", "context", "dates", "also", "born", "aliases")
"""What is known of a name, besides itself."""
OF_FORM = ("roles", "also", "born", "aliases")
"""What of that makes its form."""


def put_names(
    store: Store, names: Iterable[tuple[int, KnownName]], rules: NameRules, language: str
) -> dict[int, int]:
    """What articles, each by its row, say of each of their speakers; the form of each row of a name."""
    put: dict[int, int] = {}
    forms: dict[str, int] = {}
    for article, name in names:
        told = json.dumps([language, name.name, name.kind, *(sorted(getattr(name, key)) for key in OF_FORM)])
        if told not in forms:
            forms[told] = _form(store, told, name, rules, language)
        line = {key: sorted(getattr(name, key)) for key in SETS if getattr(name, key)}
        row = store.db.execute(
            "INSERT INTO names (article, form, name, kind, single, person, because, line) "
            "VALUES (?, ?, ?, ?, ?, NULL, '[]', ?)",
            (article, forms[told], name.name, name.kind, is_single(name, rules), json.dumps(line)),
        ).lastrowid
        assert row is not None
        put[row] = forms[told]
    return put


def _form(store: Store, told: str, name: KnownName, rules: NameRules, language: str) -> int:
    """The row of the form of a name, which is put with its keys where it is new."""
    if known := store.one("SELECT row FROM forms WHERE told = ?", told):
        return int(known[0])
    row = store.db.execute("INSERT INTO forms (told) VALUES (?)", (told,)).lastrowid
    assert row is not None
    keys = sorted((f"{language} {key}", row) for key in _keys(name, rules))
    store.db.executemany("INSERT INTO form_keys VALUES (?, ?)", keys)
    return row


def _keys(name: KnownName, rules: NameRules) -> set[str]:
    """The keys of a form: under ``m`` names of one kind meet, under ``f`` full names wait for single words,
    under ``r`` roles for descriptions, under ``d`` descriptions for roles."""
    if name.kind not in NAMED:
        return {f"d {key}" for key in keys_of_role(name, rules)}
    found = {f"m {key}" for key in meeting_keys(name, rules)} | {
        f"r {key}" for key in keys_of_role(name, rules)
    }
    if not is_single(name, rules):
        found |= {f"f {key}" for key in keys_of_single(name, rules)}
    return found
