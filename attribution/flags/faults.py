"""Hits of flag rules brought together: each group is one fault, and shown as one flag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from attribution.article import Span
from attribution.flags.groups import connected
from attribution.flags.pair import Pair
from attribution.result import SEVERITIES
from attribution.rule import Rule, Severity
from attribution.rulebook.conditions import KINDS


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A pair of passages and the rule that asks about it."""

    rule: Rule
    pair: Pair

    @property
    def rank(self) -> tuple[int, int]:
        """The graver, the lower."""
        return SEVERITIES.index(severity_of(self.rule)), KINDS.index(kind_of(self.rule))


def severity_of(rule: Rule) -> Severity:
    """The severity of a flag rule; the rule book lets in none without."""
    return cast(Severity, rule.severity)


def kind_of(rule: Rule) -> str:
    """The kind of flag that a flag rule raises."""
    return rule.kind or rule.id


def faults(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits in groups, the gravest first, without those whose words a graver group covers on both sides.

    Hits of one kind that have words of a passage in common are one fault.
    """
    groups = [[hits[i] for i in group] for group in connected(len(hits), _links(hits))]
    kept: list[list[Hit]] = []
    covered: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    """By article the words of the groups kept, with the number of the group."""
    for group in sorted(groups, key=lambda group: min(hit.rank for hit in group)):
        rest = [hit for hit in group if not _is_shown(hit, kept, covered)]
        if not rest:
            continue
        kept.append(rest)
        for pair in (hit.pair for hit in group):
            covered[pair.a.article].append((pair.a_words, len(kept)))
            covered[pair.b.article].append((pair.b_words, len(kept)))
    return kept


def _links(hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, str], list[tuple[Span, int]]] = defaultdict(list)
    for i, hit in enumerate(hits):
        pair = hit.pair
        for passage, words in ((pair.a, pair.a_words), (pair.b, pair.b_words)):
            here = places[kind_of(hit.rule), passage.article]
            yield from ((i, j) for span, j in here if span.overlaps(words))
            here.append((words, i))


def _is_shown(
    hit: Hit, kept: Sequence[Sequence[Hit]], covered: Mapping[str, Sequence[tuple[Span, int]]]
) -> bool:
    """Whether a group shows the hit: it covers words of both sides, and sets the two against each other where
    the hit is a grave one of another kind. That a third names another speaker does not say that one of these
    two has altered the words."""
    pair = hit.pair
    a = {group for span, group in covered.get(pair.a.article, ()) if span.overlaps(pair.a_words)}
    b = {group for span, group in covered.get(pair.b.article, ()) if span.overlaps(pair.b_words)}
    if severity_of(hit.rule) not in SEVERITIES[:2]:
        return not a.isdisjoint(b)
    return any(
        kind_of(shown.rule) == kind_of(hit.rule) or _are_of_one_place(shown.pair, pair)
        for group in a & b
        for shown in kept[group - 1]
    )


def _are_of_one_place(one: Pair, other: Pair) -> bool:
    """Whether the two pairs set the same words against each other."""
    sides = [(p.article, words) for p, words in ((other.a, other.a_words), (other.b, other.b_words))]
    return any(
        one.a.article == first[0]
        and one.b.article == second[0]
        and one.a_words.overlaps(first[1])
        and one.b_words.overlaps(second[1])
        for first, second in (sides, sides[::-1])
    )
