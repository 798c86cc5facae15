"""Passages: what each attribution says as rows of folded words, and the article around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern

from attribution.article import Article, Span
from attribution.document import Document, Sentence, Word
from attribution.find.quotation_form import form
from attribution.find.quotations import Quotation, scan
from attribution.find.scene import Scene
from attribution.result import Attribution
from attribution.wording.folded import Folded, FoldedToken
from attribution.wording.normalise import fold, fold_part
from attribution.wording.same_words import SameWords


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
    def tokens(self) -> tuple[FoldedToken, ...]:
        return self.folded.tokens

    @property
    def article(self) -> str:
        return self.attribution.article


@dataclass(frozen=True)
class Reading:
    """An article with its sentences and paragraphs, for looking around a passage."""

    article: Article
    documents: Mapping[str, Document] = field(repr=False)
    """Parses by article, which need not be held in memory."""
    same: SameWords
    lemmas: Mapping[int, str] = field(repr=False)
    sentences: tuple[Span, ...] = field(repr=False)
    names: frozenset[int] = field(repr=False)
    """Where words of names begin."""
    prepositions: frozenset[int] = field(repr=False)
    """Where they begin."""
    quotations: tuple[Quotation, ...] = field(repr=False)
    speech: tuple[Quotation, ...] = field(repr=False)
    """The outer quotations that are set off as speech and hold a clause; none without a parse."""

    @classmethod
    def of(
        cls,
        article: Article,
        documents: Mapping[str, Document],
        same: SameWords,
        quotations: tuple[Quotation, ...] | None = None,
    ) -> Reading:
        """The reading of an article, of which there may be no parse; quotations are looked for where none are
        handed on."""
        if quotations is None:
            quotations = scan(article, same.words("elisions"))
        document = documents.get(article.id) or Document(())
        words = [w for s in document.sentences for w in s.words]
        parts_of_speech = {w.start: w.upos for w in words}
        return cls(
            article,
            documents,
            same,
            {w.start: intern(w.lemma.lower()) for w in words if w.lemma},
            document.spans,
            frozenset(w.start for w in words if w.upos == "PROPN" or w.ner in ("PERSON", "ORG", "PLACE")),
            frozenset(start for start, upos in parts_of_speech.items() if upos == "ADP"),
            quotations,
            tuple(_speech(Scene(article, document, quotations))) if words else (),
        )

    @property
    def document(self) -> Document | None:
        return self.documents.get(self.article.id)

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

    def holds(self, phrases: re.Pattern[str]) -> bool:
        """Whether one of the phrases stands anywhere in the text; where none does, no stretch has one."""
        known = self._holds.get(phrases.pattern)
        if known is None:
            known = self._holds[phrases.pattern] = phrases.search(self._all_words) is not None
        return known

    @cached_property
    def _holds(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _all_words(self) -> str:
        return f" {' '.join(self.folded.words)} "

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """The spans of the outermost quotations."""
        return tuple(s for q in self.quotations if q.level == 0 for s in q.spans)

    @cached_property
    def nested(self) -> tuple[Span, ...]:
        """The spans of quotations inside others."""
        return tuple(s for q in self.quotations if q.level > 0 for s in q.spans)

    @cached_property
    def parsed(self) -> Mapping[int, tuple[Sentence, Word]]:
        """Each parsed word with its sentence, by where it begins; empty without a parse."""
        sentences = self.document.sentences if self.document else ()
        return {w.start: (s, w) for s in sentences for w in s.words}

    @cached_property
    def folded(self) -> Folded:
        """The whole text, folded once."""
        return fold(self.article.text, self.same)

    def part(self, span: Span) -> Folded:
        """A part of the text, folded by itself."""
        return fold_part(self.article.text, self.same, span.start, span.end, self.folded)


def _speech(scene: Scene) -> Iterator[Quotation]:
    """The outer quotations that are set off as speech and hold a clause."""
    words = (w for s in scene.document.sentences for w in s.words)
    clauses = {scene.quotation_at(w.start) for w in words if "VerbForm=Fin" in w.feats}
    return (q for q in scene.outer_quotations if q in clauses and form(scene, q) == "sentence")


def in_sentences(tokens: Sequence[FoldedToken]) -> Iterator[tuple[int, Sequence[FoldedToken]]]:
    """The tokens of each sentence, with the place of its first."""
    starts = [i for i, token in enumerate(tokens) if token.opens or i == 0]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield start, tokens[start:end]


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
    return [Span(s, e) for s, e in zip(ends[::2], ends[1::2], strict=True) if s < e]
