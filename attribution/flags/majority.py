"""On which side of a fault more articles stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attribution.article import Span
from attribution.flags.faults import Hit
from attribution.flags.pair import Pair, SideName
from attribution.wording.passage import Passage

Agreeing = Mapping[str, Sequence[tuple[Span, Passage]]]
"""Attribution id -> words of it, and a passage elsewhere that gives them to the same speaker."""


def agreeing(quoted: Sequence[Pair]) -> Agreeing:
    """Where else the same words of the same speaker stand."""
    found: dict[str, list[tuple[Span, Passage]]] = defaultdict(list)
    for pair in quoted:
        facts = pair.facts
        if facts.words == "same" and facts.speakers == "same" and facts.length == "long":  # both have ids
            found[pair.a.attribution.id].append((pair.a_words, pair.b))
            found[pair.b.attribution.id].append((pair.b_words, pair.a))
    return found


@dataclass(frozen=True, slots=True)
class Majority:
    """For each passage of a fault, with how many others it does not agree, and which agree with it."""

    conflicts: Mapping[Passage, int]
    agree: Mapping[Passage, Sequence[Passage]]

    @classmethod
    def of(cls, hits: Sequence[Hit], gravest: Sequence[Hit], agreeing: Agreeing) -> Majority:
        """The majority among all hits of a fault; conflicts are those of the gravest hits alone.

        Only passages that have the very words of the fault count as agreeing.
        """
        words: dict[Passage, list[Span]] = defaultdict(list)
        for pair in (hit.pair for hit in hits):
            words[pair.a].append(pair.a_words)
            words[pair.b].append(pair.b_words)
        agree = {
            passage: [
                there
                for here, there in agreeing.get(passage.attribution.id, ())
                if any(here.overlaps(span) for span in spans)
            ]
            for passage, spans in words.items()
        }
        return cls(Counter(passage for hit in gravest for passage in (hit.pair.a, hit.pair.b)), agree)

    def support(self, passage: Passage) -> int:
        """How many articles say what the passage says, its own among them."""
        return 1 + len({other.article for other in self.agree[passage]} - {passage.article})

    def odd_one(self, pair: Pair) -> SideName | None:
        """The side that stands alone against several, if one does."""
        if self._is_odd(pair.a, pair.b):
            return "a"
        return "b" if self._is_odd(pair.b, pair.a) else None

    def _is_odd(self, passage: Passage, other: Passage) -> bool:
        mine, theirs = self.support(passage), self.support(other)
        return mine < theirs or (mine == theirs and self.conflicts[passage] > self.conflicts[other] > 0)
