"""The same word in another form: spelled, contracted, censored, or a sound that says nothing."""

from __future__ import annotations

import re

from attribution.wording.change import Change, Stretch, is_answer, is_filler
from attribution.wording.folded import FoldedToken

WRITTEN_SHORT = re.compile(r"['’ʼ]")
CENSORED = re.compile(r"\b[^\W\d_]{1,3}(?:[*•]+|[-–—_]{2,})")
"""The first letters of a word that a paper will not print, and what stands for the others."""
STEM = 3
"""Letters of words that are too short to begin with a negation."""


def spelled_otherwise(change: Change) -> bool:
    """Whether the two sides are the same letters, or capitalised words in two transliterations."""
    a, b = change.a.tokens, change.b.tokens
    if "".join(change.a.words) == "".join(change.b.words) or _letters(change.a) == _letters(change.b) != "":
        return True
    spelled = change.wording.spellings.spelled
    return len(a) == len(b) and all(
        s.text == t.text
        or _clipped(s.text, t.text, change)
        or (s.capital and t.capital and len(s.text) > STEM and spelled(s.text) == spelled(t.text))
        for s, t in zip(a, b, strict=True)
    )


def _letters(side: Stretch) -> str:
    """The letters as the article has them, whatever parts them: "FirstGroup", "First Group"."""
    return "".join(filter(str.isalnum, side.shown)).lower()


def _clipped(a: str, b: str, change: Change) -> bool:
    """Whether one is the other with its ending as it is spoken: askin, asking."""
    return any(
        one.endswith(written) and one[: -len(written)] + spoken == other
        for spoken, written in change.wording.clipped_ends
        for one, other in ((a, b), (b, a))
    )


def handle(change: Change) -> bool:
    """Whether one side has the name of an account (@anaruiz) where the other has a name, or nothing."""
    sides = (change.a, change.b)
    here = [all(_is_handle(t, side) for t in side.tokens) and bool(side.tokens) for side in sides]
    if here == [False, False]:
        return False
    other = change.b if here[0] else change.a
    return here == [True, True] or all(
        t.capital or t.text in change.wording.small_words for t in other.tokens
    )


def _is_handle(token: FoldedToken, side: Stretch) -> bool:
    return side.reading.article.text[max(0, token.start - 1) : token.start] == "@"


def censored(change: Change) -> bool:
    """Whether one side leaves out letters of a word that the other prints, or prints else: f---, f***."""
    sides = (change.a, change.b)
    marked = [bool(side.tokens) and _is_censored(side) for side in sides]
    if not any(marked):
        return False
    return all(marked) or (
        all(side.tokens for side in sides) and change.a.words[0][0] == change.b.words[0][0]
    )


def _is_censored(side: Stretch) -> bool:
    tokens, text = side.tokens, side.reading.article.text
    return CENSORED.search(text[tokens[0].start : tokens[-1].end + 4]) is not None


def filler(change: Change) -> bool:
    return change.one_sided and is_filler(change.left_out, change.wording)


def answer(change: Change) -> bool:
    return change.one_sided and is_answer(change.left_out, change.wording)


def contracted(change: Change) -> bool:
    """Whether the one word is contracted and could as well be the other: "I'd", "I had"."""
    first, second = change.own
    if len(first) != 1 or len(second) != 1:
        return False
    readings = change.wording.same.contraction_readings
    return any(
        (full.text, short.text) in readings
        and WRITTEN_SHORT.search(reading.article.text[short.start : short.end]) is not None
        for short, full, reading in (
            (first[0], second[0], change.a.reading),
            (second[0], first[0], change.b.reading),
        )
    )
