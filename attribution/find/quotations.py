"""The quotation scanner: which stretches of an article stand between quotation marks. It knows no grammar.

It reads “ ” " " ‘ ’ ' ' « » ‹ › „ “ ‚ ‘ `` '' , tells apostrophes from marks, follows a quotation over
paragraphs whose opening mark is repeated, and keeps nested marks as a level. Odd and missing marks raise no
error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from attribution.article import Article, Region, Span
from attribution.find.marks import (
    CLOSES,
    MARK,
    SINGLE,
    STRAIGHT,
    MarksAhead,
    OpenMark,
    begins_with_mark,
    double_role,
    introduced,
    single_role,
)
from attribution.find.set_off_lines import set_off

DOUBLE = re.compile(r"[“”„«»\"]")
DEEPEST = 8
"""Quotations inside quotations; where more marks than that stay open in a paragraph, they open nothing."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: a span for each paragraph it runs over, marks included. ``level`` is 0 for the
    outermost; ``closed`` is False where the closing mark is missing."""

    spans: tuple[Span, ...]
    level: int = 0
    closed: bool = True
    label: Span | None = None
    """The words before the colon that say who speaks, of a turn in a transcript or of a headline."""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    def holds(self, start: int, end: int) -> bool:
        """Whether the characters lie inside the quotation."""
        return any(s.start <= start and end <= s.end for s in self.spans)


@dataclass(slots=True)
class _Paragraph:
    """The quotations of one paragraph, and the outer mark that stays open at its end.

    ``leads_in`` is False where that mark stands after a whole sentence without a quotation before it: only a
    mark that begins the next paragraph then shows that the quotation runs on.
    """

    region: Region
    found: list[Quotation] = field(default_factory=list)
    pending: OpenMark | None = None
    leads_in: bool = True


def scan(article: Article, elisions: Set[str] = frozenset()) -> tuple[Quotation, ...]:
    """All quotations of the body, in text order; a nested one follows the one it stands in. Never raises.

    ``elisions`` are words whose first letter an apostrophe stands for ("til", "90s"), in lower case.
    """
    text = article.text
    paragraphs = [_paragraph(text, region, elisions) for region in article.regions if region.kind == "body"]
    found: list[Quotation] = []
    running: list[Span] = []
    """Paragraphs so far of a quotation whose opening mark each of them repeats."""
    for i, paragraph in enumerate(paragraphs):
        outer = list(paragraph.found)
        begins = begins_with_mark(text, paragraph.region)
        if running and not (paragraph.pending and paragraph.pending.at == begins):
            first = outer[0] if outer else None
            if first and first.start == begins and first.level == 0:
                found.append(Quotation((*running, *first.spans)))
                outer.remove(first)
            else:
                found.append(Quotation(tuple(running), closed=False))
            running = []
        found.extend(outer)
        following = paragraphs[i + 1].region if i + 1 < len(paragraphs) else None
        runs_on = following is not None and begins_with_mark(text, following) is not None
        if paragraph.pending and (paragraph.leads_in or runs_on):
            running.append(Span(paragraph.pending.at, paragraph.region.end))
            if not runs_on:
                found.append(Quotation(tuple(running), closed=False))
                running = []
    if running:
        found.append(Quotation(tuple(running), closed=False))
    found += _set_off(text, [p.region for p in paragraphs])
    return _levelled(found)


def _set_off(text: str, body: Sequence[Region]) -> Iterator[Quotation]:
    """What lines set off in the place of marks, where no marks stand in it."""
    for spans in set_off(text, body):
        if not any(DOUBLE.search(text, s.start, s.end) for s in spans):
            yield Quotation(spans)


def _levelled(found: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations in text order, each with the number of quotations that it stands in as its level."""
    result: list[Quotation] = []
    around: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        while around and around[-1].end < quotation.end:
            around.pop()
        result.append(replace(quotation, level=len(around)))
        around.append(quotation)
    return tuple(result)


def _paragraph(text: str, region: Region, elisions: Set[str]) -> _Paragraph:
    """The quotations of a paragraph by one pass over its marks with a stack of those that are open."""
    result = _Paragraph(region)
    stack: list[OpenMark] = []
    ahead = MarksAhead(text, region)
    for match in MARK.finditer(text, region.start, region.end):
        mark = match.group()
        if mark in SINGLE:
            role = single_role(text, region, match, stack, elisions, ahead)
        else:
            role = double_role(text, region, match, stack, ahead)
        if role == "close":
            result.found.extend(_closed(stack, mark, match.end()))
        elif role == "open":
            again = bool(stack) and stack[-1].mark == mark in STRAIGHT
            if again and ahead.unclosed(mark, match.end()) <= len(stack):
                stack.pop()  # the closing mark before this one is missing
            elif len(stack) == DEEPEST:
                stack.clear()
            stack.append(OpenMark(mark, match.start(), len(stack)))
    for opened in stack:
        before = text[region.start : opened.at].rstrip(" *_")
        if _may_stay_open(text, region, opened) and (not before or before[-1] in ",:.!?"):
            result.pending = OpenMark(opened.mark, opened.at, 0)
            result.leads_in = not before or before[-1] in ",:" or _goes_on(text, result, opened)
            break  # quotations inside it have their level already
    result.found.sort(key=lambda q: (q.start, -q.end))
    return result


def _closed(stack: list[OpenMark], mark: str, end: int) -> list[Quotation]:
    """The quotation that the mark closes, taken off the stack with the marks left open inside it; none where
    nothing stands between the two marks."""
    while stack and mark not in CLOSES[stack[-1].mark]:
        stack.pop()
    if not stack:
        return []
    opened = stack.pop()
    empty = end - opened.at <= len(opened.mark) + len(mark)
    return [] if empty else [Quotation((Span(opened.at, end),), opened.level)]


def _may_stay_open(text: str, region: Region, opened: OpenMark) -> bool:
    """Whether a mark without its closing one may open a quotation that runs on: a single mark only at a
    start or after a lead-in, since it is an apostrophe more often."""
    if opened.mark not in SINGLE:
        return True
    return (
        opened.mark in "‘'"
        and opened.level == 0
        and _speaks_on(text, region)
        and (opened.at == begins_with_mark(text, region) or introduced(text, region, opened.at))
    )


def _goes_on(text: str, paragraph: _Paragraph, opened: OpenMark) -> bool:
    """Whether the mark begins a sentence behind another quotation of its paragraph, and the paragraph ends
    with that or another sentence: “We ring softly,” he said. “The big one has not complained."""
    region, inside = paragraph.region, opened.at + len(opened.mark)
    return (
        any(q.closed and q.end <= opened.at for q in paragraph.found)
        and text[opened.at - 1].isspace()
        and text[inside : inside + 1].isupper()
        and _speaks_on(text, region)
    )


def _speaks_on(text: str, region: Region) -> bool:
    """Whether a paragraph that opens with a single mark ends like speech, not like an elided word ('90s fans
    …)."""
    return text[region.start : region.end].rstrip()[-1:] in ".!?…"
