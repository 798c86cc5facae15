"""What flags, alignments and links are about: an attribution, or words that nobody is said to speak, by where
they stand."""

from __future__ import annotations

from attribution.result import Side
from attribution.wording.passage import Passage


def unit_of(passage: Passage) -> str:
    """The unit of a passage."""
    return passage.attribution.id or unit_at(passage.article, passage.span.start)


def unit_of_side(side: Side) -> str:
    """The unit of a side of a flag."""
    return side.attribution or unit_at(side.article, side.spans[0].start)


def unit_at(article: str, start: int) -> str:
    """The unit of words that nobody is said to speak."""
    return f"{article}@{start}"
