"""Spans as sets of characters, and which characters stand in quotation marks: what the scorer compares.

*Character set* of a role (content or source). Spans of the role that overlap or have nothing between them but
whitespace, quotation marks (single ones too), ``, . ; :`` and dashes (U+2012 to U+2015) are joined; each
resulting span is stripped of those characters at both edges; the set holds the positions of all remaining
non-space characters. So neither quotation marks and punctuation at the edges nor the way in which one stretch
of text is cut into spans matters.

*Quote type* of a content, from the raw text: ``direct`` if at least 90 % of its characters lie inside
quotation marks, else ``mixed`` if any does, else ``indirect``.

*Inside quotation marks* is decided line by line (a line is a paragraph). The curly mark U+201C pairs with the
next U+201D; the straight mark ``"`` (or two apostrophes in a row, as some PolNeAR sources write it) with the
next straight mark; where the rest of the line has no closing mark of the same kind, one of the other kind
closes. An opening mark with no closing mark on its line runs to the end of the line if it is the first thing
on that line, or if the next non-empty line starts with an opening mark (a speech going on in a new
paragraph); otherwise it is ignored. The marks themselves count as inside. Single quotation marks are not
used, as they cannot be told from apostrophes safely. A content that lies within somebody's quoted speech is
``direct`` even if it has no quotation marks of its own.

This is the evaluation's own reading of quotation marks, which must stay as it is for its numbers to be
comparable; the program's is ``find.quotations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]
"""Start and end, code points into the text, end exclusive."""

DIRECT_SHARE = 0.9
TYPES = ("direct", "mixed", "indirect")

QUOTE_CHARS = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb"
DASH_CHARS = "\u2012\u2013\u2014\u2015"
STRIP_CHARS = frozenset(QUOTE_CHARS + DASH_CHARS + ",.;:")

OPEN_MARK = re.compile("\u201c|\"|''")
CLOSE_MARKS = (re.compile("\u201d"), re.compile("\"|''"))  # curly, straight


def _strippable(char: str) -> bool:
    return char.isspace() or char in STRIP_CHARS


def normalise_spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans joined where nothing but strippable characters stands between them, then stripped.

    Spans that consist of strippable characters only disappear.
    """
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and all(_strippable(c) for c in text[joined[-1][1] : start]):
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    result: list[Span] = []
    for start, end in joined:
        while start < end and _strippable(text[start]):
            start += 1
        while end > start and _strippable(text[end - 1]):
            end -= 1
        if start < end:
            result.append((start, end))
    return result


def char_set(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Positions of the non-space characters of the normalised spans."""
    return frozenset(
        i for start, end in normalise_spans(text, spans) for i in range(start, end) if not text[i].isspace()
    )


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union; 0.0 if both are empty."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


def quoted_positions(text: str) -> frozenset[int]:
    """Positions inside (and of) double quotation marks; see the module text."""
    lines: list[Span] = []
    pos = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((pos, pos + len(line)))
        pos += len(line) + 1
    inside: set[int] = set()
    for number, (start, end) in enumerate(lines):
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        next_opens = False
        if number + 1 < len(lines):
            following = text[lines[number + 1][0] : lines[number + 1][1]].lstrip()
            next_opens = OPEN_MARK.match(following) is not None
        pos = start
        while opening := OPEN_MARK.search(text, pos, end):
            own, other = CLOSE_MARKS if opening.group() == "\u201c" else reversed(CLOSE_MARKS)
            closing = own.search(text, opening.end(), end) or other.search(text, opening.end(), end)
            close_end = closing.end() if closing else -1
            if close_end < 0 and (opening.start() == first or next_opens):
                close_end = end
            if close_end >= 0:
                inside.update(range(opening.start(), close_end))
                pos = close_end
            else:
                pos = opening.end()
    return frozenset(inside)


def quote_type(chars: frozenset[int], quoted: frozenset[int]) -> str:
    """``direct``, ``mixed`` or ``indirect`` for a content's character set."""
    within = len(chars & quoted)
    if chars and within >= DIRECT_SHARE * len(chars):
        return "direct"
    return "mixed" if within else "indirect"
