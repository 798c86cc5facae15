"""Speech set off by a name and a colon instead of quotation marks: transcripts and headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attribution.article import Article, Region, Span
from attribution.find.quotations import Quotation

WORD = r"[^\W\d_][\w.'’\-]*"
LABEL = re.compile(
    rf"(?P<lead>[\s*_]*(?:>>+)?[\"“”'‘*_\s]*)(?P<label>{WORD}(?: {WORD}){{0,4}})"
    r"(?:, [^:\n()“”\"]{2,60})?(?: \([^)\n]{1,40}\))?[*_]*:[*_]* *(?=\S)"
)
"""Marks of captions or of emphasis, a name, perhaps what somebody is and from where they speak, and a colon.
"""
CAPTION = re.compile(r"\s*>>")
"""What begins each turn in captions, whether it is said whose it is or not."""
HEADLINE = re.compile(
    r"[*_#\s]*(?P<label>[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|of|de|van|von|al|bin)){0,4}): +(?=\S)"
)
LONGEST_HEADLINE = 25
"""Words."""
OPENS = "“\"‘'«„"


def turns(article: Article) -> tuple[Quotation, ...]:
    """The turns of a transcript (NAME: …, at least two of them) and a headline of that form.

    Each runs to the end of its paragraph, a turn also over paragraphs that stand between it and the next one.
    Names are in capitals, or else one of them comes back and none stands before a quotation.
    """
    body = [r for r in article.regions if r.kind == "body"]
    labels = _labels(article.text, body)
    found = _transcript(article.text, body, labels) if len(labels) >= 2 else []
    if body and 0 not in labels:
        found.extend(_headline(article.text, body[0]))
    return tuple(found)


def _labels(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The names before a colon that begin paragraphs, by number of the paragraph."""
    every = {i: m for i, r in enumerate(body) if (m := LABEL.match(text, r.start, r.end))}
    capitals = {
        i: m for i, m in every.items() if m["label"].isupper() and (len(m["label"]) > 1 or m["label"] in "QA")
    }
    if len(capitals) >= 2:
        return capitals
    named = {
        i: m
        for i, m in every.items()
        if _is_name(m["label"]) and text[m.end()] not in OPENS and not body[i].heading
    }
    often = Counter(m["label"] for m in named.values())
    return named if len(often) >= 2 and max(often.values()) >= 2 else capitals


def _is_name(label: str) -> bool:
    """Whether a label in small letters looks like the name of a person."""
    words = label.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _transcript(text: str, body: Sequence[Region], labels: Mapping[int, re.Match[str]]) -> list[Quotation]:
    last = max(labels)
    found = []
    for i, match in labels.items():
        spans = [Span(match.end(), body[i].end)]
        after = i + 1
        while after < last and after not in labels and not body[after].heading:
            if CAPTION.match(text, body[after].start):
                break
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
