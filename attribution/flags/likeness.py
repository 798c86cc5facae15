"""How far the words of two quotations agree: the same, the same but altered, only similar, or two statements.

The numbers were measured together on tests/cases, where a change of one moves the others. Those that a
newsroom may set stand in ``rulebook.thresholds``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from attribution.flags.context import Context
from attribution.result import Difference
from attribution.wording.align import Overlap
from attribution.wording.differences import EDGE, FREE, differences
from attribution.wording.passage import Passage, sentences

BRIEF = 6
"""So short a sentence of one speaker is another one rather than the same in other words, unless most of it is
equal."""
LONG_RUN = 10
"""So many equal words in a row are one statement, whatever stands around them."""
SHARE = 0.6
"""The least share of the sentence that must be equal."""
WHOLE = 0.85
"""From this share on it is the whole sentence."""
ALTERED = 0.75
"""The least share of equal words in the sentence that is called altered, and, under the names of two people,
over the common stretch."""
SAME_CONTENT = 2
"""Content words among them."""
ALIKE = 0.65
"""From this share of equal words on, over the common stretch, one wording is the other altered; below, it is
only similar."""
SIMILAR = 0.4
"""From this share on the two are similar; below, they are two statements."""
FEW = 3
"""One wording is the other altered in at most so many places, not counting clauses left out."""
MANY = 3
"""From so many places with other content words on, two quotations are two translations or occasions rather
than one altered."""
APART = 0.7
"""Two people who begin alike and go on in other words did not say the same, unless so much of the shorter
quotation is."""
FACTS = frozenset({"negation", "number", "date", "unit", "name", "who", "condition", "contrast"})
"""Types of differences that alter a fact."""
OTHER_WORDS = frozenset({"word", "cut", "grown", "hedge"})
"""Types of differences by other content words."""

WordsRelation = Literal["same", "altered", "similar"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two quotations have in common and how they differ, and what that is measured against."""

    common: Overlap
    differences: tuple[Difference, ...]
    sentences: tuple[int, int]
    """On each side, the words of the sentences in which the common stretch stands."""
    two_speakers: bool
    """Whether the quotations are those of two speakers."""
    part_ways: bool
    """Whether both go on in other words on the same side of what they share, at length."""

    @classmethod
    def of(cls, a: Passage, b: Passage, common: Overlap, two_speakers: bool, context: Context) -> Likeness:
        """The likeness of two quotations over the stretch that they have in common."""
        a_first, a_last = sentences(a, common.a_start, common.a_end)
        b_first, b_last = sentences(b, common.b_start, common.b_end)
        return cls(
            common,
            differences(a, b, common, context.wording, context.reading(a), context.reading(b)),
            (a_last - a_first, b_last - b_first),
            two_speakers,
            _part_ways(a, b, common),
        )

    @property
    def weighty(self) -> list[Difference]:
        """The differences that are more than spelling."""
        return [d for d in self.differences if d.type not in FREE]

    @property
    def left_out(self) -> list[Difference]:
        """Clauses that one side lacks."""
        return [d for d in self.differences if d.type == "left-out"]

    @property
    def share(self) -> float:
        """The share of equal words in the shorter of the two sentences."""
        return self.common.equal / min(self.sentences)

    @property
    def alike(self) -> float:
        """The share of equal words over the common stretch; what weighs nothing, and clauses left out, do not
        count."""
        common = self.common
        length = max(common.a_end - common.a_start, common.b_end - common.b_start)
        free = [d for d in self.differences if d.type in FREE or d.type == "left-out"]
        return common.equal / max(1, length - sum(max(len(d.a.split()), len(d.b.split())) for d in free))

    @property
    def cut_short(self) -> bool:
        """Whether the shorter is the beginning of the longer, with a condition or contrast cut off."""
        cut = any(d.type in ("condition", "contrast") for d in self.differences)
        return cut and self.common.equal == min(self.sentences)

    @property
    def alters_a_fact(self) -> bool:
        return any(d.type in FACTS for d in self.differences)


