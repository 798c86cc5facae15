"""Whose the quoted words are inside what somebody speaks about: "criticised Lee for saying “…”", "rejects
Lee's claim that “…”"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from attribution.article import Span
from attribution.find.found import Found, token_of
from attribution.find.scene import Scene, Token
from attribution.find.spans import touched

RELAYED = frozenset({"ccomp", "xcomp", "parataxis", "root"})
"""Relations of a clause that tells what somebody says; in any other a thing is named that they speak about.
"""

OPEN_CLASSES = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB"})


def parted(scene: Scene, found: Sequence[Found], judging: Set[str], claims: Set[str]) -> list[Found]:
    """The finds, those that judge what another says without the other's quoted words. ``judging`` are lemmas
    of verbs by which somebody judges another, ``claims`` of nouns for what somebody says.

    Whoever says "that Lee had called it “…”" relays those words; whoever criticises Lee for calling it “…”,
    or rejects his claim that it was “…”, does not.
    """
    kept = (
        _own(scene, outer, [f for f in found if _is_anothers(scene, outer, f, judging, claims)])
        for outer in found
    )
    return [find for find in kept if find is not None]


def _is_anothers(scene: Scene, outer: Found, inner: Found, judging: Set[str], claims: Set[str]) -> bool:
    """Whether a find reports, inside what somebody judges, quoted words of another."""
    if outer.cue_token is None or inner.cue_token is None or inner.source_token is None:
        return False
    if inner is outer or not inner.quotations or inner.source_token == outer.source_token:
        return False
    if scene.quotation_at(inner.cue[0].start) is not None:
        return False
    claimed = _lemma(scene, inner.cue_token) in claims and _is_spoken_about(scene, outer)
    if not claimed and (_lemma(scene, outer.cue_token) not in judging or _may_be_own(scene, inner)):
        return False
    within = (*inner.cue, *inner.content)
    return inner.content != outer.content and all(any(o.covers(s) for o in outer.content) for s in within)


def _is_spoken_about(scene: Scene, found: Found) -> bool:
    """Whether the content is a thing of which the cue tells something, and no clause that is relayed."""
    top = token_of(found.binding, "content")
    return top is not None and scene.word(top).deprel not in RELAYED


def _may_be_own(scene: Scene, inner: Found) -> bool:
    """Whether the source is a pronoun like "he": "condemned what he called “…”"."""
    word = scene.word(inner.source_token) if inner.source_token else None
    return word is None or "PronType=Prs" in word.feats


def _lemma(scene: Scene, token: Token) -> str:
    return scene.word(token).lemma.lower()


def _own(scene: Scene, outer: Found, inner: Sequence[Found]) -> Found | None:
    """The find up to the first words of another in it; None where nothing but who says them is left of it
    ("denounced | what Lee called | “…”")."""
    if not inner:
        return outer
    end = min(f.content[0].start for f in inner)
    kept = [Span(s.start, min(s.end, end)) for s in outer.content if s.start < end]
    text = scene.article.text
    trimmed = [Span(s.start, s.start + len(s.of(text).rstrip(" ,:“\"‘'"))) for s in kept]
    content = tuple(s for s in trimmed if s.start < s.end)
    if not content:
        return outer
    others = [span for f in inner for span in (*f.cue, *f.source)]
    left = [t for span in content for t in scene.tokens_between(span.start, span.end)]
    if not any(
        scene.word(t).upos in OPEN_CLASSES and not any(s.covers(scene.span(t)) for s in others) for t in left
    ):
        return None
    return replace(outer, content=content, quotations=tuple(touched(content, outer.quotations)))
