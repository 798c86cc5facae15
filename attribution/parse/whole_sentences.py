"""Sentences as the parser is to have them: none cut where a line goes on, and none too long for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attribution.parse.prepared import Prepared

if TYPE_CHECKING:
    from stanza import Document as StanzaDocument

LONGEST_SENTENCE = 180
"""Words. The parser's memory grows with the square of the sentence; a longer one is cut, which no real
sentence needs."""


def joined(document: StanzaDocument, prepared: Prepared) -> StanzaDocument:
    """The sentences, with those put together again that the tokenizer cut inside a line without any mark:
    "Council leader Frances | Abery went"."""
    cut = [
        prepared.between(a.tokens[-1].end_char, b.tokens[0].start_char) == " "
        and document.text[a.tokens[-1].end_char - 1].isalpha()
        for a, b in zip(document.sentences, document.sentences[1:], strict=False)
    ]
    if not any(cut):
        return document
    from stanza import Document as StanzaDocument

    sentences: list[list[dict[str, Any]]] = []
    for sentence, goes_on in zip(document.sentences, [False, *cut], strict=True):
        if not goes_on:
            sentences.append([])
        _append(sentences[-1], [token.to_dict() for token in sentence.tokens])
    return StanzaDocument(sentences, text=document.text)


def _append(piece: list[dict[str, Any]], tokens: Sequence[list[dict[str, Any]]]) -> None:
    """Put tokens behind those of a piece, numbered on."""
    for token in tokens:
        shift = len(piece) + 1 - (token[0]["id"] if isinstance(token[0]["id"], int) else token[0]["id"][0])
        for entry in token:
            number = entry["id"]
            entry["id"] = number + shift if isinstance(number, int) else tuple(n + shift for n in number)
        piece.extend(token)


def without_long_ones(document: StanzaDocument) -> StanzaDocument:
    if all(len(s.words) <= LONGEST_SENTENCE for s in document.sentences):
        return document
    from stanza import Document as StanzaDocument

    sentences = []
    for sentence in document.sentences:
        tokens = [token.to_dict() for token in sentence.tokens]
        piece: list[dict[str, Any]] = []
        for token in tokens:
            if len(piece) + len(token) > LONGEST_SENTENCE:
                sentences.append(piece)
                piece = []
            _append(piece, [token])
        sentences.append(piece)
    return StanzaDocument(sentences, text=document.text)