def _part_ways(a: Passage, b: Passage, common: Overlap) -> bool:
    before = min(common.a_start, common.b_start)
    after = min(len(a.tokens) - common.a_end, len(b.tokens) - common.b_end)
    return max(before, after) > EDGE and common.equal < APART * min(len(a.tokens), len(b.tokens))


# ---------------------------------------------------------------- same, altered, similar
def _unlike(like: Likeness) -> bool:
    return bool(like.weighty) and like.alike < SIMILAR


def _two_people_disagree(like: Likeness) -> bool:
    """Two people contradict each other, or begin alike and go on in other words."""
    return like.two_speakers and (like.part_ways or any(d.type == "negation" for d in like.differences))


def _equal(like: Likeness) -> bool:
    return not like.weighty


def _little_is_equal(like: Likeness) -> bool:
    return like.alike < ALIKE or len(like.weighty) > FEW + len(like.left_out)


def _many_other_words(like: Likeness) -> bool:
    """Two translations, or two occasions."""
    other = [d for d in like.differences if d.type in OTHER_WORDS]
    return len(other) >= MANY and not like.alters_a_fact


def _brief(like: Likeness) -> bool:
    """So brief a sentence is another one rather than the same in other words."""
    common = like.common
    if like.cut_short:
        return False
    return common.equal < BRIEF and (
        common.equal < SHARE * max(like.sentences)
        or (common.content < SAME_CONTENT and like.alike < ALTERED)
        or not like.alters_a_fact
    )


def _a_phrase_in_two_sentences(like: Likeness) -> bool:
    """One speaker uses a phrase in two sentences: "friends for a long time", "for a long time despite"."""
    return like.share < ALTERED and like.common.longest < LONG_RUN


WORDINGS: tuple[tuple[Callable[[Likeness], bool], WordsRelation | None], ...] = (
    (_unlike, None),
    (_two_people_disagree, "similar"),
    (_equal, "same"),
    (_little_is_equal, "similar"),
    (_many_other_words, "similar"),
    (_brief, "similar"),
    (_a_phrase_in_two_sentences, "similar"),
)
"""What the words of two quotations are to each other: the first reason that holds decides; where none does,
the words are altered."""


def words_of(like: Likeness) -> WordsRelation | None:
    """Whether the words are the same, altered or only similar; None where they are unlike."""
    for holds, words in WORDINGS:
        if holds(like):
            return words
    return "altered"


# ---------------------------------------------------------------- one statement or a phrase in common
def is_one_statement(like: Likeness, words: WordsRelation, one_speaker: bool, context: Context) -> bool:
    """Whether so much is the same that the two are of one statement, not of two that have a phrase in common.

    One speaker's words need less than words under two names, and equal words less than altered ones.
    """
    if one_speaker:
        return _one_statement_of_one(like, words)
    if words == "same":
        return _same_statement_of_two(like, context.limit("words-under-two-names"))
    return _altered_statement_of_two(
        like, context.limit("words-under-two-names"), context.limit("altered-words-under-two-names")
    )


def _one_statement_of_one(like: Likeness, words: WordsRelation) -> bool:
    common = like.common
    return (like.share >= SHARE and common.content >= 1 and common.equal >= 3) or (
        words == "same" and common.equal >= LONG_RUN
    )


def _same_statement_of_two(like: Likeness, fewest: float) -> bool:
    common = like.common
    if common.equal < fewest:
        return False
    whole_sentence = common.content >= SAME_CONTENT and like.share >= WHOLE
    return whole_sentence or (
        common.content > SAME_CONTENT and (like.share >= SHARE or common.longest >= LONG_RUN)
    )


def _altered_statement_of_two(like: Likeness, fewest: float, fewest_altered: float) -> bool:
    common = like.common
    whole_sentence = like.share >= WHOLE and common.equal > fewest and common.content > SAME_CONTENT
    return whole_sentence or (
        common.equal >= fewest_altered
        and common.content > SAME_CONTENT + 1
        and like.share >= ALTERED
        and like.alike >= (ALTERED if like.two_speakers else ALIKE)
    )
