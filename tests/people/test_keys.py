"""Do names that can be one person's meet, and nobody else?"""

from __future__ import annotations

from itertools import combinations

from attribution.names.variants import relation
from attribution.people.judgements import Judgements
from attribution.people.keys import meeting_keys, sought
from attribution.people.known_name import KnownName, NameRules
from tests.helpers.flagging import book

RULES = NameRules.of(book(), "en", Judgements())
GIVEN = (
    "Ana",
    "Anna",
    "John",
    "Johnny",
    "J.",
    "Bill",
    "William",
    "M.",
    "MK",
    "Sung-ryul",
    "Sungryul",
    "Smith",
)
FAMILIES = ("Ruiz", "Ruis", "Smith", "Smyth", "S.", "O’Brien", "Obrien", "al-Said", "Stalin", "Baek")


def names():
    """Names of two words, and some of more, in any order."""
    yield from (f"{given} {family}" for given in GIVEN for family in FAMILIES)
    yield from (f"{family} {given}" for given in GIVEN[::3] for family in FAMILIES[::3])
    yield from (f"{a} {b} {family}" for a in GIVEN[::4] for b in GIVEN[1::4] for family in FAMILIES[::3])


def keys(name: str, *aliases: str) -> set[str]:
    return meeting_keys(KnownName(name, "person", frozenset({("", name)}), aliases=frozenset(aliases)), RULES)


def meet(a: set[str], b: set[str]) -> bool:
    return not b.isdisjoint(map(sought, a))


def test_names_that_may_be_forms_of_one_meet():
    parsed = [(name, RULES.spelled.name(name), keys(name)) for name in names()]
    missed = [
        (a, b, how)
        for (a, x, mine), (b, y, theirs) in combinations(parsed, 2)
        if (how := relation(x, y, RULES.spelled)[0]) in ("equal", "variant", "clipped", "sound")
        and len(RULES.spelled.parts(x)) > 1 < len(RULES.spelled.parts(y))
        and not meet(mine, theirs)
    ]
    assert missed == []


def test_a_name_in_common_alone_is_no_meeting():
    assert not meet(keys("John Smith"), keys("James Smith"))
    assert not meet(keys("John Smith"), keys("John Sanders"))
    assert not meet(keys("Juan Carlos Ruiz"), keys("Juan Carlos Garcia"))


def test_an_initial_meets_all_whom_it_may_stand_for_and_an_alias_its_bearer():
    assert meet(keys("J. Smith"), keys("John Smith")) and meet(keys("James Smith"), keys("J. Smith"))
    assert meet(keys("John S."), keys("John Smith")) and meet(keys("John Sanders"), keys("John S."))
    assert meet(keys("Shanice Prospere", "ember"), keys("Mighty Ember"))
    assert meet(keys("Mighty Ember"), keys("Shanice Prospere", "ember"))
