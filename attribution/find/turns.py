"""Speech set off by a name and a colon instead of quotation marks: transcripts and headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.article import Article, Region, Span
from attribution.find.quotations import Quotation

TURN = re.compile(r"[\"“”'‘*_\s]*(?P<label>[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]*){0,4}|Q|A)[*_]*: *(?=\S)")
HEADLINE = re.compile(
    r"[*_#\s]*(?P<label>[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|of|de|van|von|al|bin)){0,4}): +(?=\S)"
)
LONGEST_HEADLINE = 25
"""Words."""


def turns(article: Article) -> tuple[Quotation, ...]:
    """The turns of a transcript (NAME: …, at least two of them) and a headline of that form.

    Each runs to the end of its paragraph, a turn also over paragraphs that stand between it and the next one.
    """
    body = [r for r in article.regions if r.kind == "body"]
    labels = [TURN.match(article.text, r.start, r.end) for r in body]
    found = _transcript(body, labels) if sum(m is not None for m in labels) >= 2 else []
    if body and not labels[0]:
        found.extend(_headline(article.text, body[0]))
    return tuple(found)


def _transcript(body: Sequence[Region], labels: Sequence[re.Match[str] | None]) -> list[Quotation]:
    last = max(i for i, match in enumerate(labels) if match)
    found = []
    for i, match in enumerate(labels):
        if match:
            spans = [Span(match.end(), body[i].end)]
            after = i + 1
            while after < last and labels[after] is None and not body[after].heading:
                spans.append(Span(body[after].start, body[after].end))
                after += 1
            found.append(Quotation(tuple(spans), label=Span(match.start("label"), match.end("label"))))
    return found


def _headline(text: str, region: Region) -> list[Quotation]:
    match = HEADLINE.match(text, region.start, region.end)
    if not match or len(text[region.start : region.end].split()) > LONGEST_HEADLINE:
        return []
    label = Span(match.start("label"), match.end("label"))
    return [Quotation((Span(match.end(), region.end),), label=label)]
