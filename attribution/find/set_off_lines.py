"""Quotations that a plain text sets off by its lines instead of marks: behind ">", or indented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from attribution.article import Region, Span

QUOTED = re.compile(r">[>\s]*")
INDENTED = re.compile(r"(?:^|\n)(?: {4,}|\t+)$")
SIGNED = re.compile(r">?\s*[—–―-]{1,2}\s?\w")
LONGEST_SIGNATURE = 120
"""Code points of a line below that says whose words they are."""


def set_off(text: str, body: Sequence[Region]) -> Iterator[tuple[Span, ...]]:
    """The paragraphs of each such quotation, without what sets them off: those below a paragraph that ends
    with a colon, or above a line that begins with a dash."""
    for lead, group in groupby(range(len(body)), key=lambda i: _lead(text, body[i])):
        inside = list(group)
        first, behind = inside[0], inside[-1] + 1
        if lead is None or not first:
            continue
        introduced = text.endswith(":", body[first - 1].start, body[first - 1].end)
        signed = behind < len(body) and _signs(text, body[behind])
        if introduced or signed:
            yield tuple(_bare(text, body[i]) for i in inside)


def _lead(text: str, region: Region) -> str | None:
    """What sets a paragraph off; None where nothing does, and where it has marks of its own."""
    bare = _bare(text, region)
    if region.heading or bare.of(text)[:1] in "“\"‘'«„—–-*•":
        return None
    if QUOTED.match(text, region.start, region.end):
        return ">"
    before = text[max(0, region.start - 40) : region.start]
    return "indented" if INDENTED.search(before) else None


def _bare(text: str, region: Region) -> Span:
    lead = QUOTED.match(text, region.start, region.end)
    return Span(lead.end() if lead else region.start, region.end)


def _signs(text: str, region: Region) -> bool:
    return (
        region.end - region.start <= LONGEST_SIGNATURE
        and SIGNED.match(text, region.start, region.end) is not None
    )
