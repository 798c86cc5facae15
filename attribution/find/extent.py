"""Where what is reported begins and ends: words beside a find that read as content too belong to it.

The grammar ends a content where a clause ends, and a parse that ends it too early cuts the report. The
reader, which sees no tree, reads on; the two together tell the ends better than either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attribution.article import Span
from attribution.find import spans
from attribution.find.found import Found
from attribution.find.scene import Scene, Token
from attribution.rule import SPEECH

CONTENT = SPEECH.index("content")
LOOSE = frozenset({"PUNCT", "ADP"})
"""Marks and prepositions, which a content neither begins nor ends with."""


def read_on(scene: Scene, found: Found, least: float) -> Found:
    """The find, its content grown within its sentences over the words beside it that are content with a
    likelihood of ``least`` or more, up to its own cue and source, and without marks or prepositions at the
    ends.

    Quotations that it then has words of belong to it. A find without a cue stays as it is, and so does every
    find where the parse has no likelihoods.
    """
    inside = scene.tokens_between(found.content[0].start, found.content[-1].end)
    if not found.cue or not inside:
        return found
    whole = scene.word(inside[0]).deprel == "mark"  # “that”: nothing before it can belong to it
    before = [] if whole else _read_beside(scene, found, inside[0], -1, least)
    behind = _read_beside(scene, found, inside[-1], 1, least)
    return _with(scene, found, [scene.span(token) for token in (*before, *behind)])


def _read_beside(scene: Scene, found: Found, token: Token, step: int, least: float) -> list[Token]:
    """The words next to a word in one direction, as far as they read as content."""
    words, at = scene.sentence(token).words, token.word + step
    read: list[Token] = []
    whole = 0
    while 0 <= at < len(words):
        word = words[at]
        if not word.speech or word.speech[CONTENT] < least:
            break
        if any(s.start < word.end and word.start < s.end for s in (*found.cue, *found.source)):
            break
        read.append(Token(token.sentence, at))
        if word.upos not in LOOSE:
            whole = len(read)
        at += step
    return read[:whole]


def _with(scene: Scene, found: Found, more: Sequence[Span]) -> Found:
    """The find with more words in its content."""
    if not more:
        return found
    content = [*found.content, *more]
    quotations = [
        q
        for q in spans.touched(content, scene.outer_quotations)
        if not any(q.holds(c.start, c.end) for c in (*found.cue, *found.source))
    ]
    content.extend(s for q in quotations for s in q.spans)
    return replace(found, content=spans.union(content, scene.article.text), quotations=tuple(quotations))
