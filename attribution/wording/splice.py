"""Quotations made of pieces: one quotation whose words elsewhere stand apart, or in another order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from attribution.article import Span, days_between
from attribution.wording.align import EqualRun, runs_in_any_order
from attribution.wording.passage import Passage, Reading, in_sentences, sentences

PIECE = 4
"""Words of the shortest piece that is looked for."""
SHORT = 2
"""Words of the shortest sentence that is a piece where it hangs on a condition elsewhere ("I will go");
chosen by hand."""
STRAY = 2
"""Words at the beginning of another sentence that a piece may have by chance; chosen by hand."""
WEDGE = 3
"""Words that the joint itself may add ("and", "but also")."""
COVERED = 0.6
"""The least share of the sentences of the quotation that pieces must make up: two phrases in a long sentence
are no splice of it."""
APART = 2
"""Sentences of the reporter's between two quotations that make them two."""


How = Literal["joined", "turned"]


@dataclass(frozen=True, slots=True)
class Piece:
    """``block.a`` counts tokens of the quotation, ``block.b`` those of the passage the piece is found in."""

    block: EqualRun
    passage: Passage


@dataclass(frozen=True, slots=True)
class Splice:
    """A quotation and two pieces that follow each other in it but not elsewhere; ``how`` is ``joined`` or
    ``turned``."""

    whole: Passage
    first: Piece
    second: Piece
    how: How


def splices(
    whole: Passage,
    others: Sequence[Passage],
    readings: Mapping[str, Reading],
    functions: frozenset[str],
    other_days: Callable[[Passage, Passage], bool] = lambda a, b: False,
    conditions: frozenset[tuple[str, ...]] = frozenset(),
) -> list[Splice]:
    """The splices in one quotation, against quotations of the same speaker elsewhere.

    None where another passage has the words in one go, where an ellipsis stands at the joint, or where only
    the attribution stands between the pieces. ``other_days`` tells whether two passages were said on two
    days.
    """
    row = whole.folded.words
    if any(other.folded.words == row and _tells(row, other, functions) for other in others):
        return []
    parts = pieces(whole, others, functions, conditions)
    if not parts or sum(p.block.size for p in parts) < COVERED * _sentences_touched(whole, parts):
        return []
    found = []
    for first, second in pairwise(parts):
        if _is_joint(whole, first, second, others):
            how = _how(whole, first, second, others, readings, other_days)
            if how is not None:
                found.append(Splice(whole, first, second, how))
    return found


def _is_joint(whole: Passage, first: Piece, second: Piece, others: Sequence[Passage]) -> bool:
    """Whether the second piece follows the first with nothing but a word or three between them, and nobody
    has the words in one go."""
    end, start = first.block.a + first.block.size, second.block.a
    marked = any(t.gap or t.aside for t in whole.tokens[end : start + 1])
    return start - end <= WEDGE and not marked and not _in_one_go(whole, end, start, others)


def _how(
    whole: Passage,
    first: Piece,
    second: Piece,
    others: Sequence[Passage],
    readings: Mapping[str, Reading],
    other_days: Callable[[Passage, Passage], bool],
) -> How | None:
    """How the pieces stand elsewhere; None where that makes no splice."""
    a, b = first.passage, second.passage
    if a is b:
        return "turned" if second.block.b < first.block.b else None
    if a.attribution is b.attribution and a.order + 1 == b.order:
        return None
    if _are_turns_of_two(a, b):
        return "joined"
    at_end = first.block.b + first.block.size == len(a.tokens)
    if b.tokens[second.block.b].gap or (at_end and a.folded.open_end):
        return None
    joint = whole.tokens[first.block.a + first.block.size : second.block.a + 1]
    welded = not any(t.opens for t in joint)
    if a.article != b.article:
        if any(p.attribution.kind == "mixed" for p in (a, b)):
            return None  # a phrase inside the paper's own sentence is part of a longer one, perhaps of this
        later = _is_later(readings, whole, a) and _is_later(readings, whole, b)
        apart = welded or _days(readings, a, b) > 0 or other_days(a, b)
        return "joined" if later and apart else None
    if b.span < a.span:
        told_in_order = welded or a.attribution is b.attribution
        return "turned" if told_in_order and a.folded.words != b.folded.words else None
    return "joined" if _apart(first, second, readings[a.article], others, welded) else None


def _are_turns_of_two(a: Passage, b: Passage) -> bool:
    """Whether a record has the two from two speakers, one of whom may have asked the other."""
    turns = a.attribution.kind == b.attribution.kind == "turn"
    return turns and a.article == b.article and a.attribution.speaker != b.attribution.speaker


def pieces(
    whole: Passage,
    others: Sequence[Passage],
    functions: frozenset[str],
    conditions: frozenset[tuple[str, ...]] = frozenset(),
) -> list[Piece]:
    """The fewest, longest pieces of others that make up the quotation, in its order.

    Of equal pieces that of the article which has most of the quotation, in its order where one has: it shows
    how the pieces stood to each other.
    """
    row = whole.folded.words
    found = [
        Piece(block, other)
        for other in others
        for run in runs_in_any_order(row, other.folded.words, PIECE)
        if (block := _without_strays(whole, run)).size >= PIECE
        and _tells(row[block.a : block.a + block.size], other, functions)
    ]
    found += [piece for other in others for piece in _made_certain(whole, other, conditions)]
    standing = _standing(found)
    found.sort(key=lambda p: (-p.block.size, standing[p.passage.article], p.passage.span))
    kept: list[Piece] = []
    for piece in found:
        begin, end = piece.block.a, piece.block.a + piece.block.size
        if all(end <= k.block.a or begin >= k.block.a + k.block.size for k in kept):
            kept.append(piece)
    return sorted(kept, key=lambda p: p.block.a)


