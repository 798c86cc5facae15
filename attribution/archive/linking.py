"""People of a store, linked anew where names came or went: those names alone that have a key in common."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from attribution.archive import rows
from attribution.archive.name_rows import SETS
from attribution.archive.store import Store
from attribution.people.described import ROLE_DAYS
from attribution.people.keys import sought
from attribution.people.known_name import NAMED, KnownName, NameRules, together
from attribution.people.link import Linked, link_names, person_of


@dataclass(frozen=True, slots=True)
class _NameRow:
    row: int
    article: int
    single: bool
    person: str | None
    because: str
    known: KnownName

    @property
    def place(self) -> tuple[str, str]:
        return next(iter(self.known.places))


class KeptNames:
    """The names of a store in one language."""

    def __init__(self, store: Store, rules: NameRules, language: str) -> None:
        self.store, self.rules, self.language = store, rules, language

    # ------------------------------------------------------------ fetching
    def keys_of(self, row: int) -> list[str]:
        """The keys of a row, without the language."""
        found = self.store.rows("SELECT key FROM name_keys WHERE name = ?", row)
        return [key.partition(" ")[2] for (key,) in found]

    def with_keys(self, keys: Iterable[str]) -> set[int]:
        """The rows that have one of the keys."""
        query = "SELECT DISTINCT name FROM json_each(?) CROSS JOIN name_keys ON name_keys.key = value"
        asked = json.dumps([f"{self.language} {key}" for key in sorted(keys)])
        return {row for (row,) in self.store.rows(query, asked)}

    def keys_of_all(self, numbers: Iterable[int], *kinds: str) -> set[str]:
        """The keys of these kinds that the rows have."""
        query = "SELECT DISTINCT name_keys.key FROM json_each(?) CROSS JOIN name_keys ON name = value"
        found = (key.partition(" ")[2] for (key,) in self.store.rows(query, json.dumps(sorted(numbers))))
        return {key for key in found if key.startswith(kinds)}

    def fetch(self, numbers: Iterable[int]) -> list[_NameRow]:
        """The rows of these numbers."""
        query = (
            "SELECT names.row, names.article, articles.id, name, kind, single, person, because, names.line "
            "FROM json_each(?) CROSS JOIN names ON names.row = value "
            "JOIN articles ON articles.row = names.article ORDER BY names.row"
        )
        return [_row(*given) for given in self.store.rows(query, json.dumps(sorted(numbers)))]

    def of_person(self, person: str) -> list[_NameRow]:
        """The rows of all names of a person, descriptions apart, the fullest name first."""
        numbers = self.store.rows("SELECT row FROM names WHERE person = ?", person)
        found = [r for r in self.fetch([n for (n,) in numbers]) if r.known.kind in NAMED]
        return sorted(found, key=lambda r: _order(r.known))

    # ------------------------------------------------------------ who meets whom
    def block(self, keys: Collection[str]) -> set[int]:
        """All names that meet under one of the keys, or under a key of such a name, and so on; with the
        single words that may be theirs."""
        found: set[int] = set()
        seen: set[str] = set()
        waiting = set(keys)
        while waiting:
            seen |= waiting
            meeting = {f"m 1{key[2:]}" for key in waiting if key.startswith("f ")}
            judged = [key.partition("j:")[2] for key in waiting if key.startswith(("m j:", "m 1j:"))]
            for partner in self.rules.judgements.partners(judged):
                meeting |= {f"{kind}j:{partner}" for kind in ("m ", "m 1", "f ")}
            new = self.with_keys(f"m {sought(key[2:])}" for key in waiting if key.startswith("m ")) - found
            found |= new
            waiting = (meeting | self.keys_of_all(new, "m ", "f ")) - seen
        return found

    def link(self, keys: Collection[str], described: Collection[int], touched: set[str]) -> set[int]:
        """Link anew the names that have one of the keys or meet those, the descriptions of these rows, and
        those that may mean one of them. ``touched`` are people who may have lost names besides.

        The rows of articles in which a speaker is another person now, or a person of whom other names or
        roles are known.
        """
        return self._link_block(self.fetch(self.block(keys)), keys, described, touched)

    def link_all(self) -> None:
        """Link all names, block by block, none of which was linked before."""
        found = self.store.rows(
            "SELECT names.row, kind FROM names JOIN articles ON articles.row = article WHERE language = ? "
            "ORDER BY 1",
            self.language,
        )
        numbers = list(found)
        seen: set[int] = set()
        for number in (n for n, kind in numbers if kind in NAMED):
            if number not in seen:
                block = self.block(self.keys_of(number))
                seen |= block
                self._link_block(self.fetch(block), (), (), set())
        for number in (n for n, kind in numbers if kind not in NAMED):
            self._link_block((), (), (number,), set())

    def _link_block(
        self, block: Sequence[_NameRow], keys: Collection[str], described: Collection[int], touched: set[str]
    ) -> set[int]:
        inside = {r.row for r in block}
        singles = [r for r in block if r.single]
        known = self._known(singles, inside)
        role_keys = {k for k in keys if k.startswith("r ")}
        role_keys |= self.keys_of_all(inside, "r ")
        open_rows = self.fetch({*described, *self._described(role_keys, block)})
        holders = self._holders(open_rows, inside)
        names = [r.known for r in (*block, *open_rows)]
        linked = link_names(names, self.rules, known, holders)
        return self._kept([*block, *open_rows], linked, touched)

    def _known(self, singles: Sequence[_NameRow], inside: set[int]) -> dict[str, KnownName]:
        """The people outside the block whose full names have a word that stands alone in it."""
        keys = {f"f {key[3:]}" for key in self.keys_of_all((r.row for r in singles), "m 1")}
        outside = self.with_keys(keys) - inside
        people = {r.person for r in self.fetch(outside)} - {None}
        return {p: together([r.known for r in self.of_person(p) if not r.single]) for p in people if p}

    def _described(self, role_keys: set[str], block: Sequence[_NameRow]) -> set[int]:
        """The descriptions that may mean one of the block, by role and date, and those that did."""
        first, last = _around({d for r in block for d in r.known.dates})
        found: set[int] = set()
        for key in role_keys:
            rows_ = self.store.rows(
                "SELECT name_keys.name FROM name_keys JOIN names ON names.row = name_keys.name "
                "JOIN articles ON articles.row = article WHERE key = ? "
                "AND (published IS NULL OR ? IS NULL OR published BETWEEN ? AND ?)",
                f"{self.language} d {key[2:]}",
                first,
                first,
                last,
            )
            found |= {row for (row,) in rows_}
        for person in {r.person for r in block if r.person}:
            rows_ = self.store.rows("SELECT row, kind FROM names WHERE person = ?", person)
            found |= {row for row, kind in rows_ if kind not in NAMED}
        return found

    def _holders(self, described: Sequence[_NameRow], inside: set[int]) -> dict[str, KnownName]:
        """The people outside the block who may have been described so, by role and date."""
        people: set[str] = set()
        for row in described:
            first, last = _around(row.known.dates)
            for key in self.keys_of(row.row):
                found = self.store.rows(
                    "SELECT DISTINCT person FROM name_keys JOIN names ON names.row = name_keys.name "
                    "JOIN people ON people.id = person WHERE key = ? "
                    "AND (first IS NULL OR ? IS NULL OR (first <= ? AND last >= ?))",
                    f"{self.language} r {key[2:]}",
                    first,
                    last,
                    first,
                )
                people |= {person for (person,) in found}
        holders = {}
        for person in sorted(people):
            mine = self.of_person(person)
            if mine and not any(r.row in inside for r in mine):
                holders[person] = together([r.known for r in mine])
        return holders

    # ------------------------------------------------------------ keeping what was found
    def _kept(self, names: Sequence[_NameRow], linked: Linked, touched: set[str]) -> set[int]:
        people = set(touched)
        changed: list[tuple[str | None, str, int]] = []
        speak: dict[int, dict[str, str | None]] = defaultdict(dict)
        for r in names:
            now = self._id(linked.person_of.get(r.place))
            because = json.dumps([w for w in linked.because.get(r.place, ()) if w])
            if now != r.person:
                speak[r.article][r.known.name] = now
            if (now, because) != (r.person, r.because):
                people |= {p for p in (r.person, now) if p}
                changed.append((now, because, r.row))
        self.store.db.executemany("UPDATE names SET person = ?, because = ? WHERE row = ?", changed)
        for article, person_of_name in speak.items():
            self._speak_as(article, person_of_name)
        moved = set(speak)
        for person in sorted(people):
            if self._told_anew(person):
                found = self.store.rows("SELECT article FROM names WHERE person = ?", person)
                moved |= {article for (article,) in found}
        return moved

    def _id(self, person: str | None) -> str | None:
        """Ids outside English have the language behind them: nobody compares names across languages."""
        if person is None or self.language == "en" or person.endswith(f"~{self.language}"):
            return person
        return f"{person}~{self.language}"

    def _speak_as(self, article: int, people: Mapping[str, str | None]) -> None:
        """The speakers of these names in the article are these people."""
        found = self.store.rows(
            "SELECT row, 0, speaker FROM attributions WHERE article = ?1 UNION ALL "
            "SELECT attributions.row, key + 1, json_extract(value, '$.name') "
            "FROM attributions, json_each(line, '$.with') WHERE article = ?1",
            article,
        )
        here = [(row, place, people[name]) for row, place, name in found if name in people]
        db = self.store.db
        db.executemany(
            "DELETE FROM speakers WHERE attribution = ? AND place = ?", [(row, at) for row, at, _ in here]
        )
        db.executemany("INSERT INTO speakers VALUES (?, ?, ?)", [each for each in here if each[2]])

    def _told_anew(self, id: str) -> bool:
        """The row of a person, made anew; whether other names or roles are known now."""
        old = self.store.person(id)
        mine = self.of_person(id)
        if not mine:
            self.store.db.execute("DELETE FROM people WHERE id = ?", (id,))
            return old is not None
        known = together([r.known for r in sorted(mine, key=lambda r: r.single)])
        because: set[str] = set()
        for (why,) in self.store.rows("SELECT because FROM names WHERE person = ?", id):
            because |= set(json.loads(why))
        count = self.store.one("SELECT count(*) FROM speakers WHERE person = ?", id)
        person = person_of(id, known, because, int(count[0]) if count else 0)
        rows.put_person(self.store.db, person, known.dates)
        return old is None or (old.spellings, old.roles) != (person.spellings, person.roles)


def _order(name: KnownName) -> tuple[int, list[tuple[str, str]]]:
    return -len(name.name.split()), sorted(name.places)


def _around(dates: Collection[str]) -> tuple[str | None, str | None]:
    """ROLE_DAYS before the first of the dates, and after the last."""
    if not dates:
        return None, None
    first, last = date.fromisoformat(min(dates)[:10]), date.fromisoformat(max(dates)[:10])
    return str(first - timedelta(ROLE_DAYS)), str(last + timedelta(ROLE_DAYS + 1))


def _row(
    number: int,
    article: int,
    id: str,
    name: str,
    kind: Any,
    single: int,
    person: str | None,
    because: str,
    line: str,
) -> _NameRow:
    sets = json.loads(line)
    told: dict[str, Any] = {key: frozenset(sets.get(key, ())) for key in SETS}
    known = KnownName(name, kind, frozenset({(id, name)}), **told)
    return _NameRow(number, article, bool(single), person, because, known)
