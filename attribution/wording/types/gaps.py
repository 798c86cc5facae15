"""What brackets and ellipses stand for."""

from __future__ import annotations

from attribution.wording.change import Change, Stretch, is_negated

FEW = 4
"""Fewer words than this, behind an ellipsis, are no clause."""


def in_brackets(change: Change) -> bool:
    """Whether words in brackets stand on one side, for none on the other that negate or are hedges."""
    tokens = (*change.a.tokens, *change.b.tokens)
    turning = change.wording.hedges | change.wording.negative_words
    return any(t.aside for t in tokens) and not any(t.text in turning for t in tokens if not t.aside)


def at_ellipsis(change: Change) -> bool:
    """Whether an ellipsis stands where the words are missing, or where they as well could be missing."""
    if _has_ellipsis(change.a) or _has_ellipsis(change.b):
        return True
    if not change.one_sided:
        return False
    long, other = (change.b, change.a) if not change.a.tokens else (change.a, change.b)
    return _ellipsis_before(long, other) or _ellipsis_behind(long, other)


def hides_a_negation(change: Change) -> bool:
    """Whether an ellipsis stands for a few words that turn the sentence round: "will … support" for "will not
    support"."""
    if not change.one_sided or not at_ellipsis(change):
        return False
    words = change.left_out.words
    return len(words) < FEW and is_negated(words, change.wording)


def _has_ellipsis(side: Stretch) -> bool:
    tokens = side.passage.tokens
    if side.end >= len(tokens) and side.passage.folded.open_end:
        return True
    return any(t.gap for t in tokens[side.start : side.end + 1])


def _ellipsis_before(long: Stretch, other: Stretch) -> bool:
    """Whether an ellipsis stands farther before, while the words that are missing repeat there: "to … them"
    of "to us and to them"."""
    tokens, rest, i, j = long.passage.tokens, other.passage.tokens, long.start, other.start
    size = long.end - long.start
    while i > 0 and j > 0 and tokens[i - 1].text == tokens[i + size - 1].text:
        i, j = i - 1, j - 1
        if rest[j].gap:
            return True
    return False


def _ellipsis_behind(long: Stretch, other: Stretch) -> bool:
    """The same farther behind."""
    tokens, rest, i, j = long.passage.tokens, other.passage.tokens, long.start, other.start
    size = long.end - long.start
    while i + size < len(tokens) and j + 1 < len(rest) and tokens[i].text == tokens[i + size].text:
        i, j = i + 1, j + 1
        if rest[j].gap:
            return True
    return False
