"""How the parse joins the content of a marked attribution to its cue, and where it does not."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.find.scene import Scene
from attribution.measure.characters import Span
from attribution.measure.gold import GoldAttribution

FIRST = ("ccomp", "xcomp", "obj", "obl", "nmod", "advcl", "acl", "parataxis", "nsubj")
"""Of several relations between words of the content and the cue, the first of these is the one that counts.
"""


def join(scene: Scene, marked: GoldAttribution) -> str:
    """The relation by which a word of the content depends on the cue; else ``cue below`` (the cue depends on
    the content), ``other sentence``, ``no edge``, ``no cue``, or ``not parsed`` where words of either stand
    outside the body.
    """
    if not marked.cue:
        return "no cue"
    cue, content = _words(scene, marked.cue), _words(scene, marked.content)
    if not cue or not content:
        return "not parsed"
    if not {s for s, _ in cue} & {s for s, _ in content}:
        return "other sentence"
    sentences = scene.document.sentences
    relations = {
        sentences[s].words[w].deprel.split(":")[0]
        for s, w in content
        if (s, sentences[s].words[w].head) in cue
    }
    if relations:
        return next((r for r in FIRST if r in relations), min(relations))
    return "cue below" if any((s, sentences[s].words[w].head) in content for s, w in cue) else "no edge"


def _words(scene: Scene, spans: Iterable[Span]) -> set[tuple[int, int]]:
    return {(t.sentence, t.word) for start, end in spans for t in scene.tokens_between(start, end)}
