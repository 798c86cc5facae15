"""People and organisations across articles: the names that belong together, each merge with its reason.

What becomes of a name depends on those alone that have a key in common with it (``keys``), in whatever order
they come: a store links the names of new articles anew with their neighbours, and with nobody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from anyascii import anyascii

from attribution.article import Article
from attribution.names.variants import relation
from attribution.people.described import holder
from attribution.people.gather import gathered
from attribution.people.keys import keys, keys_of_single, sought
from attribution.people.known_name import DESCRIBED, NAMED, KnownName, NameRules, is_single, parts, together
from attribution.people.match import Match, match
from attribution.result import Attribution, Person, Speaker
from attribution.wording.folded import Folded

Place = tuple[str, str]
"""An article's id and a name as it stands there."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The people behind names: everybody by id, the id by place, and for each name that was taken for
    somebody's the reason, by place."""

    people: Mapping[str, KnownName]
    person_of: Mapping[Place, str]
    because: Mapping[Place, tuple[str, ...]]


def link(
    attributions: Sequence[Attribution],
    articles: Sequence[Article],
    rules: NameRules,
    folded: Callable[[Article], Folded] | None = None,
) -> tuple[tuple[Person, ...], tuple[Attribution, ...]]:
    """The people and organisations behind the speakers, and the attributions with ``Speaker.person`` set.

    A speaker who is only described ("the harbour master") gets the id of the one person who is so described
    in another article about the same things, if there is exactly one. Judgements always win. ``folded`` gives
    the folded words of an article where they are known already.
    """
    linked = link_names(gathered(attributions, {a.id: a for a in articles}, rules, folded), rules)
    told = tuple(with_person(a, linked.person_of) for a in attributions)
    counts = Counter(s.person for a in told for s in (a.speaker, *a.joint) if s.person)
    because: dict[str, set[str]] = defaultdict(set)
    for place, why in linked.because.items():
        because[linked.person_of[place]].update(why)
    found = [person_of(id, p, because[id], counts[id]) for id, p in linked.people.items()]
    return tuple(sorted(found, key=lambda p: p.id)), told


def with_person(attribution: Attribution, person_of: Mapping[Place, str]) -> Attribution:
    """The attribution with the id of the person of each of its speakers."""

    def known(speaker: Speaker) -> Speaker:
        if not speaker.name:
            return speaker
        return replace(speaker, person=person_of.get((attribution.article, speaker.name)))

    return replace(
        attribution, speaker=known(attribution.speaker), joint=tuple(known(s) for s in attribution.joint)
    )


def person_of(id: str, known: KnownName, because: set[str], attributions: int) -> Person:
    """What is known of all names of a person as the person."""
    return Person(
        id=id,
        name=known.name,
        kind=known.kind,
        spellings=tuple(sorted(known.spellings)),
        roles=tuple(sorted(known.roles)),
        articles=len(known.articles),
        attributions=attributions,
        because=tuple(sorted(filter(None, because))),
    )


def link_names(
    names: Sequence[KnownName],
    rules: NameRules,
    known: Mapping[str, KnownName] = MappingProxyType({}),
    holders: Mapping[str, KnownName] = MappingProxyType({}),
) -> Linked:
    """The people behind the names. Besides those that these make, a single word may be the name of one who is
    ``known``, with what full names tell of them, and a description that of one of the ``holders``; both by
    id."""
    named = [n for n in names if n.kind in NAMED]
    persons = {n.name: n for n in named if n.kind == "person"}
    one_word = {word for word, person in persons.items() if is_single(person, rules)}
    full = [n for n in named if n.kind != "person" or n.name not in one_word]
    merged = _merged_by_key(_merged_by_spelling(full, rules), rules)
    single = [n for n in named if n.kind == "person" and n.name in one_word]
    alone, taken = _single_words(single, [*merged, *known.values()], rules)
    ids = _ids([*merged, *alone])
    all_ids = [*ids[: len(merged)], *known]
    found = {ids[len(merged) + i]: name for i, name in enumerate(alone)}
    for i, (id, name) in enumerate(zip(all_ids, [*merged, *known.values()], strict=True)):
        others = taken.get(i, ())
        if i < len(merged) or others:
            found[id] = together([name, *others])
    place_of = {place: id for id, name in found.items() if id not in known for place in name.places}
    because: dict[Place, tuple[str, ...]] = {}
    for name in (*merged, *alone):
        if name.because:
            because[min(name.places)] = name.because
    for i, others in taken.items():
        for name in others:
            place_of.update(dict.fromkeys(name.places, all_ids[i]))
            because[min(name.places)] = name.because
    people = {id: name for id, name in found.items() if id not in known}
    candidates = {**holders, **found}
    order = sorted(candidates)
    for described in (n for n in names if n.kind in DESCRIBED):
        held = holder(described, [candidates[id] for id in order], rules)
        if held is not None:
            place_of.update(dict.fromkeys(described.places, order[held]))
            why = rules.explanations.say("described", description=described.name)
            because.update(dict.fromkeys(described.places, (why,)))
    return Linked(people, place_of, because)


