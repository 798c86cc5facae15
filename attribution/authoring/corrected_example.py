"""An example for a rule, made of an attribution that a person corrected; its words can be replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.article import Article, Span
from attribution.document import Document
from attribution.result import Attribution

OPEN_CLASSES = ("NOUN", "PROPN", "NUM", "ADJ", "VERB", "ADV")
"""Words of these classes can be replaced: all that tell what an article was about."""
PieceKind = Literal["word", "mark", "between"]


@dataclass(frozen=True, slots=True)
class ExamplePiece:
    """A stretch of the example as written: a word that can be replaced, a mark, or what is between them."""

    text: str
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class ExampleDraft:
    """An example, or a counterexample (``speech`` is false), in the sentences in which the words stand.

    ``named`` says whether the speaker's name stands there outside the words; where it does not, no rule can
    find it. ``cue`` says whether the word that reports is marked.
    """

    speech: bool
    pieces: tuple[ExamplePiece, ...]
    named: bool
    cue: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words that can be replaced, each once."""
        return tuple(dict.fromkeys(p.text for p in self.pieces if p.kind == "word"))

    def yaml(self, instead: Mapping[str, str], rule: str) -> str:
        """The example as a rule file has it, with other words instead of those given; ``rule`` found it."""
        text = "".join(
            _plain(instead.get(p.text) or p.text) if p.kind == "word" else p.text for p in self.pieces
        )
        key = "examples" if self.speech else "counterexamples"
        about = f"# {rule} found it otherwise.\n" if rule else ""
        return f"{about}{key}:\n  - {json.dumps(text, ensure_ascii=False)}\n"


def drafted(article: Article, document: Document, a: Attribution, speech: bool = True) -> ExampleDraft:
    """The example that the attribution makes, as corrected."""
    sentences = _sentences(document, a)
    source = _name(article, sentences, a) or a.source
    role = "content" if a.kind == "indirect" else "quote"
    marks = [(role, s) for s in a.content]
    marks += [("cue", s) for s in a.cue] + [("source", s) for s in source]
    inside = [(r, s) for r, s in marks if any(s.overlaps(each) for each in sentences)] if speech else []
    pieces = _pieces(article, document, sentences, inside)
    return ExampleDraft(speech, tuple(pieces), any(r == "source" for r, _ in inside), bool(a.cue))


def _sentences(document: Document, a: Attribution) -> list[Span]:
    """The sentences in which the attribution stands, with those between."""
    spans = (*a.content, *a.cue, *a.source)
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    return [Span(s.start, s.end) for s in document.sentences if s.end > first and s.start < last]


def _name(article: Article, sentences: Sequence[Span], a: Attribution) -> tuple[Span, ...]:
    """Where the speaker's name, or the end of it, stands in the sentences outside the words; () where it does
    not."""
    words = (a.speaker.name or "").split()
    for at in range(len(words)):
        name = " ".join(words[at:])
        for sentence in sentences:
            start = article.text.find(name, sentence.start, sentence.end)
            span = Span(start, start + len(name))
            if start >= 0 and not any(span.overlaps(s) for s in a.content):
                return a.source if any(s.covers(span) for s in a.source) else (span,)
    return ()


def _pieces(
    article: Article, document: Document, sentences: Sequence[Span], marks: Sequence[tuple[str, Span]]
) -> list[ExamplePiece]:
    """The text of the sentences in pieces: marks, words that can be replaced, and what is between them."""
    if not sentences:
        return []
    begin, end = sentences[0].start, sentences[-1].end
    opening, closing = _marks(marks, begin, end)
    words = {
        w.start: w.end
        for s in document.sentences
        if begin <= s.start < end
        for w in s.words
        if w.upos in OPEN_CLASSES and w.end > w.start
    }
    cuts = sorted({begin, end, *opening, *closing, *words, *words.values()})
    pieces = []
    for at, until in zip(cuts, [*cuts[1:], end], strict=True):
        pieces += [ExamplePiece("}" * closing[at], "mark")] if closing.get(at) else []
        pieces += [ExamplePiece("{" + role + "|", "mark") for role in opening.get(at, ())]
        if until > at:
            kind: PieceKind = "word" if words.get(at) == until else "between"
            pieces.append(ExamplePiece(_plain(article.text[at:until]), kind))
    return pieces


def _marks(
    marks: Sequence[tuple[str, Span]], begin: int, end: int
) -> tuple[dict[int, list[str]], dict[int, int]]:
    """Which marks open and how many close at each place; the longest of those that open at one is outside."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, int] = {}
    for role, span in sorted(marks, key=lambda m: (m[1].start, -m[1].end)):
        start, stop = max(span.start, begin), min(span.end, end)
        opening.setdefault(start, []).append(role)
        closing[stop] = closing.get(stop, 0) + 1
    return opening, closing


def _plain(text: str) -> str:
    """The text without braces, which would be marks."""
    return text.replace("{", "(").replace("}", ")")
