"""The headline that a page shows above its story, where the extraction of its main text drops it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attribution.read.lines import TextLine

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_WORDS = 3
"""Words of a heading that is a part of the title, or the other way round: “Northern Wire” above the page is
the name of its outlet."""


def with_headline(root: HtmlElement, story: Sequence[TextLine], title: str | None) -> list[TextLine]:
    """``story`` below the heading of the page ``root`` that has the words of its title; as it is where
    none is shown, or the story has it."""
    lines = list(story)
    if not title or not lines:
        return lines
    headline = next((shown for shown in _headings(root) if _is_title(shown, title)), None)
    if headline is None or any(_key(headline) in _key(line.text) for line in lines):
        return lines
    return [TextLine(headline, heading=True), *lines]


def _headings(root: HtmlElement) -> Iterator[str]:
    for tag in ("h1", "h2"):
        yield from (" ".join("".join(heading.itertext()).split()) for heading in root.iter(tag))


def _is_title(heading: str, title: str) -> bool:
    shown, known = _key(heading), _key(title)
    words = min(len(heading.split()), len(title.split()))
    return bool(shown) and (shown == known or (words >= FEWEST_WORDS and (shown in known or known in shown)))


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