def _ids(people: Sequence[KnownName]) -> list[str]:
    """A readable id for each: the name in plain letters, numbered where two have one name."""
    ids = [""] * len(people)
    used: Counter[str] = Counter()
    for i in sorted(range(len(people)), key=lambda i: (people[i].name, min(people[i].places))):
        slug = people[i].slug
        used[slug] += 1
        ids[i] = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
    return ids


# ---------------------------------------------------------------- full names
def _merged_by_spelling(names: Sequence[KnownName], rules: NameRules) -> list[KnownName]:
    """The names with those put together that are spelled alike and match, the fullest first."""
    merged: list[_Growing] = []
    alike: dict[tuple[str, str], list[_Growing]] = defaultdict(list)
    for name in sorted(names, key=lambda n: (-len(n.name.split()), sorted(n.places))):
        key = (name.kind, anyascii(name.name).lower())
        for one in alike[key]:
            if why := one.is_plainly(name, rules):
                one.take(name, why)
                break
            if found := match(one.known(), name, rules):
                one.take(name, found.because)
                break
        else:
            merged.append(_Growing(name))
            alike[key].append(merged[-1])
    return [one.known() for one in merged]


class _Growing:
    """A name with those that are found to be the same one's: put together when all is asked for that is known
    of it, since somebody may be quoted a thousand times."""

    def __init__(self, name: KnownName) -> None:
        self.name, self.roles = name, set(name.roles)
        self.more: list[KnownName] = []
        self.because: list[str] = []
        self.same: str | None = None
        """How the name is to itself, in words, once it was asked for."""

    def is_plainly(self, name: KnownName, rules: NameRules) -> str | None:
        """Why the other is the same one's, where nothing but the name and a role need be looked at."""
        if self.name.name != name.name or name.kind != "person" or rules.judgements.rows:
            return None
        if not any(rules.stems.stems(role) for role in self.roles & name.roles):
            return None
        if self.same is None:
            parsed = rules.spelled.name(name.name)
            self.same = relation(parsed, parsed, rules.spelled)[1] if parsed and len(parsed.words) > 1 else ""
        return self.same or None

    def take(self, name: KnownName, why: str) -> None:
        self.more.append(name)
        self.roles |= name.roles
        new = (f"{why}: {name.name}", *name.because)
        self.because += [each for each in new if each not in self.because]

    def known(self) -> KnownName:
        """What is known of all of them."""
        if self.more:
            because = (*self.name.because, *self.because)
            self.name = replace(together([self.name, *self.more]), because=because)
            self.more, self.because = [], []
        return self.name


def _merged_by_key(names: Sequence[KnownName], rules: NameRules) -> list[KnownName]:
    """The names with those put together that have a key in common and match."""
    merged = list(names)
    home = list(range(len(names)))
    """For each name the place of the one that it was merged into, or its own."""
    with_key: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        own = keys(name, rules)
        candidates = sorted({home[j] for key in own for j in with_key[sought(key)]})
        matches = [(j, found) for j in candidates if (found := match(merged[j], name, rules))]
        if matches and (len(matches) == 1 or matches[0][1].judged or len(parts(name.name, rules)) > 1):
            j, found = next((m for m in matches if m[1].judged), matches[0])
            merged[j] = together([merged[j], name], _why(merged[j], name, found, rules))
            home[i] = j
        for key in own:
            with_key[key].append(i)
    return [name for i, name in enumerate(merged) if home[i] == i]


# ---------------------------------------------------------------- single words
def _single_words(
    names: Sequence[KnownName], full: Sequence[KnownName], rules: NameRules
) -> tuple[list[KnownName], dict[int, list[KnownName]]]:
    """Single words of names that are nobody else's, and by place in ``full`` those that are.

    One that matches several is left by itself, unless people judged. Full names are compared as they are,
    without the single words that were found to be theirs.
    """
    alone: list[KnownName] = []
    taken: dict[int, list[KnownName]] = defaultdict(list)
    with_key: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(full):
        for key in keys_of_single(name, rules):
            with_key[key].append(i)
    for name in _merged_by_spelling(names, rules):
        own = keys_of_single(name, rules)
        matches = [
            (i, found)
            for i in sorted({i for key in own for i in with_key[key]})
            if (found := match(full[i] if i < len(full) else alone[i - len(full)], name, rules))
        ]
        if matches and (len(matches) == 1 or matches[0][1].judged):
            i, found = next((m for m in matches if m[1].judged), matches[0])
            if i < len(full):
                taken[i].append(replace(name, because=(*name.because, _why(full[i], name, found, rules))))
            else:
                other = alone[i - len(full)]
                alone[i - len(full)] = together([other, name], _why(other, name, found, rules))
            continue
        for key in own:
            with_key[key].append(len(full) + len(alone))
        alone.append(name)
    return alone, taken


def _why(one: KnownName, other: KnownName, found: Match, rules: NameRules) -> str:
    return rules.explanations.say("merged", one=one.name, other=other.name, why=found.because)
