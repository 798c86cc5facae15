"""Which sentences are headings, whose capitals and grammar tell little."""

from __future__ import annotations

from attribution.document import Sentence
from attribution.find.scene import Scene

CAPITALS = 0.8
"""The share of the longer words of a heading that begin with a capital, at least."""
LONGER = 4
"""Letters of a longer word, at least."""


def is_heading(scene: Scene, sentence: Sentence) -> bool:
    """Whether nearly all longer words begin with a capital, or the sentence opens the article, alone in its
    paragraph and without a mark at its end."""
    longer = [w.text for w in sentence.words if len(w.text) >= LONGER and w.text.isalpha()]
    if len(longer) > 2 and sum(w[0].isupper() for w in longer) >= CAPITALS * len(longer):
        return True
    return (
        sentence.index == 0
        and len(scene.paragraphs) > 1
        and sentence.end == scene.paragraphs[0].end
        and sentence.words[-1].text[-1:].isalnum()
    )
