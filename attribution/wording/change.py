"""A stretch in which two wordings differ: what only the one has, what only the other has, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from attribution.wording.folded import FoldedToken
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading

ONE = "1"
"""The number that is a pronoun as well, and counts for nothing."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens ``start:end`` of a passage."""

    passage: Passage
    reading: Reading
    start: int
    end: int

    @property
    def tokens(self) -> tuple[FoldedToken, ...]:
        return self.passage.tokens[self.start : self.end]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(t.text for t in self.tokens)

    @property
    def shown(self) -> str:
        """The words as the article has them, on one line."""
        tokens = self.tokens
        if not tokens:
            return ""
        return " ".join(self.reading.article.text[tokens[0].start : tokens[-1].end].split())

    def part(self, start: int, end: int) -> Stretch:
        """A stretch of the same passage, counted from the start of this one."""
        return Stretch(self.passage, self.reading, self.start + start, self.start + end)


@dataclass(frozen=True)
class Change:
    """What stands in ``a`` where the other wording has ``b``; one of them may be empty."""

    a: Stretch
    b: Stretch
    wording: Wording

    @property
    def one_sided(self) -> bool:
        """Whether one side only lacks what the other has."""
        return not self.a.tokens or not self.b.tokens

    @property
    def left_out(self) -> Stretch:
        """What one side of a one-sided change lacks."""
        return self.a if self.a.tokens else self.b

    @cached_property
    def own(self) -> tuple[list[FoldedToken], list[FoldedToken]]:
        """The tokens of each side that the other has not, in any order."""
        return _without(self.a.tokens, self.b.tokens), _without(self.b.tokens, self.a.tokens)

    @cached_property
    def content(self) -> tuple[list[str], list[str]]:
        """The content words among them."""
        first, second = (content(side, self.wording) for side in self.own)
        return first, second

    @cached_property
    def firm(self) -> tuple[list[str], list[str]]:
        """The content words among them that are no hedges."""
        first, second = ([w for w in side if w not in self.wording.hedges] for side in self.content)
        return first, second

    @cached_property
    def hedges(self) -> tuple[int, int]:
        """How many of them are hedges."""
        first, second = (count_hedges(side, self.wording) for side in self.own)
        return first, second


def changes(a: Stretch, b: Stretch, wording: Wording) -> list[Change]:
    """The changes that lead from one stretch to the other, as few as can be; touching ones are one."""
    found: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(a.words, b.words, score_hint=8):
        if op.tag == "equal":
            continue
        if found and (op.src_start, op.dest_start) == (found[-1][1], found[-1][3]):
            found[-1] = (found[-1][0], op.src_end, found[-1][2], op.dest_end)
        else:
            found.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return [Change(a.part(i, j), b.part(k, m), wording) for i, j, k, m in found]


def content(tokens: Iterable[FoldedToken], wording: Wording) -> list[str]:
    """The content words among tokens."""
    return [t.text for t in tokens if t.text not in wording.small_words and t.text != ONE]


def count_hedges(tokens: Iterable[FoldedToken], wording: Wording) -> int:
    """How many of the tokens are hedges."""
    return sum(t.text in wording.hedges for t in tokens)


def is_negated(words: Iterable[str], wording: Wording) -> bool:
    """Whether an odd number of the words negate."""
    return sum(w in wording.negative_words for w in words) % 2 == 1


def is_filler(stretch: Stretch, wording: Wording) -> bool:
    """Whether the words are fillers only, or a stutter: the words right before or after them again."""
    words, row, at, n = stretch.words, stretch.passage.folded.words, stretch.start, len(stretch.words)
    starts = range(max(0, at - n), at + 1)
    if any(row[i : i + n] == row[i + n : i + 2 * n] for i in starts if i + 2 * n <= len(row)):
        return True
    longest_first = sorted(wording.fillers, key=len, reverse=True)
    while words:
        filler = next((f for f in longest_first if words[: len(f)] == f), None)
        if filler is None:
            return False
        words = words[len(filler) :]
    return True


def is_answer(stretch: Stretch, wording: Wording) -> bool:
    """Whether the words are the yes or no with which an answer begins: "So no, the child was not …"."""
    *before, last = stretch.tokens
    behind = stretch.reading.article.text[last.end : last.end + 1]
    return (
        last.text in wording.answers
        and behind in (",", ".", ";", "—", "–")
        and (not before or is_filler(stretch.part(0, len(before)), wording))
    )


def _without(side: Sequence[FoldedToken], other: Sequence[FoldedToken]) -> list[FoldedToken]:
    """The tokens of one side that the other has not."""
    rest = [t.text for t in other]
    kept = []
    for token in side:
        if token.text in rest:
            rest.remove(token.text)
        else:
            kept.append(token)
    return kept
