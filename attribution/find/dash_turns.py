"""Turns that a dash alone opens, below two that begin with names: "ANA RUIZ: …", "TOM LEE: …", "— …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from attribution.article import Region, Span
from attribution.find.quotations import Quotation

DASH = re.compile(r"[\s*_>]*[—–-]{1,2}\s+(?=\S)")
LEAST = 2
"""So many paragraphs that begin with a dash are turns."""


def begins_with_dash(text: str, region: Region | Span) -> bool:
    """Whether a paragraph begins with a dash that stands apart."""
    return DASH.match(text, region.start, region.end) is not None


def dash_turns(
    text: str, body: Sequence[Region], labels: Mapping[int, re.Match[str]]
) -> Mapping[int, Quotation]:
    """The turns that a dash opens, by number of the paragraph: right below two with different names, who go
    on in turns."""
    found: dict[int, Quotation] = {}
    for first in labels:
        pair = [labels.get(first), labels.get(first + 1)]
        if any(p is None for p in pair) or first + 2 in labels:
            continue
        whose = [Span(p.start("label"), p.end("label")) for p in pair if p is not None]
        below = range(first + 2, len(body))
        run = list(takewhile(lambda i: i not in labels and begins_with_dash(text, body[i]), below))
        if whose[0].of(text) == whose[1].of(text) or len(run) < LEAST:
            continue
        for i in run:
            dash = DASH.match(text, body[i].start, body[i].end)
            start = dash.end() if dash else body[i].start
            found[i] = Quotation((Span(start, body[i].end),), label=whose[(i - first) % 2])
    return found
