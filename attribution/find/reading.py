"""What the reader takes words for, beside what rules find in them: the likelihoods of ``Word.speech``."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.article import Span
from attribution.find.scene import Scene
from attribution.rule import SPEECH


def likelihood(scene: Scene, spans: Iterable[Span], kind: str) -> float | None:
    """How likely the words of the spans are content, cue or source, on the mean; None where the parse does
    not tell."""
    number = SPEECH.index(kind)
    words = (scene.word(token) for span in spans for token in scene.tokens_between(span.start, span.end))
    told = [word.speech[number] for word in words if word.speech and word.upos != "PUNCT"]
    return sum(told) / len(told) if told else None
