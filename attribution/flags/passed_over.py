"""What was compared, does not agree, and was passed over since the texts explain it.

Nothing grave vanishes unseen: each such pair is told with the condition that passed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attribution.flags.context import Context
from attribution.flags.faults import kind_of, severity_of
from attribution.flags.message import id_of, side_of
from attribution.flags.pair import Pair, PairFacts
from attribution.flags.rules_that_hold import first_that_holds, kept_from
from attribution.result import SEVERITIES, Flag, Passed
from attribution.rule import Rule


def passed_over(pairs: Sequence[Pair], flags: Sequence[Flag], context: Context) -> tuple[Passed, ...]:
    """The pairs that a rule of high or medium severity would flag but for one of its conditions ``unless``,
    the gravest first; none that a flag shows already."""
    rules = [r for r in context.book.of("flag") if r.status == "stable" and r.over == "pair"]
    shown = {frozenset((f.a.attribution, f.b.attribution)) for f in flags if f.b}
    found: dict[str, Passed] = {}

    @cache
    def kept_by(facts: PairFacts) -> tuple[Rule, str] | None:
        return kept_from(rules, facts)

    for pair in pairs:
        kept = kept_by(pair.facts)
        if kept is None or kept[1] == "length" or severity_of(kept[0]) not in SEVERITIES[:2]:
            continue
        holds = first_that_holds(rules, pair.facts)
        graver = holds is None or _rank(kept[0]) < _rank(holds)
        sides = frozenset((pair.a.attribution.id, pair.b.attribution.id))
        if graver and (holds is not None or sides not in shown):
            passed = _passed(pair, *kept, context)
            found.setdefault(passed.id, passed)
    return tuple(sorted(found.values(), key=lambda p: (SEVERITIES.index(p.severity), p.a.article, p.id)))


def _rank(rule: Rule) -> int:
    return SEVERITIES.index(severity_of(rule))


def _passed(pair: Pair, rule: Rule, condition: str, context: Context) -> Passed:
    a, b = side_of(pair.a, context), side_of(pair.b, context)
    return Passed(
        id=id_of(f"passed {kind_of(rule)}", (a, b), context),
        kind=kind_of(rule),
        severity=severity_of(rule),
        a=a,
        b=b,
        rule=rule.name,
        condition=condition,
        because=context.explanations.say(f"passed-{condition.replace('_', '-')}"),
        differences=pair.differences,
    )
