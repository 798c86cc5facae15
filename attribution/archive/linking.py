"""People of a store, linked anew where names came or went: those names alone that may be one person's."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from attribution.archive import rows
from attribution.archive.store import Store
from attribution.people.described import ROLE_DAYS
from attribution.people.keys import sought
from attribution.people.known_name import NAMED, KnownName, NameRules, together
from attribution.people.link import Linked, link_names, person_of


@dataclass(frozen=True, slots=True)
class _NameRow:
    row: int
    article: int
    form: int
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
    def keys_of(self, forms: Iterable[int], *kinds: str) -> set[str]:
        """The keys of these kinds that the forms have, without the language."""
        query = "SELECT DISTINCT form_keys.key FROM json_each(?) CROSS JOIN form_keys ON form = value"
        found = (key.partition(" ")[2] for (key,) in self.store.rows(query, json.dumps(sorted(forms))))
        return {key for key in found if key.startswith(kinds)}

    def with_keys(self, keys: Iterable[str]) -> set[int]:
        """The forms that have one of the keys."""
        query = "SELECT DISTINCT form FROM json_each(?) CROSS JOIN form_keys ON form_keys.key = value"
        asked = json.dumps([f"{self.language} {key}" for key in sorted(keys)])
        return {form for (form,) in self.store.rows(query, asked)}

    def fetch(self, by: Literal["row", "form", "person"], these: Collection[int | str]) -> list[_NameRow]:
        """The rows of these numbers, forms or people."""
        query = (
            "SELECT names.row, names.article, articles.id, form, name, kind, single, person, because, "
            f"names.line FROM json_each(?) CROSS JOIN names ON names.{by} = value "
            "JOIN articles ON articles.row = names.article ORDER BY names.row"
        )
        return [_row(*given) for given in self.store.rows(query, json.dumps(list(these)))]

    def of_person(self, person: str) -> list[_NameRow]:
        """The rows of all names of a person, descriptions apart, the fullest name first."""
        found = [r for r in self.fetch("person", [person]) if r.known.kind in NAMED]
        return sorted(found, key=lambda r: _order(r.known))

    # ------------------------------------------------------------ who meets whom
    def block(self, forms: Iterable[int]) -> set[int]:
        """The forms with all that meet one of them, or one of those, and so on; with the single words that
        may be theirs."""
        found: set[int] = set()
        seen: set[str] = set()
        new = set(forms)
        while new:
            found |= new
            waiting = self.keys_of(new, "m ", "f ") - seen
            seen |= waiting
            judged = [key.partition("j:")[2] for key in waiting if key.startswith(("m j:", "m 1j:"))]
            meeting = {f"m {sought(key[2:])}" for key in waiting if key.startswith("m ")}
            meeting |= {f"m 1{key[2:]}" for key in waiting if key.startswith("f ")}
            for partner in self.rules.judgements.partners(judged):
                meeting |= {f"{kind}j:{partner}" for kind in ("m ", "m 1")}
            new = self.with_keys(meeting) - found
        return found

    def link(self, forms: Collection[int], described: Collection[int], touched: set[str]) -> set[int]:
        """Link anew the names of these forms and those that they meet, the descriptions of these rows, and
        those that may mean one of them. ``touched`` are people who may have lost names besides.

        The rows of articles in which a speaker is another person now, or a person of whom other names or
        roles are known.
        """
        return self._link_block(self.block(forms), described, touched)

    def link_all(self) -> None:
        """Link all names, block by block, none of which was linked before."""
        found = self.store.rows(
            "SELECT names.row, form, kind FROM names JOIN articles ON articles.row = article "
            "WHERE language = ? ORDER BY 1",
            self.language,
        )
        numbers = list(found)
        seen: set[int] = set()
        for form in (form for _, form, kind in numbers if kind in NAMED):
            if form not in seen:
                block = self.block([form])
                seen |= block
                self._link_block(block, (), set())
        for number in (n for n, _, kind in numbers if kind not in NAMED):
            self._link_block(set(), (number,), set())

    def _link_block(self, forms: set[int], described: Collection[int], touched: set[str]) -> set[int]:
        block = self.fetch("form", forms)
        known = self._known({r.form for r in block if r.single}, forms)
        open_rows = self.fetch("row", {*described, *self._described(self.keys_of(forms, "r "), block)})
        holders = self._holders(open_rows, {r.row for r in block})
        names = [r.known for r in (*block, *open_rows)]
        linked = link_names(names, self.rules, known, holders)
        return self._kept([*block, *open_rows], linked, touched)

    def _known(self, singles: set[int], inside: set[int]) -> dict[str, KnownName]:
        """The people outside the block whose full names have a word that stands alone in it."""
        outside = self.with_keys(f"f {key[3:]}" for key in self.keys_of(singles, "m 1")) - inside
        query = "SELECT DISTINCT person FROM json_each(?) CROSS JOIN names ON form = value"
        people = {person for (person,) in self.store.rows(query, json.dumps(sorted(outside)))} - {None}
        return {p: together([r.known for r in self.of_person(p) if not r.single]) for p in people}

    def _described(self, role_keys: set[str], block: Sequence[_NameRow]) -> set[int]:
        """The descriptions that may mean one of the block, by role and date, and those that did."""
        first, last = _around({d for r in block for d in r.known.dates})
        found: set[int] = set()
        for key in role_keys:
            rows_ = self.store.rows(
                "SELECT names.row FROM form_keys JOIN names ON names.form = form_keys.form "
                "JOIN articles ON articles.row = article WHERE key = ? "
                "AND (published IS NULL OR ? IS NULL OR published BETWEEN ? AND ?)",
                f"{self.language} d {key[2:]}",
                first,
                first,
                last,
            )
            found |= {row for (row,) in rows_}
        for person in {r.person for r in block if r.person}:
            query = "SELECT row FROM names WHERE person = ? AND kind NOT IN (?, ?)"
            found |= {row for (row,) in self.store.rows(query, person, *NAMED)}
        return found

    def _holders(self, described: Sequence[_NameRow], inside: set[int]) -> dict[str, KnownName]:
        """The people outside the block who may have been described so, by role and date."""
        people: set[str] = set()
        for row in described:
            first, last = _around(row.known.dates)
            for key in self.keys_of([row.form], "d "):
                found = self.store.rows(
                    "SELECT DISTINCT person FROM form_keys JOIN names ON names.form = form_keys.form "
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
            why = linked.because.get(r.place)
            because = json.dumps(list(dict.fromkeys(filter(None, why)))) if why else "[]"
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

    def _forms_of(self, person: str) -> list[tuple[bool, KnownName, list[str | None]]]:
        """The forms of the names of a person, the fullest first, single words last: whether it is one, what
        is told of it, and the first and the last day on which it stands in an article."""
        given = self.store.rows(
            "SELECT forms.told, single, min(articles.id), min(published), max(published) FROM names "
            "JOIN articles ON articles.row = article JOIN forms ON forms.row = form "
            "WHERE person = ? GROUP BY form, single",
            person,
        )
        found = [
            (bool(single), KnownName(name, kind, frozenset({(first, name)}), frozenset(roles)), dates)
            for told, single, first, *dates in given
            for _, name, kind, roles, *_ in [json.loads(told)]
            if kind in NAMED
        ]
        return sorted(found, key=lambda form: (form[0], _order(form[1])))

    def _told_anew(self, id: str) -> bool:
        """The row of a person, made anew; whether other names or roles are known now."""
        old = self.store.person(id)
        mine = self._forms_of(id)
        if not mine:
            self.store.db.execute("DELETE FROM people WHERE id = ?", (id,))
            return old is not None
        because: set[str] = set()
        for (why,) in self.store.rows("SELECT because FROM names WHERE person = ? AND because <> '[]'", id):
            because |= set(json.loads(why))
        counts = self.store.one(
            "SELECT (SELECT count(*) FROM speakers WHERE person = ?1), (SELECT count(DISTINCT article) "
            "FROM names WHERE person = ?1 AND kind IN (?2, ?3))",
            id,
            *NAMED,
        )
        said, articles = counts or (0, 0)
        known = together([name for _, name, _ in mine])
        person = replace(person_of(id, known, because, said), articles=articles)
        rows.put_person(self.store.db, person, {d for *_, dates in mine for d in dates if d})
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
    form: int,
    name: str,
    kind: Any,
    single: int,
    person: str | None,
    because: str,
    line: str,
) -> _NameRow:
    told: dict[str, Any] = {key: frozenset(each) for key, each in json.loads(line).items()}
    known = KnownName(name, kind, frozenset({(id, name)}), **told)
    return _NameRow(number, article, form, bool(single), person, because, known)
