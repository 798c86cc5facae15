"""What somebody does beside words that no verb reports: “Nine boats.” *Ana Ruiz put down her cup.*"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.article import Article, Span
from attribution.document import Document, Sentence, Word
from attribution.find.quotations import Quotation
from attribution.rule import SPEECH

LONGEST = 240
"""Code points of all that stands outside the marks: who tells more reports, and shows nobody speaking."""
REPORTS = 0.95
"""With this likelihood of reporting a verb does nothing else: "asked", but not "smiled"."""
BLANKS = " \t\r\n*_>"
ENDS = ".!?…—–"
MARKS = "”\"'’»“„"


def beats(
    article: Article, document: Document, quotations: Sequence[Quotation]
) -> Iterator[tuple[Quotation, Sentence, Word]]:
    """Each quotation that stands right before or behind a sentence that tells what somebody does, then and
    there; that sentence, and its subject.

    All that is not quoted in the paragraph stands on that side of the quotation, in a few words; the sentence
    has a verb in the simple past or present, and no date.
    """
    for paragraph in (Span(r.start, r.end) for r in article.regions if r.kind == "body" and not r.heading):
        inside = [q for q in quotations if paragraph.start <= q.start < paragraph.end]
        told = _told(article.text, paragraph, inside)
        if told is None:
            continue
        for quotation in inside:
            if (found := _beside(article.text, document, told, quotation)) is not None:
                yield quotation, *found


def _told(text: str, paragraph: Span, inside: Sequence[Quotation]) -> Span | None:
    """The one stretch of a paragraph outside the quotations in it, if it is short."""
    if not inside or any(len(q.spans) > 1 for q in inside):
        return None
    edges = [paragraph.start, *(edge for q in inside for edge in (q.start, q.end)), paragraph.end]
    gaps = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    told = [gap for gap in gaps if any(map(str.isalnum, gap.of(text)))]
    return told[0] if len(told) == 1 and told[0].end - told[0].start <= LONGEST else None


def _beside(text: str, document: Document, told: Span, quotation: Quotation) -> tuple[Sentence, Word] | None:
    """The sentence of that stretch beside a quotation, and who does something in it."""
    behind = told.start == quotation.end
    said = text[quotation.start : quotation.end].rstrip(MARKS)
    if told.of(text).rstrip(BLANKS)[-1:] not in ENDS or not (behind or told.end == quotation.start):
        return None
    if behind and said[-1:] not in ENDS:
        return None
    sentences = document.sentences_at(told.start, told.end)
    within = [s for s in sentences if any(_is_word(w) and told.start <= w.start < told.end for w in s.words)]
    if not within:
        return None
    beside = within[0] if behind else within[-1]
    doer = _doer(beside)
    if doer is None or not told.start <= doer.start < told.end:
        return None
    # “A,” said Lee. She sat down. “B.”
    reports = any(_is_word(w) and w.start < told.start for w in within[0].words)
    if reports and (beside is within[0] or "PronType=Prs" not in doer.feats):
        return None
    return beside, doer


def _doer(sentence: Sentence) -> Word | None:
    """The subject of a sentence that tells what one does at a moment."""
    words = sentence.words
    verb = next((w for w in words if w.deprel == "root"), None)
    if verb is None or verb.upos != "VERB" or any(w.ner == "DATE" for w in words):
        return None
    below = [words[i] for i in sentence.children[verb.index]]
    reports = bool(verb.speech) and verb.speech[SPEECH.index("cue")] >= REPORTS
    if reports or any(w.deprel == "ccomp" for w in below):  # what they say, and nothing they do
        return None
    finite = [verb] if "VerbForm=Inf" not in verb.feats else [w for w in below if w.deprel == "aux"]
    if not any("VerbForm=Fin" in w.feats and "Mood=Ind" in w.feats for w in finite):
        return None
    doer = next((w for w in below if w.deprel == "nsubj" and w.index < verb.index), None)
    if doer is None or any(words[i].deprel == "conj" for i in sentence.children[doer.index]):
        return None
    return doer


def _is_word(word: Word) -> bool:
    return word.upos != "PUNCT"
