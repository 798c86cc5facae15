"""Passages: what each attribution says as rows of folded words, apart for what stands in quotation marks and what is reported."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from attribution.article import Article, Span
from attribution.document import Document
from attribution.find.quotation_form import form
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.result import NOBODY, Attribution
from attribution.wording.normalise import Folded, SameWords, Token, fold, joined


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A stretch of what somebody said. ``quoted`` passages are one stretch between marks each; a reported
    passage is the whole content of an attribution with the rest of its sentence, ``span`` the content alone.
    ``inner`` are the spans in it that are in turn somebody else's words. ``content`` are the places of the
    content words among the tokens and ``lemmas`` their lemmas."""

    attribution: Attribution
    span: Span
    folded: Folded
    quoted: bool
    order: int
    heading: bool
    inner: tuple[Span, ...] = ()
    content: tuple[int, ...] = ()
    lemmas: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.folded.tokens

    @property
    def article(self) -> str:
        return self.attribution.article


@dataclass(frozen=True)
class Reading:
    """An article with its sentences and paragraphs, for looking around a passage."""

    article: Article
    document: Document | None
    same: SameWords
    lemmas: Mapping[int, str] = field(repr=False)
    sentences: tuple[Span, ...] = field(repr=False)
    names: frozenset[int] = field(repr=False)
    """Where words of names begin."""

    @classmethod
    def of(cls, article: Article, document: Document | None, same: SameWords) -> Reading:
        sentences = document.sentences if document else ()
        lemmas = {w.start: w.lemma.lower() for s in sentences for w in s.words if w.lemma}
        names = frozenset(
            w.start
            for s in sentences
            for w in s.words
            if w.upos == "PROPN" or w.ner in ("PERSON", "ORG", "PLACE")
        )
        return cls(article, document, same, lemmas, tuple(Span(s.start, s.end) for s in sentences), names)

    def sentence(self, span: Span) -> Span:
        """The sentences that the span touches, as one span."""
        i = max(0, bisect_right(self.sentences, Span(span.start, 1 << 60)) - 1)
        j = bisect_left(self.sentences, Span(span.end, 0))
        touched = [s for s in self.sentences[i:j] if s.overlaps(span)]
        return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end)) if touched else span

    def around(self, span: Span, paragraphs: int = 0) -> Span:
        """The paragraph of the span, with so many paragraphs before and after it."""
        regions = self.article.regions
        touched = [i for i, r in enumerate(regions) if r.start < span.end and span.start < r.end]
        if not touched:
            return self.sentence(span)
        return Span(
            regions[max(0, touched[0] - paragraphs)].start,
            regions[min(len(regions) - 1, touched[-1] + paragraphs)].end,
        )

    def words(self, span: Span) -> str:
        """The folded words of a stretch with spaces around each, for looking up phrases."""
        return f" {' '.join(self.folded.between(span.start, span.end))} "

    @cached_property
    def folded(self) -> Folded:
        """The whole text, folded once."""
        return fold(self.article.text, self.same)


def passages(
    reading: Reading,
    attributions: Sequence[Attribution],
    functions: frozenset[str],
    elisions: frozenset[str] = frozenset(),
) -> list[Passage]:
    """The passages of one article in text order: each stretch in marks, and each content that is not all in
    marks."""
    article, same = reading.article, reading.same
    quotations = scan(article, elisions)
    outer = [s for q in quotations if q.level == 0 for s in q.spans]
    nested = [s for q in quotations if q.level > 0 for s in q.spans]
    headings = [Span(r.start, r.end) for r in article.regions if r.heading]
    found: list[Passage] = []

    def add(attribution: Attribution, spans: Sequence[Span], quoted: bool) -> None:
        whole = Span(spans[0].start, spans[-1].end)
        if not quoted:
            spans = _sentence(reading, attribution, attributions)
        folded = joined(fold(article.text, same, s.start, s.end) for s in spans)
        if not folded.tokens:
            return
        inner = tuple(s for s in nested if whole.covers(s)) if quoted else ()
        content = tuple(i for i, t in enumerate(folded.tokens) if t.text not in functions)
        lemmas = tuple(_stem(folded.tokens[i], reading.lemmas, functions) for i in content)
        found.append(
            Passage(
                attribution,
                whole,
                folded,
                quoted,
                0,
                any(h.covers(whole) for h in headings),
                inner,
                content,
                lemmas,
            )
        )

    for attribution in attributions:
        if attribution.trial or (attribution.act != "statement" and attribution.kind == "indirect"):
            continue
        if _told_in_speech(attribution, outer, nested):
            continue
        stretches = list(_quoted(attribution, outer))
        for stretch in stretches:
            add(attribution, [stretch], True)
        if attribution.kind != "direct":
            add(attribution, attribution.content, False)
    found.sort(key=lambda p: (p.span, p.quoted))
    return [replace(p, order=n) for n, p in enumerate(found)]


