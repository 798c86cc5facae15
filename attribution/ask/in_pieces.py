"""Whether several quotations of one speaker together say the words that are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attribution.article import Span
from attribution.ask.in_passage import is_another
from attribution.ask.occurrence import Occurrence, Status, occurrence_in_speech
from attribution.ask.question import Question
from attribution.result import Difference
from attribution.wording.passage import Passage, Reading
from attribution.wording.splice import Piece, pieces, splices

WHOLE = 0.75
"""The least share of the words asked for that several quotations of one speaker must give."""


def in_pieces(
    question: Question, quotations: Sequence[Passage], readings: Mapping[str, Reading]
) -> list[Occurrence]:
    """The quotations that give the words together: as said if they follow each other, else altered."""
    of_one: dict[str, list[Passage]] = defaultdict(list)
    for quotation in quotations:
        speaker = quotation.attribution.speaker
        if name := speaker.person or speaker.name:
            of_one[name].append(quotation)
    with_question = {**readings, "": question.reading}
    return [place for group in of_one.values() for place in _of_one_speaker(question, group, with_question)]


def _of_one_speaker(
    question: Question, quotations: Sequence[Passage], readings: Mapping[str, Reading]
) -> list[Occurrence]:
    asked = question.passage
    parts = pieces(asked, quotations, question.wording.small_words)
    given = sum(part.block.size for part in parts)
    if len(parts) < 2 or given < WHOLE * len(asked.tokens):
        return []
    shown = _differences(question, quotations, parts, readings)
    other = is_another(parts[0].passage, question)
    as_said: Status = "other-speaker" if other else "as-said"
    status = as_said if given == len(asked.tokens) and not shown else "altered"
    return [
        occurrence_in_speech(status, passage, readings[passage.article], shown, under_another_name=other)
        for passage in dict.fromkeys(part.passage for part in parts)
    ]


def _differences(
    question: Question,
    quotations: Sequence[Passage],
    parts: Sequence[Piece],
    readings: Mapping[str, Reading],
) -> tuple[Difference, ...]:
    """Where the pieces do not follow each other, and what is left out between two of one quotation."""
    asked = question.passage
    words = asked.span.of(question.reading.article.text)
    seams = [
        Difference(s.how, words, f"{_words(s.first, readings)} … {_words(s.second, readings)}")
        for s in splices(asked, quotations, readings, question.wording.small_words)
    ]
    gaps = [
        Difference("left-out", "", _text(p.passage, _end(p), q.block.b, readings))
        for p, q in pairwise(parts)
        if p.passage is q.passage and _end(p) < q.block.b
    ]
    return (*seams, *gaps)


def _end(piece: Piece) -> int:
    """Where the piece ends among the tokens of its passage."""
    return piece.block.b + piece.block.size


def _words(piece: Piece, readings: Mapping[str, Reading]) -> str:
    return _text(piece.passage, piece.block.b, _end(piece), readings)


def _text(passage: Passage, start: int, end: int, readings: Mapping[str, Reading]) -> str:
    """The tokens ``start`` to ``end`` of a passage as they stand in its article."""
    span = Span(passage.tokens[start].start, passage.tokens[end - 1].end)
    return span.of(readings[passage.article].article.text)
