"""What the reader takes words for, beside what rules find in them: the likelihoods of ``Word.speech``."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.article import Span
from attribution.document import Word
from attribution.find.scene import Scene
from attribution.rule import SPEECH

UNLIKELY_SOURCE = 0.2
"""A word less likely than this to be a source is hardly one: in PolNeAR's development part one in five of the
finds with such a source has it right, of those above .9 nine in ten."""

UNLIKELY_CUE = 0.2
"""The same of words that report."""
EVEN = 0.5
"""From here on a word is what the reader takes it for rather than not."""


def hardly_speaks(word: Word) -> bool:
    """Whether the reader does not take the word for whoever says something; False where the parse does not
    tell."""
    return bool(word.speech) and word.speech[SPEECH.index("source")] < UNLIKELY_SOURCE


def hardly_reports(word: Word) -> bool:
    """Whether the reader takes the word for nothing that reports; never where the parse does not tell."""
    return bool(word.speech) and word.speech[SPEECH.index("cue")] < UNLIKELY_CUE


def rather_reports(word: Word) -> bool:
    """Whether the reader takes the word for one that reports rather than not, as where the parse does not
    tell."""
    return not word.speech or word.speech[SPEECH.index("cue")] >= EVEN


def likelihood(scene: Scene, spans: Iterable[Span], kind: str) -> float | None:
    """How likely the words of the spans are content, cue or source, on the mean; None where the parse does
    not tell."""
    number = SPEECH.index(kind)
    words = (scene.word(token) for span in spans for token in scene.tokens_between(span.start, span.end))
    told = [word.speech[number] for word in words if word.speech and word.upos != "PUNCT"]
    return sum(told) / len(told) if told else None
