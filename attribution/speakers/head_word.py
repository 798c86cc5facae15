"""The head word of a stretch of text: the one that the others hang on."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.article import Span
from attribution.find.scene import Scene, Token

NOUNS = ("PROPN", "NOUN", "PRON")
INSIDE_A_NAME = ("compound", "nmod:poss", "flat", "amod")


def head_word(scene: Scene, span: Span) -> Token | None:
    """The first word of the span whose head stands outside it, else its first word; None where no word begins
    in it."""
    tokens = scene.tokens_between(span.start, span.end)
    return next(iter(_outermost(scene, tokens) or tokens), None)


def head_noun(scene: Scene, spans: Sequence[Span]) -> Token | None:
    """The word that the others of a source hang on: a noun, name or pronoun, and the first where there are
    several."""
    tokens = [t for s in spans for t in scene.tokens_between(s.start, s.end)]
    tops = _outermost(scene, tokens)
    nouns = [t for t in tokens if scene.word(t).upos in NOUNS]
    for choice in (
        [t for t in tops if t in nouns],
        [t for t in tops if scene.word(t).upos in ("NUM", "ADJ")],
        [t for t in nouns if scene.word(t).deprel == "nsubj"],
        [t for t in nouns if scene.word(t).deprel not in INSIDE_A_NAME],
        [t for t in tops if scene.word(t).upos not in ("DET", "ADP")],
        tops,
        tokens,
    ):
        if choice:
            return choice[0]
    return None


def _outermost(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """The words, but for marks, whose heads are not among the tokens."""
    inside = set(tokens)
    return [
        t
        for t in tokens
        if scene.word(t).upos != "PUNCT" and Token(t.sentence, scene.word(t).head) not in inside
    ]
