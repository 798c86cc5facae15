"""Letters that an article prints whole: whose they are stands below them, behind a line that takes leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attribution.article import Article, Span
from attribution.document import Document
from attribution.find.quotations import Quotation

BEFORE = r"[>\s*_“\"]*"
LEAD = re.compile(BEFORE)
GREETING = re.compile(rf"{BEFORE}[^\W\d_a-z][^.!?\n“”\"]{{2,60}},[*_\s]*")
"""A paragraph that speaks to somebody: "Dear Terje,"."""
LEAVE = re.compile(
    rf"{BEFORE}[^\W\d_a-z](?:[^.!?\n“”\"]{{1,58}},[*_ ]*(?:\n|$)|[^\W\d_]*(?: [^\W\d_]+){{0,4}},)(?:\s|>)*"
)
"""The line that takes leave: "Yours, in a temper,", or "With kind regards," with the name behind it."""
SENTENCE = re.compile(r"[^\W\d_A-Z][.!?](?:\s|$)")
LONGEST_SIGNATURE = 160
"""Code points of the lines with the name and what the writer is."""
LONGEST = 40
"""Paragraphs of a letter."""


def letters(article: Article, document: Document) -> tuple[Quotation, ...]:
    """The paragraphs of each letter, from a greeting to a leave with the name of a person behind or below it,
    as a turn of that person; in lines behind ">" a greeting is not needed."""
    body = [Span(r.start, r.end) for r in article.regions if r.kind == "body"]
    people = {n.start: Span(n.start, n.end) for n in document.names if n.type == "PERSON"}
    return tuple(_letters(article.text, body, people)) if people else ()


def _letters(text: str, body: Sequence[Span], people: dict[int, Span]) -> Iterator[Quotation]:
    first = 0  # the paragraph behind the last letter
    for i in range(len(body)):
        name = _signature(text, body, i, people)
        start = None if name is None else _begin(text, body, range(max(first, i - LONGEST), i))
        if name is not None and start is not None and start < i:
            yield Quotation(tuple(_bare(text, p) for p in body[start:i]), label=name)
            first = i + 1


def _signature(text: str, body: Sequence[Span], i: int, people: dict[int, Span]) -> Span | None:
    """The name behind the leave that a paragraph begins with, or below one that is nothing else."""
    leave = LEAVE.match(text, body[i].start, body[i].end)
    if leave is None:
        return None
    alone = leave.end() == body[i].end
    signed = body[i + 1] if alone and i + 1 < len(body) else Span(leave.end(), body[i].end)
    if signed.end - signed.start > LONGEST_SIGNATURE or SENTENCE.search(text, signed.start, signed.end):
        return None
    return people.get(_bare(text, signed).start)


def _begin(text: str, body: Sequence[Span], above: range) -> int | None:
    """The first paragraph of the letter whose signature stands below these; None where none begins here."""
    greeting = next(
        (i for i in reversed(above) if GREETING.fullmatch(text, body[i].start, body[i].end)), None
    )
    if greeting is not None:
        return greeting + 1
    quoted = above.stop
    while quoted > above.start and text[body[quoted - 1].start] == ">":
        quoted -= 1
    return quoted if quoted < above.stop else None


def _bare(text: str, paragraph: Span) -> Span:
    """The paragraph without what sets it off."""
    lead = LEAD.match(text, paragraph.start, paragraph.end)
    return Span(lead.end() if lead else paragraph.start, paragraph.end)
