"""Attributions that share words, each group as one alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attribution.flags.groups import connected
from attribution.flags.pair import Pair
from attribution.result import Alignment, Attribution


def alignments(quoted: Sequence[Pair], attributions: Sequence[Attribution]) -> tuple[Alignment, ...]:
    """The alignments of all pairs of quotations that are of one statement, in order of article and offset."""
    place = {a.id: (a.article, a.content[0].start) for a in attributions}
    kept = [pair for pair in quoted if pair.facts.length == "long"]
    found = []
    for group in connected(len(kept), _links(kept)):
        pairs = [kept[i] for i in group]
        ids = {passage.attribution.id for pair in pairs for passage in (pair.a, pair.b)} - {""}
        if len(ids) < 2:  # quotations that nobody is said to speak have no id
            continue
        differences = dict.fromkeys(d for pair in pairs for d in pair.differences)
        found.append(
            Alignment(tuple(sorted(ids, key=place.__getitem__)), _speakers(pairs), tuple(differences))
        )
    return tuple(sorted(found, key=lambda alignment: place[alignment.attributions[0]]))


def _links(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Each pair with the first that has one of its attributions."""
    first: dict[str, int] = {}
    for i, pair in enumerate(pairs):
        for passage in (pair.a, pair.b):
            yield i, first.setdefault(passage.attribution.id or f"\n{id(passage)}", i)


def _speakers(pairs: Sequence[Pair]) -> Literal["same", "different", "unknown"]:
    relations = {pair.facts.speakers for pair in pairs}
    if relations & {"different", "different-organisations"}:
        return "different"
    return "same" if relations == {"same"} else "unknown"
