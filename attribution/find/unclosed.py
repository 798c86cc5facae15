"""Where a quotation ends whose closing mark was forgotten: before the clause that reports it."""

from __future__ import annotations

from dataclasses import replace

from attribution.article import Span
from attribution.document import Document, Sentence
from attribution.find.quotations import Quotation

REPORTED = ("ccomp", "parataxis")
"""Relations of what is said to the verb that reports it."""


def up_to_report(document: Document, quotation: Quotation) -> Quotation:
    """The quotation, if it is of one paragraph and nobody closes it, up to the comma before a verb whose
    named subject says it ("“We are full, | said Ana Ruiz."); else as it is."""
    if quotation.closed or len(quotation.spans) > 1 or quotation.label is not None:
        return quotation
    for sentence in document.sentences_at(quotation.start, quotation.end):
        comma = _comma_before_report(sentence, quotation.start)
        if comma is not None:
            return replace(quotation, spans=(Span(quotation.start, comma),))
    return quotation


def _comma_before_report(sentence: Sentence, start: int) -> int | None:
    """Where the comma ends that parts what is said from the verb behind it with its subject."""
    words = sentence.words
    for verb in (w for w in words if w.deprel == "root"):
        children = [words[i] for i in sentence.children[verb.index]]
        said = [w for w in children if w.deprel in REPORTED and start <= w.start and w.index < verb.index]
        named = [w for w in children if w.deprel == "nsubj" and w.upos == "PROPN"]
        if said and named:
            between = words[said[0].index : min(verb.index, named[0].index)]
            return next((w.end for w in reversed(between) if w.text == ","), None)
    return None
