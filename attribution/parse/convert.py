"""Stanza's document as ours, with the offsets of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from attribution.article import Span
from attribution.document import Document, Name, Sentence, Word
from attribution.parse.prepared import Prepared

if TYPE_CHECKING:
    from stanza import Document as StanzaDocument
    from stanza.models.common.doc import Sentence as StanzaSentence
    from stanza.models.common.doc import Token as StanzaToken

NAME_TYPES = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORGANIZATION": "ORG",
    "ORG": "ORG",
    "LOCATION": "PLACE",
    "LOC": "PLACE",
    "GPE": "PLACE",
    "FAC": "PLACE",
    "FACILITY": "PLACE",
    "NORP": "NORP",
}
"""The name types of OntoNotes and of English Worldwide Newswire, brought together; others keep their own."""


def convert(prepared: Prepared, parsed: StanzaDocument) -> Document:
    """Stanza's document as ours, without coreference: offsets are those of the article."""
    names = tuple(
        Name(
            prepared.place(e.start_char),
            prepared.place(e.end_char - 1) + 1,
            NAME_TYPES.get(e.type.upper(), e.type.upper()),
        )
        for e in parsed.ents or ()
    )
    kinds = {c: name.type for name in names for c in range(name.start, name.end)}
    speech = iter(parsed.reading.speech) if hasattr(parsed, "reading") else repeat(())
    return Document(
        tuple(_sentence(i, s, prepared, kinds, speech) for i, s in enumerate(parsed.sentences)), names
    )


def _sentence(
    index: int,
    sentence: StanzaSentence,
    prepared: Prepared,
    kinds: dict[int, str],
    speech: Iterator[tuple[float, ...]],
) -> Sentence:
    words: list[Word] = []
    for token in sentence.tokens:
        spans = _word_spans(token)
        for word, (start, end) in zip(token.words, spans, strict=True):
            begin = prepared.place(start)
            words.append(
                Word(
                    index=len(words),
                    start=begin,
                    end=prepared.place(end - 1) + 1,
                    text=prepared.text[start:end] if len(token.words) == 1 else word.text,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    feats=word.feats or "",
                    head=(word.head or 0) - 1,
                    deprel=word.deprel or "dep",
                    ner=kinds.get(begin, ""),
                    speech=next(speech),
                )
            )
    return Sentence.build(index, tuple(words))


def _word_spans(token: StanzaToken) -> list[tuple[int, int]]:
    """Offsets of a token's words: the pieces of a multi-word token where its words spell it, else the whole
    token."""
    if len(token.words) == 1:
        return [(token.start_char, token.end_char)]
    spans, at = [], token.start_char
    for word in token.words:
        spans.append((at, at + len(word.text)))
        at += len(word.text)
    if "".join(word.text for word in token.words).lower() == token.text.lower():
        return spans
    return [(token.start_char, token.end_char)] * len(token.words)


def official_chains(parsed: StanzaDocument, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, ...]]:
    for chain in parsed.coref or ():
        yield tuple(
            sorted(
                Span(
                    sentences[m.sentence].words[m.start_word].start,
                    sentences[m.sentence].words[m.end_word - 1].end,
                )
                for m in chain.mentions
                if isinstance(m.start_word, int)
            )
        )
