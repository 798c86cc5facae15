"""Which flag rule holds for the facts of a pair or a quotation, and what keeps one from holding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attribution.flags.pair import PairFacts
from attribution.flags.single_quotations import SingleFacts
from attribution.rule import Rule


def first_that_holds(rules: Sequence[Rule], facts: PairFacts | SingleFacts) -> Rule | None:
    """The first rule whose conditions ``when`` all hold, and of whose conditions ``unless`` none does."""
    return next((rule for rule in rules if _all_hold(rule.when, facts) and not _kept(rule, facts)), None)


def kept_from(rules: Sequence[Rule], facts: PairFacts) -> tuple[Rule, str] | None:
    """The first rule whose conditions ``when`` all hold, with the condition of its ``unless`` that holds too;
    None where there is none of that kind."""
    return next(
        ((rule, kept) for rule in rules if _all_hold(rule.when, facts) for kept in _kept(rule, facts)),
        None,
    )


def _kept(rule: Rule, facts: PairFacts | SingleFacts) -> list[str]:
    """The conditions ``unless`` of the rule that hold."""
    return [name for name, wanted in rule.unless_when.items() if _holds(name, wanted, facts)]


def _all_hold(conditions: Mapping[str, object], facts: PairFacts | SingleFacts) -> bool:
    return all(_holds(name, wanted, facts) for name, wanted in conditions.items())


def _holds(name: str, wanted: object, facts: PairFacts | SingleFacts) -> bool:
    """Whether the fact has a value that is wanted; a fact that nobody looked at has none."""
    fact = getattr(facts, name, None)
    if fact is None:
        return False
    return not _values(fact).isdisjoint(_values(tuple(wanted) if isinstance(wanted, list) else wanted))


@lru_cache(maxsize=4096, typed=True)
def _values(given: object) -> frozenset[str]:
    """One value or several as they are written in rules."""
    values = given if isinstance(given, tuple | frozenset) else (given,)
    return frozenset(str(value).lower() for value in values)
