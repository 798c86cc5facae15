"""Flag rules over pairs of passages and single quotations, and flags out of them: one for each fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from attribution.article import Span
from attribution.flags.context import Context
from attribution.flags.faults import Hit, faults, kind_of, severity_of
from attribution.flags.majority import Agreeing, Majority
from attribution.flags.message import (
    id_of,
    message,
    side_of,
    told_candidates,
    told_differences,
    told_majority,
)
from attribution.flags.pair import Pair, PairFacts
from attribution.flags.rules_that_hold import first_that_holds
from attribution.flags.single_quotations import SingleFacts, rivals, single_facts
from attribution.result import SEVERITIES, Difference, Flag, Side
from attribution.rule import Rule
from attribution.rulebook.conditions import KINDS
from attribution.wording.passage import Passage

ONE_SIDE_DEPARTS = ("wording-altered", "spliced-quote", "paraphrase-as-quote")
"""Kinds of flags whose side a is the one that departs from the other; of other kinds it is the older."""

MORE: tuple[Callable[[Side], str], ...] = (
    lambda side: "",
    lambda side: f"{side.publisher}\n{side.published}",
    lambda side: side.article,
)
"""What is part of a flag's id besides its kind, words and speakers: more where less tells no two apart."""


def raise_flags(
    pairs: Sequence[Pair], quotations: Sequence[Passage], agreeing: Agreeing, context: Context
) -> tuple[Flag, ...]:
    """The flags of all pairs and quotations, one for each fault, in order of article and offset.

    ``agreeing`` tells which words of an attribution the same speaker has elsewhere.
    """
    rules = [r for r in context.book.of("flag") if r.status == "stable"]
    over_pairs = [r for r in rules if r.over == "pair"]

    @cache
    def rule_for(facts: PairFacts) -> Rule | None:
        return first_that_holds(over_pairs, facts)

    hits = [Hit(rule, pair) for pair in pairs if (rule := rule_for(pair.facts))]
    flags = [_flag_of_fault(fault, agreeing, context) for fault in faults(hits)]
    over_quotations = [r for r in rules if r.over == "attribution"]
    flags += _flags_of_quotations(quotations, over_quotations, flags, context)
    unique = {flag.id: flag for flag in flags}
    identified = _identified([*unique.values()], context)
    return tuple(
        sorted(identified, key=lambda f: (f.a.article, f.a.spans[0].start, KINDS.index(f.kind), f.id))
    )


def ids_of(flag: Flag, context: Context) -> tuple[str, ...]:
    """The ids that the flag may have, the shortest first: it has the first that no other flag may have."""
    sides = [side for side in (flag.a, flag.b) if side is not None]
    return tuple(id_of(flag.kind, sides, context, more) for more in MORE)


def _identified(flags: Sequence[Flag], context: Context) -> list[Flag]:
    """The flags, each with an id of its kind, words and speakers, which a moved or renamed file keeps.

    Where several would have one id, publisher and date are part of it; where that does not tell them apart,
    the article is.
    """
    done: list[Flag] = []
    rest = flags
    for more in MORE:
        same: dict[str, list[Flag]] = defaultdict(list)
        for flag in rest:
            sides = [side for side in (flag.a, flag.b) if side is not None]
            same[id_of(flag.kind, sides, context, more)].append(flag)
        done += [replace(alike[0], id=id) for id, alike in same.items() if len(alike) == 1]
        rest = [flag for alike in same.values() if len(alike) > 1 for flag in alike]
    return [*done, *rest]


# ---------------------------------------------------------------- pairs
def _flag_of_fault(fault: Sequence[Hit], agreeing: Agreeing, context: Context) -> Flag:
    """One flag for all hits of a fault: it shows the pair that tells most, and all other places."""
    best = min(hit.rank[0] for hit in fault)
    gravest = [hit for hit in fault if hit.rank[0] == best]
    majority = Majority.of(fault, gravest, agreeing)
    shown = min(gravest, key=lambda hit: _weight(hit, majority, context))
    rule, pair = shown.rule, _in_order(shown, majority, context)
    a, b = side_of(pair.a, context), side_of(pair.b, context)
    return Flag(
        id=id_of(kind_of(rule), (a, b), context),
        kind=kind_of(rule),
        severity=severity_of(rule),
        a=a,
        b=b,
        rule=rule.name,
        because=message(
            rule,
            {"a": a, "b": b},
            context,
            differences=told_differences(pair.differences, context),
            majority=told_majority(pair, majority, context),
        ),
        others=tuple(side_of(passage, context) for passage in _others(fault, pair, majority, context)),
        differences=pair.differences,
    )


