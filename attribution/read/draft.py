"""What a reader makes of a file, before the story is told from what stands around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One stretch of text that stands by itself on the page: a paragraph, a heading, a caption, a line of a
    list.

    Code points, end exclusive; neither end is blank. ``heading`` is None where the format does not say;
    ``furniture`` is true where it says that the block is no part of the story (a running head).
    """

    start: int
    end: int
    heading: bool | None = None
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as its format gives it. ``blocks`` is None where the text has to be cut into blocks by its
    line ends. ``published`` is an ISO 8601 date; ``language`` is what the file declares, not what the text
    looks like."""

    id: str
    text: str
    blocks: tuple[TextBlock, ...] | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    plain: bool = False
    pages: tuple[int, ...] = ()
    """Where each page of a paged format begins in the text."""
    record: bool = False
    """Whether the format, or the file's own metadata, says that it is a record of what was said."""
