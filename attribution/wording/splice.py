"""Quotations made of pieces: one quotation whose words elsewhere stand apart, or in another order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from attribution.wording.align import Block, blocks
from attribution.wording.passage import Passage, Reading, sentences

PIECE = 4
"""Words of the shortest piece that is looked for."""
WEDGE = 3
"""Words that the joint itself may add ("and", "but also")."""
COVERED = 0.6
"""The least share of the sentences of the quotation that pieces must make up: two phrases in a long sentence
are no splice of it."""


APART = 2
"""Sentences of the reporter's between two quotations that make them two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``block.a`` counts tokens of the quotation, ``block.b`` those of the passage the piece is found in."""

    block: Block
    passage: Passage


@dataclass(frozen=True, slots=True)
class Splice:
    """A quotation and two pieces that follow each other in it but not elsewhere; ``how`` is ``joined`` or
    ``turned``."""

    whole: Passage
    first: Piece
    second: Piece
    how: str


def splices(
    whole: Passage, others: Sequence[Passage], readings: Mapping[str, Reading], functions: frozenset[str]
) -> list[Splice]:
    """The splices in one quotation, against quotations of the same speaker elsewhere.

    None where another passage has the words in one go, where an ellipsis stands at the joint, or where only
    the attribution stands between the pieces.
    """
    parts = pieces(whole, others, functions)
    if not parts or sum(p.block.size for p in parts) < COVERED * _sentences_touched(whole, parts):
        return []
    found = []
    for first, second in pairwise(parts):
        end, start = first.block.a + first.block.size, second.block.a
        joint = whole.tokens[end : start + 1]
        if (
            start - end > WEDGE
            or any(t.gap or t.aside for t in joint)
            or _in_one_go(whole, end, start, others)
        ):
            continue
        if first.passage is second.passage:
            if second.block.b < first.block.b:
                found.append(Splice(whole, first, second, "turned"))
            continue
        if (
            first.passage.attribution.id == second.passage.attribution.id
            and first.passage.order + 1 == second.passage.order
        ):
            continue
        if second.passage.tokens[second.block.b].gap or (
            first.block.b + first.block.size == len(first.passage.tokens) and first.passage.folded.open_end
        ):
            continue
        welded = not any(t.opens for t in joint)
        a, b = first.passage, second.passage
        if a.article != b.article:
            if (
                _later(readings, whole, a)
                and _later(readings, whole, b)
                and (welded or _days(readings, a, b) > 0)
            ):
                found.append(Splice(whole, first, second, "joined"))
        elif b.span < a.span:
            if welded and not _is_repeat(first, second):
                found.append(Splice(whole, first, second, "turned"))
        elif _apart(a, b, readings[a.article], others, first, second, welded):
            found.append(Splice(whole, first, second, "joined"))
    return found


def pieces(whole: Passage, others: Sequence[Passage], functions: frozenset[str]) -> list[Piece]:
    """The fewest, longest pieces of others that make up the quotation, in its order.

    Of equal pieces that of the article which has most of the quotation, in its order where one has: it shows
    how the pieces stood to each other.
    """
    row = whole.folded.words
    found = [
        Piece(block, other)
        for other in others
        for block in _in_any_order(row, other.folded.words)
        if block.size >= PIECE and _tells(row[block.a : block.a + block.size], other, functions)
    ]
    within: dict[str, list[Piece]] = defaultdict(list)
    for piece in sorted(found, key=lambda p: (p.block.a, p.passage.span)):
        within[piece.passage.article].append(piece)
    standing = {
        article: (
            -sum(p.block.size for p in found),
            any(q.passage.span < p.passage.span for p, q in pairwise(found)),
            article,
        )
        for article, found in within.items()
    }
    found.sort(key=lambda p: (-p.block.size, standing[p.passage.article], p.passage.span))
    kept: list[Piece] = []
    for piece in found:
        begin, end = piece.block.a, piece.block.a + piece.block.size
        if all(end <= k.block.a or begin >= k.block.a + k.block.size for k in kept):
            kept.append(piece)
    return sorted(kept, key=lambda p: p.block.a)


def _tells(words: Sequence[str], other: Passage, functions: frozenset[str]) -> bool:
    """Whether words are a piece of what somebody said: two content words, or one where they are all that was
    said in that place."""
    return sum(w not in functions for w in words) >= (1 if len(words) == len(other.tokens) else 2)


def _sentences_touched(whole: Passage, parts: Sequence[Piece]) -> int:
    """How many words the sentences of the quotation have in which pieces stand."""
    return len({i for p in parts for i in range(*sentences(whole, p.block.a, p.block.a + p.block.size))})


def _in_any_order(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """Equal runs in order, and in the stretches of ``a`` between them those that stand elsewhere in ``b``,
    and so on."""
    found = [block for block in blocks(a, b) if block.size >= PIECE]
    ends = [0, *(x for block in found for x in (block.a, block.a + block.size)), len(a)]
    for start, end in zip(ends[::2], ends[1::2]):
        if PIECE <= end - start < len(a):
            found += [Block(start + block.a, block.b, block.size) for block in _in_any_order(a[start:end], b)]
    return found


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


def _apart(
    a: Passage,
    b: Passage,
    reading: Reading,
    others: Sequence[Passage],
    first: Piece,
    second: Piece,
    welded: bool,
) -> bool:
    """Whether the two pieces of one article stand apart: words between them in the marks, or whole sentences
    or a paragraph outside."""
    tail = len(a.tokens) - first.block.b - first.block.size
    between = [s for s in reading.sentences if a.span.end <= s.start and s.end <= b.span.start]
    speech = [
        o
        for o in others
        if o.article == a.article and a.span.end <= o.span.start and o.span.end <= b.span.start
    ]
    if tail > WEDGE or second.block.b > WEDGE:
        return True
    paragraph = any(a.span.end <= r.start and r.end <= b.span.start for r in reading.article.regions)
    return bool(between) and (welded or bool(speech) or paragraph) or len(between) >= APART


def _is_repeat(first: Piece, second: Piece) -> bool:
    return first.passage.folded.words == second.passage.folded.words


def _later(readings: Mapping[str, Reading], whole: Passage, part: Passage) -> bool:
    """Whether the whole is younger than the part; unless both have dates nobody can say that it is not."""
    dates = [readings[p.article].article.published for p in (whole, part)]
    return not all(dates) or dates[0] > dates[1]


def _days(readings: Mapping[str, Reading], a: Passage, b: Passage) -> int:
    dates = [readings[p.article].article.published for p in (a, b)]
    if not all(dates):
        return 0
    return abs((date.fromisoformat(dates[0][:10]) - date.fromisoformat(dates[1][:10])).days)
