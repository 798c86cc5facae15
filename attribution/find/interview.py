"""Interviews without labels and quotation marks: questions that are paragraphs of their own, and answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from attribution.article import Article, Span
from attribution.document import Document, Sentence
from attribution.find.dash_turns import begins_with_dash
from attribution.find.quotations import Quotation

LEAST = 2
"""So many questions, each with an answer below it, make an interview."""
SHARE = 0.5
"""So many of the answers, at least, say "I"."""
EMPHASIS = " *_>\n"
NOTE = re.compile(r"(?:\*[^*]+\*|_[^_]+_)")
"""A paragraph in emphasis throughout: what the editors say below an interview."""


@dataclass(frozen=True, slots=True)
class _InterviewAnswer:
    question: Span
    paragraphs: tuple[Span, ...]


def answers(article: Article, document: Document) -> tuple[Quotation, ...]:
    """The answers of an interview, as turns of whoever the article names most before the first of them.

    Somebody must be spoken to in a question, speak of himself in half of the answers, and be named in none: a
    list of questions that a newspaper answers itself is no interview. Nothing where two people are named as
    often.
    """
    found = _answers(article)
    if len(found) < LEAST:
        return ()
    asked = _any_of(document, (a.question for a in found), "Person=2")
    own = sum(_any_of(document, a.paragraphs, "Number=Sing|Person=1") for a in found)
    person = _interviewed(article, document, found[0].paragraphs[0].start)
    if not asked or own < SHARE * len(found) or person is None or _is_told_of(article, person, found):
        return ()
    return tuple(Quotation(a.paragraphs, label=person) for a in found)


def _answers(article: Article) -> Sequence[_InterviewAnswer]:
    """Each paragraph that ends with a question mark and stands outside quotation marks, with the paragraphs
    below it up to the next such, those with a dash where it has one; what has none is left out."""
    body = [Span(r.start, r.end) for r in article.regions if r.kind == "body"]
    questions = [i for i, p in enumerate(body) if i and _is_question(p.of(article.text))]
    found = [
        _InterviewAnswer(body[i], paragraphs)
        for i, end in pairwise([*questions, len(body)])
        if (paragraphs := tuple(_below(article.text, body[i], body[i + 1 : end])))
    ]
    quoted = any(p.of(article.text).lstrip(EMPHASIS)[:1] in '“"«„' for a in found for p in a.paragraphs)
    return () if quoted else found


def _below(text: str, question: Span, paragraphs: Sequence[Span]) -> Iterable[Span]:
    if not begins_with_dash(text, question):
        return takewhile(lambda paragraph: not NOTE.fullmatch(paragraph.of(text).strip()), paragraphs)
    return takewhile(lambda paragraph: begins_with_dash(text, paragraph), paragraphs)


def _is_question(text: str) -> bool:
    bare = text.strip(EMPHASIS)
    return bare.endswith("?") and bare[:1] not in "“\"«„‘'"


def _is_told_of(article: Article, person: Span, found: Iterable[_InterviewAnswer]) -> bool:
    """Whether an answer names the person, as nobody names himself: somebody else writes about him there."""
    name = re.compile(rf"\b{re.escape(person.of(article.text).split()[-1])}\b")
    return any(name.search(article.text, p.start, p.end) for answer in found for p in answer.paragraphs)


def _any_of(document: Document, places: Iterable[Span], features: str) -> bool:
    """Whether a pronoun with these features stands in one of the places."""
    wanted = set(features.split("|"))
    spans = list(places)
    return any(
        word.upos in ("PRON", "DET") and wanted <= set(word.feats.split("|"))
        for sentence in _within(document, spans)
        for word in sentence.words
    )


def _within(document: Document, spans: Sequence[Span]) -> list[Sentence]:
    return [s for s in document.sentences if any(p.start <= s.start < p.end for p in spans)]


def _interviewed(article: Article, document: Document, before: int) -> Span | None:
    """The fullest name of the person who is named most before the first answer; of two who are named as
    often, of the one who alone is the subject of a sentence."""
    names = [n for n in document.names if n.type == "PERSON" and n.start < before]
    often = Counter(article.text[n.start : n.end].split()[-1] for n in names).most_common(3)
    if len(often) > 1 and often[0][1] == often[1][1]:
        subjects = _subjects(document, before)
        names = [n for n in names if any(n.start <= at < n.end for at in subjects)]
        often = Counter(article.text[n.start : n.end].split()[-1] for n in names).most_common(2)
    if not often or (len(often) == 2 and often[0][1] == often[1][1]):
        return None
    own = [Span(n.start, n.end) for n in names if article.text[n.start : n.end].split()[-1] == often[0][0]]
    return max(own, key=lambda s: (s.end - s.start, -s.start))


def _subjects(document: Document, before: int) -> list[int]:
    """Where the subjects of the sentences up to an offset begin."""
    return [w.start for s in document.sentences for w in s.words if w.deprel == "nsubj" and w.start < before]
