"""One attribution as a rule found it: from the words that the rule bound to spans of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from attribution.article import Span
from attribution.find import content_span, spans
from attribution.find.edges import Thing
from attribution.find.quotation_form import MARKS, form
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token
from attribution.rule import QUOTE, TURN, Rule


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before its speaker is known. Spans are in text order; ``cue`` and ``source`` may be
    empty.

    ``cue_token`` and ``source_token`` are the words that the rule bound (the head of the cue, of the source
    phrase); ``source_rule`` is the rule that found the source, where the attribution's own rule names none.
    """

    rule: Rule
    binding: Mapping[str, Thing]
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    cue_token: Token | None
    source_token: Token | None
    quotations: tuple[Quotation, ...] = ()
    source_rule: Rule | None = None
    negated: bool = False
    within: int | None = None
    """The place in the list of the attribution that relays this one."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A match that did not become an attribution, and the one that stood in its way; None where the reader
    did not take its words for something reported."""

    found: Found
    to: Found | None


def spans_of(
    scene: Scene, rule: Rule, binding: Mapping[str, Thing], hearers: Set[str] = frozenset()
) -> Found:
    """The spans that a binding of a rule's nodes stands for. ``hearers`` are lemmas of cues whose object
    is the person spoken to."""
    cue, source = token_of(binding, "cue"), token_of(binding, "source")
    quote = binding.get(QUOTE) or binding.get(TURN)
    content, quotations = _content(scene, binding, hearers)
    phrase = spans.source(scene, source, cue) if source else ()
    if isinstance(quote, Quotation) and quote.label is not None:
        phrase, content = (quote.label,), list(quote.spans)
    return Found(
        rule=rule,
        binding=dict(binding),
        content=spans.union(_behind_datelines(scene, content), scene.article.text),
        cue=spans.cue(scene, cue) if cue else (),
        source=phrase,
        cue_token=cue,
        source_token=source,
        quotations=tuple(quotations),
        negated=rule.negated,
    )


def _behind_datelines(scene: Scene, content: Sequence[Span]) -> list[Span]:
    return [cut for span in content if (cut := scene.behind_dateline(span)).start < cut.end]


def _content(
    scene: Scene, binding: Mapping[str, Thing], hearers: Set[str]
) -> tuple[list[Span], list[Quotation]]:
    """What was said, and the quotations in it: each quotation that it touches is taken whole, unless cue or
    source stand inside."""
    cue, source, content, rest = (token_of(binding, n) for n in ("cue", "source", "content", "rest"))
    quote = binding.get(QUOTE) or binding.get(TURN)
    parts: list[Span] = []
    if content is not None:
        parts.extend(content_span.content(scene, content, cue, source, rest, hearers))
    if isinstance(quote, Quotation):
        parts.extend(quote.spans)
    at = [scene.word(t).start for t in (cue, source) if t is not None]
    quotations = [
        q for q in spans.touched(parts, scene.outer_quotations) if not any(q.holds(a, a + 1) for a in at)
    ]
    parts.extend(s for q in quotations for s in q.spans)
    if content is not None and cue is not None:
        parts = _up_to_mark(scene, parts, quotations, scene.word(cue).start)
    if isinstance(quote, Quotation) and content is None and cue is not None:
        parts.extend(_leading(scene, quote, cue, source))
    return parts, quotations


def _up_to_mark(scene: Scene, parts: list[Span], quotations: Sequence[Quotation], cue: int) -> list[Span]:
    """The parts without what stands between a quotation that is whole and the cue after it: those words name
    the speaker."""
    whole = [q for q in quotations if q.end <= cue and form(scene, q) == "sentence"]
    if not whole or any(s.start >= cue for s in parts):
        return parts
    end = max(q.end for q in whole)
    return [Span(s.start, min(s.end, end)) for s in parts if s.start < end]


def _leading(scene: Scene, quotation: Quotation, cue: Token, source: Token | None) -> list[Span]:
    """The words before a quotation that goes on with their sentence: “*If rivals stay,* “it is over,” he
    said”."""
    text = scene.article.text
    inner = text[quotation.start : quotation.spans[0].end].lstrip(MARKS + " ")
    at = scene.word(cue).start
    if at < quotation.start or not inner[:1].islower():
        return []
    paragraph = scene.paragraphs[scene.paragraph(quotation.start)]
    before = scene.tokens_between(paragraph.start, quotation.start)
    inside = scene.tokens_between(quotation.start, quotation.spans[0].end)
    if not before or not inside or before[-1].sentence != inside[0].sentence:
        return []
    words = [t for t in before if t.sentence == inside[0].sentence]
    if source in words or any(scene.quotation_at(scene.word(t).start) for t in words):
        return []
    return [Span(scene.word(words[0]).start, quotation.start)]


def token_of(binding: Mapping[str, Thing], name: str) -> Token | None:
    """The word bound to a node; None where the node is unbound or a quotation."""
    thing = binding.get(name)
    return thing if isinstance(thing, Token) else None