def unspoken(
    reading: Reading,
    attributions: Sequence[Attribution],
    functions: frozenset[str],
    elisions: frozenset[str] = frozenset(),
) -> list[Passage]:
    """Quotations that are set off as speech and hold a clause, though no rule found anybody who says them.
    Their attribution has no id."""
    if reading.document is None:
        return []
    article, scene = (
        reading.article,
        Scene(reading.article, reading.document, scan(reading.article, elisions)),
    )
    taken = bytearray(len(article.text))
    for span in (s for a in attributions if not a.trial for s in a.content):
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    clauses = {
        scene.quotation_at(w.start)
        for s in reading.document.sentences
        for w in s.words
        if "VerbForm=Fin" in w.feats
    }
    free = [
        q
        for q in scene.outer_quotations
        if q in clauses
        and not any(1 in taken[s.start : s.end] for s in q.spans)
        and form(scene, q) == "sentence"
    ]
    nobody = [
        Attribution("", article.id, "direct", "statement", q.spans, (), (), NOBODY, "", "") for q in free
    ]
    return passages(reading, nobody, functions, elisions)


def _sentence(reading: Reading, attribution: Attribution, attributions: Sequence[Attribution]) -> list[Span]:
    """The sentence of a report without its cue and source and what others say in it: a parse often ends a
    content too early."""
    content = Span(attribution.content[0].start, attribution.content[-1].end)
    whole = reading.sentence(content)
    out = [*attribution.cue, *attribution.source]
    out += [
        s
        for other in attributions
        if other is not attribution and other.kind != "indirect"
        for s in (*other.cue, *other.source, *other.content)
        if not any(s.overlaps(c) for c in attribution.content)
    ]
    spans, at = [], whole.start
    for span in sorted(s for s in out if s.overlaps(whole)):
        if span.start > at:
            spans.append(Span(at, span.start))
        at = max(at, span.end)
    if at < whole.end:
        spans.append(Span(at, whole.end))
    return spans or [content]


def _told_in_speech(attribution: Attribution, outer: Sequence[Span], nested: Sequence[Span]) -> bool:
    """Whether the attribution, cue and all, is part of what somebody says, with no marks of its own."""
    inside = any(
        q.covers(cue) and any(q.overlaps(c) for c in attribution.content)
        for q in outer
        for cue in attribution.cue
    )
    return inside and not any(n.overlaps(c) for n in nested for c in attribution.content)


def _quoted(attribution: Attribution, outer: Sequence[Span]) -> Iterator[Span]:
    """The parts of the content in quotation marks; all of a direct content that has none (a transcript)."""
    parts = [
        Span(max(c.start, q.start), min(c.end, q.end))
        for c in attribution.content
        for q in outer
        if c.overlaps(q)
    ]
    yield from sorted(set(parts)) or (attribution.content if attribution.kind == "direct" else ())


def _stem(token: Token, lemmas: Mapping[int, str], functions: frozenset[str]) -> str:
    """The lemma of a word as the parse has it; figures, and words folded to something else, stay as they are."""
    if token.number:
        return token.text
    lemma = lemmas.get(token.start, "")
    return (
        lemma
        if lemma
        and lemma[:2] == token.text[:2]
        or lemma
        and lemma not in functions
        and len(lemma) > 2
        and lemma.isascii()
        else token.text
    )


def sentences(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The tokens of the sentences that ``start:end`` touches, within the marks of the passage."""
    tokens = passage.tokens
    while start and not tokens[start].opens:
        start -= 1
    while end < len(tokens) and not tokens[end].opens:
        end += 1
    return start, max(start + 1, end)


def whole_of(attribution: Attribution) -> Span:
    """From the first word of content, cue and source to the last."""
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def without(whole: Span, content: Sequence[Span]) -> list[Span]:
    """The stretches of the whole that are not content."""
    ends = [whole.start, *(e for s in sorted(content) for e in (s.start, s.end)), whole.end]
    return [Span(s, e) for s, e in zip(ends[::2], ends[1::2]) if s < e]
