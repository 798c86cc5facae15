"""Two passages side by side, and the facts about them that rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attribution.article import Span
from attribution.people.same_speaker import SpeakerRelation
from attribution.result import Difference
from attribution.wording.passage import Passage

SideName = Literal["a", "b"]


@dataclass(frozen=True, slots=True)
class PairFacts:
    """The conditions of rules over pairs, under the names that rules use. None, or an empty set, says that
    nobody looked: it fulfils no condition."""

    speakers: SpeakerRelation
    words: Literal["same", "altered", "similar", "reported", "contradicted", "absent"] | None = None
    marks: Literal["both", "one", "none"] | None = None
    pieces: Literal["joined", "turned"] | None = None
    difference: frozenset[str] = frozenset()
    length: Literal["short", "long"] | None = None
    one_quotes_the_other: bool | None = None
    denied: bool | None = None
    joint: bool | None = None
    common: bool | None = None
    everyday: bool | None = None
    echoed: bool | None = None
    repeated: bool | None = None
    translated: bool | None = None
    also_credited: bool | None = None
    quoted_elsewhere: bool | None = None
    reported_by: frozenset[str] = frozenset()
    record: Literal["one", "both", "none"] | None = None
    same_occasion: bool | None = None
    headline: bool | None = None
    disowned: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two passages with the stretch they share. ``departs`` is the side that departs from the other, where
    the words themselves tell."""

    a: Passage
    b: Passage
    a_words: Span
    b_words: Span
    facts: PairFacts
    differences: tuple[Difference, ...] = ()
    departs: SideName | None = None

    @property
    def across(self) -> bool:
        """Whether the two stand in two articles."""
        return self.a.article != self.b.article


def one_place(a: Passage, b: Passage) -> bool:
    """Whether the two are parts of one attribution, or have words of the article in common."""
    return one_attribution(a, b) or (a.article == b.article and a.span.overlaps(b.span))


def one_attribution(a: Passage, b: Passage) -> bool:
    """Whether the two are parts of one attribution; quotations that nobody is said to speak have no id."""
    return a.attribution is b.attribution or a.attribution.id == b.attribution.id != ""


def span_of(passage: Passage, start: int, end: int) -> Span:
    """The code points of the tokens ``start`` to ``end`` (exclusive) of a passage."""
    return Span(passage.tokens[start].start, passage.tokens[end - 1].end)