Age = tuple[str, str, Span]


def _age(passage: Passage, context: Context) -> Age:
    """Passages in order of date, then of article and offset."""
    return context.published(passage) or "", passage.article, passage.span


def _weight(hit: Hit, majority: Majority, context: Context) -> tuple[bool, int, int, int, list[Age]]:
    """The lower, the better the pair shows the fault: it holds a paper against the record, one side conflicts
    with many and has little support, and the two differ in few places (in many, where one is made of
    pieces)."""
    pair = hit.pair
    places = len(pair.differences)
    return (
        pair.facts.record != "one",
        -max(majority.conflicts[pair.a], majority.conflicts[pair.b]),
        min(majority.support(pair.a), majority.support(pair.b)),
        -places if hit.rule.kind == "spliced-quote" else places,
        sorted((_age(pair.a, context), _age(pair.b, context))),
    )


def _in_order(hit: Hit, majority: Majority, context: Context) -> Pair:
    """The pair, its sides in the order in which the flag shows them."""
    pair = hit.pair
    a_is_older = _age(pair.a, context) <= _age(pair.b, context)
    if pair.facts.record == "one":
        turn = pair.departs == "b"
    elif hit.rule.kind in ONE_SIDE_DEPARTS:
        younger = "b" if a_is_older else "a"
        turn = (pair.departs or majority.odd_one(pair) or younger) == "b"
    else:
        turn = not a_is_older
    if not turn:
        return pair
    differences = tuple(Difference(d.type, d.b, d.a) for d in pair.differences)
    return replace(
        pair, a=pair.b, b=pair.a, a_words=pair.b_words, b_words=pair.a_words, differences=differences
    )


def _others(fault: Sequence[Hit], shown: Pair, majority: Majority, context: Context) -> list[Passage]:
    """The other passages of a fault and those that agree with them, one of each attribution, by age."""
    found: dict[tuple[str, str], Passage] = {}
    for pair in (hit.pair for hit in fault):
        for passage in (pair.a, pair.b):
            found[passage.article, passage.attribution.id] = passage
    for passage in list(found.values()):
        for agreeing in majority.agree[passage]:
            found.setdefault((agreeing.article, agreeing.attribution.id), agreeing)
    sides = (shown.a.attribution.id, shown.b.attribution.id)
    rest = [passage for passage in found.values() if passage.attribution.id not in sides]
    return sorted(rest, key=lambda passage: _age(passage, context))


# ---------------------------------------------------------------- single quotations
def _flags_of_quotations(
    quotations: Sequence[Passage], rules: Sequence[Rule], flags: Sequence[Flag], context: Context
) -> list[Flag]:
    """The flags of quotations by themselves, one for all parts of a quotation, and none for those that a high
    or medium flag has already."""
    grave = [flag for flag in flags if flag.severity in SEVERITIES[:2]]
    covered = {side.attribution for flag in grave for side in (flag.a, flag.b) if side and side.attribution}
    found = []

    @cache
    def rule_for(facts: SingleFacts) -> Rule | None:
        return first_that_holds(rules, facts)

    for passage in quotations:
        rule = rule_for(single_facts(passage, context))
        attribution = passage.attribution
        if rule is None or attribution.id in covered:
            continue
        if attribution.id:  # quotations to which no rule found a speaker have none
            covered.add(attribution.id)
        found.append(_flag_of_quotation(passage, rule, context))
    return found


def _flag_of_quotation(passage: Passage, rule: Rule, context: Context) -> Flag:
    side = side_of(passage, context)
    candidates = told_candidates(rivals(passage.attribution, context), context)
    return Flag(
        id=id_of(kind_of(rule), (side,), context),
        kind=kind_of(rule),
        severity=severity_of(rule),
        a=side,
        b=None,
        rule=rule.name,
        because=message(rule, {"a": side}, context, candidates=candidates),
    )
