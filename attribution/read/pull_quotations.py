"""Lines that a page prints large to draw readers in: a quotation that stands in the story as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attribution.read.draft import TextBlock

QUOTATION = re.compile(
    r"[\s*_>]*(?P<said>“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"|‘[^“”]*’)[\s*_.,]*(?:[—–][^.!?“”\"]{1,80})?"
)
"""A quotation and nothing else but a dash and whose it is."""
SHORTEST = 4
"""Words; fewer may well be said twice."""
MOST = 30
"""Such blocks in an article; where more are, they are the story."""
WORD = re.compile(r"\w+")


def repeats(text: str, blocks: Sequence[TextBlock], story: Sequence[int]) -> Iterator[int]:
    """The blocks, of those of the story, that are nothing but a quotation whose words stand in a longer
    block of it, too. The first block of a story is its headline."""
    candidates = {
        i: match
        for i in story[1:]
        if (match := QUOTATION.fullmatch(text, blocks[i].start, blocks[i].end)) is not None
    }
    if not candidates or len(candidates) > MOST:
        return
    words = {i: _words(text[blocks[i].start : blocks[i].end]) for i in story}
    for i, match in candidates.items():
        own = _words(match["said"])
        if len(own.split()) >= SHORTEST and any(
            own in other and len(other) > len(own) and j not in candidates
            for j, other in words.items()
            if j != i
        ):
            yield i


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.lower()))} "
