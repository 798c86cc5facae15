"""Dialogues in print: paragraphs of a line each, of which only the first say who speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from attribution.article import Article, Span
from attribution.document import Document
from attribution.find.quotations import Quotation

TOLD = 2
"""So many lines right above the first bare one have other words too, which may say whose they are; one, where
it asks."""
LONGEST_PARAGRAPH = 220
"""Code points of a line's paragraph: what is longer is part of a statement."""
SHORT, MANY = 8, 4
"""Words of a line that is no statement either, and how many such lines alone make a dialogue."""
BRISK, SEVERAL = 20, 3
"""Words of a line that may answer another, and how many such lines alone follow those that say who speaks,
where they speak to each other."""
BLANKS = " \t\r\n*_>.,"


@dataclass(frozen=True, slots=True)
class _DialogueLine:
    """What is said in a paragraph, whether it holds nothing else, and whether it tells what somebody does
    beside it."""

    said: Quotation
    bare: bool
    acted: bool


def dialogues(
    article: Article, document: Document, quotations: Sequence[Quotation], acted: Collection[Quotation]
) -> tuple[tuple[Quotation, ...], ...]:
    """The first quotations of the paragraphs of each dialogue, in text order. ``acted`` are those beside
    which somebody does something.

    The paragraphs are short and follow one another; two have more words than the quotation, and then one has
    none. From the one above it on somebody asks, or is spoken to; or all are very short; or the lines are
    brisk and twice have "you". Or one asks, or tells what somebody does, and the next, brisk and no
    question where the first is one, has no more words.
    """
    return tuple(_dialogues(article, document, quotations, acted))


def dialogues_of_strangers(
    article: Article, quotations: Sequence[Quotation]
) -> tuple[tuple[Quotation, ...], ...]:
    """The lines of each dialogue of which no word tells who speaks, in text order: brisk paragraphs that hold
    a quotation and nothing else, one of them asks, and no colon leads them in."""
    text = article.text
    found = []
    for above, run in _runs(article, quotations, ()):
        lines = tuple(line.said for line in run)
        if (
            len(lines) >= MANY
            and all(line.bare for line in run)
            and all(_is_brisk(text, q) for q in lines)
            and any(is_question(text, q) for q in lines[:-1])
            and above is not None
            and not above.of(text).rstrip(BLANKS).endswith(":")
        ):
            found.append(lines)
    return tuple(found)


def _runs(
    article: Article, quotations: Sequence[Quotation], acted: Collection[Quotation]
) -> Iterator[tuple[Span | None, list[_DialogueLine]]]:
    """The paragraphs that follow one another as lines, with the paragraph above them."""
    body = [Span(r.start, r.end) for r in article.regions if r.kind == "body"]
    opening = {q.start: q for q in quotations if q.level == 0 and q.closed and len(q.spans) == 1}
    found = [(p, _line(article.text, p, opening, acted)) for p in body]
    above = None
    for is_line, group in groupby(found, key=lambda pair: pair[1] is not None):
        paragraphs = list(group)
        if is_line:
            yield above, [line for _, line in paragraphs if line is not None]
        above = paragraphs[-1][0]


def _dialogues(
    article: Article, document: Document, quotations: Sequence[Quotation], acted: Collection[Quotation]
) -> Iterator[tuple[Quotation, ...]]:
    for _, run in _runs(article, quotations, acted):
        bare = [i for i, line in enumerate(run) if line.bare]
        begun = (run[above + 1 :] for above, first in pairwise((-1, *bare)) if first - above > 1)
        lines = next((lines for lines in begun if _is_dialogue(article.text, document, lines)), None)
        if lines is not None:
            yield tuple(line.said for line in lines)


def _is_dialogue(text: str, document: Document, run: Sequence[_DialogueLine]) -> bool:
    """Whether lines that begin with those that have other words are several people's."""
    lines = [line.said for line in run]
    first = next(i for i, line in enumerate(run) if line.bare)
    last = run[first - 1]
    answered = is_question(text, last.said) and not is_question(text, lines[first])
    if (last.acted or answered) and _is_brisk(text, lines[first]):
        return True
    several = sum(line.bare for line in run) >= SEVERAL
    return first >= TOLD and (
        _is_exchange(text, document, lines, lines[first - 1 :])
        or (several and _speak_to_each_other(text, document, lines[max(first - 2, 0) :]))
    )


def _line(
    text: str, paragraph: Span, opening: Mapping[int, Quotation], acted: Collection[Quotation]
) -> _DialogueLine | None:
    """The line that a short paragraph is, if it begins with a quotation or tells what somebody does before
    one."""
    words = paragraph.of(text)
    first = opening.get(paragraph.start + len(words) - len(words.lstrip(BLANKS)))
    said = first or next((q for q in acted if paragraph.covers(Span(q.start, q.end))), None)
    if said is None or len(words) > LONGEST_PARAGRAPH:
        return None
    bare = said is first and not text[said.end : paragraph.end].strip(BLANKS)
    return _DialogueLine(said, bare, said in acted)


def _is_exchange(
    text: str, document: Document, lines: Sequence[Quotation], later: Sequence[Quotation]
) -> bool:
    """Whether the lines show that several speak. ``later`` are those from the one above the first bare one
    on."""
    asked = any(is_question(text, q) for q in later[:-1])
    short = len(lines) >= MANY and all(len(text[q.start : q.end].split()) <= SHORT for q in lines)
    return asked or short or any(spoken_to(document, q) for q in later)


def is_question(text: str, said: Quotation) -> bool:
    """Whether a line ends with a question."""
    return "?" in text[said.end - 2 : said.end]


def _is_brisk(text: str, said: Quotation) -> bool:
    return len(text[said.start : said.end].split()) <= BRISK


def _speak_to_each_other(text: str, document: Document, lines: Sequence[Quotation]) -> bool:
    """Whether all lines are brisk, and two of them have "you" or "your"."""
    you = [q for q in lines if _has_second_person(document, q)]
    return len(you) > 1 and all(_is_brisk(text, q) for q in lines)


def _has_second_person(document: Document, said: Quotation) -> bool:
    return any(
        "Person=2" in word.feats.split("|") and said.holds(word.start, word.end)
        for sentence in document.sentences_at(said.start, said.end)
        for word in sentence.words
    )


def spoken_to(document: Document, said: Quotation) -> list[Span]:
    """The words in a quotation by which somebody is spoken to: "Read it, | Victor"."""
    return [
        Span(word.start, word.end)
        for sentence in document.sentences_at(said.start, said.end)
        for word in sentence.words
        if word.deprel == "vocative" and said.holds(word.start, word.end)
    ]
