"""Who is meant by a description without a name ("the harbour master"): the one so described elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date
from functools import lru_cache

from attribution.people.known_name import KnownName, NameRules
from attribution.people.match import SHARED_NAMES

ROLE_DAYS = 60
"""A role without a name is taken for its holder in articles at most so many days apart: offices change hands.
"""


def holder(described: KnownName, people: Sequence[KnownName], rules: NameRules) -> int | None:
    """Which of the people is so described in another article about the same things, nearest in time.

    None unless it is exactly one, and for descriptions that are not definite ("a minister").
    """
    if not _definite(described.name, rules) or not rules.stems.stems(described.name):
        return None
    found = []
    for i, person in enumerate(people):
        if _fits(described, person, rules):
            gap = _days(described.dates, person.dates)
            if gap is None or gap <= ROLE_DAYS:
                found.append((gap or 0, i))
    nearest = [i for gap, i in found if gap == min(found)[0]]
    return nearest[0] if len(nearest) == 1 else None


def _definite(description: str, rules: NameRules) -> bool:
    return description.split()[0].lower() in rules.spelled.words.definite


def _fits(described: KnownName, person: KnownName, rules: NameRules) -> bool:
    """Whether the person has the role in another article, and the articles are about the same things.

    Where both said the same words, the description without its additions is enough: "the manager of the
    house" may be the opera's manager.
    """
    if person.kind != "person" or person.articles <= described.articles:
        return False
    past = rules.spelled.words.past_ranks
    former = bool(past & set(described.name.lower().split()))
    roles = [role for role in person.roles if bool(past & set(role.lower().split())) == former]
    same_words = bool(described.said & person.said)
    if not same_words and len(described.context & person.context) < SHARED_NAMES:
        return False
    wanted = [rules.stems.stems(described.name)]
    if same_words:
        wanted.append(rules.stems.stems(core(described.name, rules)))
    return any(_describes(words, role, rules) for words in wanted if words for role in roles)


def _describes(wanted: Set[str], role: str, rules: NameRules) -> bool:
    """Whether a description names the role: the role has all its words, the noun of the role among them."""
    words = core(role, rules).split()
    noun = words[-1] if words else role
    return wanted <= rules.stems.stems(role) and rules.stems.stems(noun) <= wanted


def core(role: str, rules: NameRules) -> str:
    """A role without what is added to it: "head" of "head of treatment at the works"."""
    return _added(rules.spelled.words.role_complements).split(role, maxsplit=1)[0]


@lru_cache
def _added(complements: frozenset[str]) -> re.Pattern[str]:
    """What stands before words that are added to a role."""
    words = "|".join(map(re.escape, sorted(complements)))
    return re.compile(rf"[,;]| (?:{words}) " if words else "[,;]")


def _days(a: Set[str], b: Set[str]) -> int | None:
    """The least number of days between dates of the two, or None where one has none."""
    days = [abs((date.fromisoformat(x[:10]) - date.fromisoformat(y[:10])).days) for x in a for y in b]
    return min(days, default=None)
