"""An article as it was read: its text, what is known about it, and which stretches are the story itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


GAP = " … "
"""What stands for the words between two spans where they are shown together."""


def text_of(spans: Iterable[Span], text: str) -> str:
    """The text of the spans as people read it: GAP between one and the next."""
    return GAP.join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class Region:
    """One block (paragraph, heading, caption …) of an article: part of the story, or furniture around it.

    A body region is one paragraph: no sentence and no quotation without a repeated opening mark crosses its
    end. ``heading`` blocks are body (headlines quote people) but stand apart from the paragraphs.
    """

    kind: Literal["body", "furniture"]
    start: int
    end: int
    heading: bool = False


ArticleKind = Literal["article", "record"]
"""A record gives what was said itself: a transcript, a speech, a statement, minutes, a court paper."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is never altered after reading; every offset in the program points into it.

    ``id`` is the path relative to the path given; ``plain`` says that the text is that of the file itself, so
    that anybody can slice the file. ``regions`` are in text order and do not overlap; text outside them is
    blank.
    """

    id: str
    text: str
    regions: tuple[Region, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO 8601 date, or None."""
    url: str | None = None
    byline: str | None = None
    language: str = "en"
    plain: bool = True
    pages: tuple[int, ...] = ()
    """Where each page begins in the text; empty for formats without pages."""
    kind: ArticleKind = "article"
    voice: Span | None = None
    """In a record of one voice (a speech, a statement), the words at its head that name whose it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that kept an article from being read, wholly or in part: what, and what to do next."""

    article: str
    code: str
    message: str
    next: str


def days_between(one: str | None, other: str | None) -> int | None:
    """The days from one ISO 8601 date to another, whichever is first; None where one is missing."""
    if not one or not other:
        return None
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