def _without_strays(whole: Passage, run: EqualRun) -> EqualRun:
    """The run without the first word or two of a sentence of the quotation that follow a whole one by chance:
    "… for more money. We | will not sign", where it went on "We have asked"."""
    end = run.a + run.size
    opening = next((i for i in range(end - 1, run.a, -1) if whole.tokens[i].opens), end)
    goes_on = end < len(whole.tokens) and not whole.tokens[end].opens
    return EqualRun(run.a, run.b, opening - run.a) if goes_on and end - opening <= STRAY else run


def _made_certain(whole: Passage, other: Passage, conditions: frozenset[tuple[str, ...]]) -> Iterator[Piece]:
    """The brief sentences of the quotation that hang on a condition in the other: "I will go", "If it falls
    over again, I will go"."""
    theirs = other.folded.words
    for start, sentence in in_sentences(whole.tokens):
        row = tuple(token.text for token in sentence)
        if not SHORT <= len(row) < PIECE or not start:
            continue
        for at in range(len(theirs) - len(row) + 1):
            if theirs[at : at + len(row)] == row and _on_condition(other, at, conditions):
                yield Piece(EqualRun(start, at, len(row)), other)


def _on_condition(passage: Passage, at: int, conditions: frozenset[tuple[str, ...]]) -> bool:
    """Whether a condition opens the sentence in which the word stands, before it."""
    first, _ = sentences(passage, at, at + 1)
    words = passage.folded.words[first:at]
    return any(words[: len(condition)] == condition for condition in conditions)


def _standing(found: Sequence[Piece]) -> dict[str, tuple[int, bool, str]]:
    """A key for each article, the best first: how much of the quotation it has, and whether in another
    order."""
    within: dict[str, list[Piece]] = defaultdict(list)
    for piece in sorted(found, key=lambda p: (p.block.a, p.passage.span)):
        within[piece.passage.article].append(piece)
    return {
        article: (
            -len({i for p in parts for i in range(p.block.a, p.block.a + p.block.size)}),
            any(q.passage.span < p.passage.span for p, q in pairwise(parts)),
            article,
        )
        for article, parts in within.items()
    }


def _tells(words: Sequence[str], other: Passage, functions: frozenset[str]) -> bool:
    """Whether words are a piece of what somebody said: two content words, or one where they are all that was
    said in that place."""
    return sum(w not in functions for w in words) >= (1 if len(words) == len(other.tokens) else 2)


def _sentences_touched(whole: Passage, parts: Sequence[Piece]) -> int:
    """How many words the sentences of the quotation have in which pieces stand."""
    return len({i for p in parts for i in range(*sentences(whole, p.block.a, p.block.a + p.block.size))})


def _in_one_go(whole: Passage, end: int, start: int, others: Sequence[Passage]) -> bool:
    """Whether the words on both sides of the joint stand together elsewhere, or with only the attribution
    between them."""
    row = whole.folded.words
    left, right = row[max(0, end - 2) : end], row[start : start + 2]
    for words in _runs(others):
        for i in range(len(words) - len(left)):
            if words[i : i + len(left)] == left:
                rest = words[i + len(left) : i + len(left) + (start - end) + 2 + len(right)]
                if any(rest[j : j + len(right)] == right for j in range(len(rest))):
                    return True
    return False


def _runs(others: Sequence[Passage]) -> list[tuple[str, ...]]:
    """The words of each passage, and of each two that follow each other in one attribution ("A," she said.
    "B.")."""
    after = {(p.attribution.id, p.order): p for p in others}
    joined = [
        (*p.folded.words, *q.folded.words)
        for p in others
        if (q := after.get((p.attribution.id, p.order + 1)))
    ]
    return [*(tuple(p.folded.words) for p in others), *joined]


def _apart(first: Piece, second: Piece, reading: Reading, others: Sequence[Passage], welded: bool) -> bool:
    """Whether the two pieces of one article stand apart: words between them in the marks, or whole sentences
    or a paragraph outside."""
    a, b = first.passage, second.passage
    tail = len(a.tokens) - first.block.b - first.block.size
    if tail > WEDGE or second.block.b > WEDGE:
        return True
    gap = Span(a.span.end, b.span.start)
    sentences = [s for s in reading.sentences if gap.start <= s.start and s.end <= gap.end]
    speech = any(o.article == a.article and gap.covers(o.span) for o in others)
    paragraph = any(gap.start <= r.start and r.end <= gap.end for r in reading.article.regions)
    return (bool(sentences) and (welded or speech or paragraph)) or len(sentences) >= APART


def _is_later(readings: Mapping[str, Reading], whole: Passage, part: Passage) -> bool:
    """Whether the whole is younger than the part; unless both have dates nobody can say that it is not."""
    published, before = (readings[p.article].article.published for p in (whole, part))
    return not published or not before or published > before


def _days(readings: Mapping[str, Reading], a: Passage, b: Passage) -> int:
    """The days between the articles of two passages; 0 where one has no date."""
    return days_between(*(readings[p.article].article.published for p in (a, b))) or 0
