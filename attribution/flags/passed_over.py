"""What was compared, does not agree, and was passed over since the texts explain it.

Nothing grave vanishes unseen: each such pair is told with the condition that passed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from attribution.article import Span
from attribution.flags.context import Context
from attribution.flags.faults import kind_of, severity_of
from attribution.flags.message import id_of, side_of
from attribution.flags.pair import Pair, PairFacts
from attribution.flags.rules_that_hold import first_that_holds, kept_from
from attribution.result import SEVERITIES, Flag, Passed
from attribution.rule import Rule
from attribution.wording.passage import Passage

WEIGHTLESS = ("brackets", "ellipsis", "filler", "spelling")
"""In what two quotations of the same words may be written otherwise: types of differences, and conditions
that pass a pair."""
WORD = re.compile(r"\w+")
MAY_BE_ONE = "speakers"
"""The condition that passes a pair of which one speaker is only described."""


def passed_over(pairs: Sequence[Pair], flags: Sequence[Flag], context: Context) -> tuple[Passed, ...]:
    """The pairs that a rule of high or medium severity would flag but for one of its conditions ``unless``,
    and those that are alike but for what counts for nothing, the gravest first; none that a flag shows
    already."""
    rules = [r for r in context.book.of("flag") if r.status == "stable" and r.over == "pair"]
    shown = {frozenset((f.a.attribution, f.b.attribution)) for f in flags if f.b}
    found: dict[str, Passed] = {}

    @cache
    def kept_by(facts: PairFacts) -> tuple[Rule, str] | None:
        return kept_from(rules, facts)

    for pair in pairs:
        sides = frozenset((pair.a.attribution.id, pair.b.attribution.id))
        alike = _alike(pair, rules, context) if sides not in shown else None
        if alike is not None:
            passed = _passed(pair, *alike, context)
            found.setdefault(passed.id, passed)
            continue
        kept = kept_by(pair.facts)
        if kept is None or kept[1] == "length" or severity_of(kept[0]) not in SEVERITIES[:2]:
            continue
        holds = first_that_holds(rules, pair.facts)
        graver = holds is None or _rank(kept[0]) < _rank(holds)
        if graver and (holds is not None or sides not in shown):
            passed = _passed(pair, *kept, context)
            found.setdefault(passed.id, passed)
    return tuple(sorted(found.values(), key=lambda p: (SEVERITIES.index(p.severity), p.a.article, p.id)))


def _alike(pair: Pair, rules: Sequence[Rule], context: Context) -> tuple[Rule, str] | None:
    """For two quotations of the same words that are written otherwise, or whose speakers may be one, the rule
    that would hold if that counted, and what keeps it from counting."""
    facts = pair.facts
    if facts.marks != "both" or facts.words != "same" or facts.length == "short" or not pair.across:
        return None
    if facts.speakers == "same":
        written = _written_otherwise(pair, context)
        otherwise = replace(facts, words="altered", difference=frozenset({"function"}))
    elif facts.speakers == "unknown" and pair.a.attribution.speaker.name and pair.b.attribution.speaker.name:
        written, otherwise = MAY_BE_ONE, replace(facts, speakers="different")
    else:
        return None
    rule = first_that_holds(rules, otherwise) if written is not None else None
    return (rule, written) if rule is not None and written is not None else None


def _written_otherwise(pair: Pair, context: Context) -> str | None:
    """What is written otherwise in the two: brackets, an ellipsis, a filler, or the spelling."""
    kinds = {d.type for d in pair.differences}
    found = next((kind for kind in WEIGHTLESS if kind in kinds), None)
    if found is None and _as_written(pair.a, pair.a_words, context) != _as_written(
        pair.b, pair.b_words, context
    ):
        return "spelling"
    return found


def _as_written(passage: Passage, words: Span, context: Context) -> list[str]:
    """The words as the article parts them, whatever marks stand between."""
    return WORD.findall(words.of(context.reading(passage).article.text).casefold())


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
