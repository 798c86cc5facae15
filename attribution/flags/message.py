"""What a flag shows: its sides, its message in words, and its id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from attribution.article import text_of
from attribution.flags.context import Context
from attribution.flags.majority import Majority
from attribution.flags.pair import Pair, SideName
from attribution.result import Candidate, Difference, Side, short_id
from attribution.rule import Rule
from attribution.wording.differences import FREE
from attribution.wording.passage import Passage, whole_of

SHOWN = 4
"""So many differences, or candidates, are told in a message."""
SLOT = re.compile(r"\{([a-z.]+)\}")


def side_of(passage: Passage, context: Context) -> Side:
    """The passage as one side of a flag."""
    reading, attribution = context.reading(passage), passage.attribution
    article = reading.article
    spans = (passage.span,) if passage.quoted else attribution.content
    return Side(
        article=article.id,
        publisher=article.publisher,
        published=article.published,
        attribution=attribution.id,
        spans=spans,
        text=text_of(spans, article.text),
        sentence=" ".join(reading.sentence(whole_of(attribution)).of(article.text).split()),
        speaker=attribution.speaker.name,
        record=article.kind == "record",
    )


def message(rule: Rule, sides: Mapping[SideName, Side], context: Context, **slots: str) -> str:
    """The message of a rule with its slots filled."""
    values = {"differences": "", "majority": "", "candidates": "", **slots}
    for name, side in sides.items():
        values[f"{name}.publisher"] = _outlet(side)
        values[f"{name}.article"] = side.article
        values[f"{name}.published"] = side.published or context.explanations.say("no-date")
        values[f"{name}.speaker"] = side.speaker or context.explanations.say("nobody-named")
    return SLOT.sub(lambda slot: values.get(slot[1], slot[0]), rule.because).strip()


def _outlet(side: Side) -> str:
    return side.publisher or side.article


def told_differences(differences: Sequence[Difference], context: Context) -> str:
    """The first few differences in words; those that weigh nothing only where there are no others."""
    shown = [d for d in differences if d.type not in FREE] or differences
    return "; ".join(_told_difference(d, context) for d in shown[:SHOWN])


def _told_difference(difference: Difference, context: Context) -> str:
    if difference.a and difference.b:
        return f"{difference.type}: “{difference.a}” / “{difference.b}”"
    where = context.explanations.say("one-side-only")
    return f"{difference.type}: “{difference.a or difference.b}” {where}".rstrip()


def told_majority(pair: Pair, majority: Majority, context: Context) -> str:
    """That one side stands alone against several others which agree, with a blank before it; else empty."""
    odd = majority.odd_one(pair)
    if odd is None:
        return ""
    mine, other = (pair.a, pair.b) if odd == "a" else (pair.b, pair.a)
    agree = majority.support(other)
    if agree < 2 or majority.support(mine) > 1:
        return ""
    article = context.reading(mine).article
    return " " + context.explanations.say(
        "stands-alone", outlet=article.publisher or article.id, articles=agree
    )


def told_candidates(candidates: Sequence[Candidate], context: Context) -> str:
    """The first few candidates, one or another of whom may have spoken."""
    told = ""
    for candidate in candidates[:SHOWN]:
        name = candidate.name
        told = context.explanations.say("either", names=told, name=name) if told else name
    return told


def id_of(
    kind: str,
    sides: Sequence[Side],
    context: Context,
    more: Callable[[Side], str] = lambda side: side.article,
) -> str:
    """The same for the same words under the same names, and for what ``more`` says of each side; other words
    make another flag."""
    parts = sorted(f"{more(side)}\n{_first_words(side, context)}\n{side.speaker or ''}" for side in sides)
    digest = hashlib.sha256("\n\n".join([kind, *parts]).encode("utf-8", "surrogatepass"))
    return short_id(digest.hexdigest())


def _first_words(side: Side, context: Context) -> str:
    return " ".join(context.readings[side.article].words(side.spans[0]).split())
