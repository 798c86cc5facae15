"""The quotation scanner: which stretches of an article stand between quotation marks. It knows no grammar.

It reads “ ” " " ‘ ’ ' ' « » ‹ › „ “ ‚ ‘ `` '' , tells apostrophes from marks, follows a quotation over paragraphs whose opening
mark is repeated, keeps nested marks as a level, and takes odd and missing marks as they come: it never raises.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from attribution.article import Article, Region, Span

MARK = re.compile(r"``|''|[“”„‟«»‹›\"‘’‚'`]")
DOUBLE_OPEN, DOUBLE_CLOSE = {"“", "„", "‟", "«", "``"}, {"”", "»"}
STRAIGHT = {'"', "''"}
SINGLE = {"‘", "’", "‚", "'", "`", "‹", "›"}
CLOSES = {
    "„": {"“", "”"},
    "“": {"”", '"', "''"},
    "‟": {"”"},
    "«": {"»"},
    "»": {"«"},
    "``": {"''", '"', "”"},
    '"': {'"', "”"},
    "''": {"''", '"', "”"},
    "”": {"”"},
    "‘": {"’", "'"},
    "‚": {"‘", "’"},
    "'": {"'", "’"},
    "`": {"'", "’"},
    "‹": {"›"},
    "›": {"‹"},
}
OPENERS_AFTER = set("([{-–—―/:…") | {"“", '"', "‘", "'", "„", "«", "`"}
CLOSERS_BEFORE = set(")]}-–—―.,;:!?…/") | {"”", '"', "’", "'", "»"}
STRONG = set(".,!?…;—–-")
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
class _Open:
    mark: str
    at: int
    level: int


@dataclass(slots=True)
class _Paragraph:
    """The quotations of one paragraph, and the outer mark that stays open at its end. Where that mark stands
    after a whole sentence, it is ``led_in`` by nothing, and only a mark that begins the next paragraph shows
    that the quotation runs on."""

    region: Region
    found: list[Quotation] = field(default_factory=list)
    pending: _Open | None = None
    led_in: bool = True


def scan(article: Article, elisions: Set[str] = frozenset()) -> tuple[Quotation, ...]:
    """All quotations of the body, in text order; a nested one follows the one it stands in.

    ``elisions`` are words whose first letter an apostrophe stands for ("til", "90s"), in lower case.
    """
    paragraphs = [
        _paragraph(article.text, region, elisions) for region in article.regions if region.kind == "body"
    ]
    found: list[Quotation] = []
    running: list[Span] = []  # spans of a quotation whose opening mark was repeated so far
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1].region if i + 1 < len(paragraphs) else None
        first = paragraph.found[0] if paragraph.found else None
        outer = list(paragraph.found)
        if running:
            begins = _begins_with_mark(article.text, paragraph.region)
            if paragraph.pending and paragraph.pending.at == begins:
                pass  # goes on below
            elif first and first.start == begins and first.level == 0:
                found.append(Quotation((*running, *first.spans)))
                outer.remove(first)
                running = []
            else:
                found.append(Quotation(tuple(running), closed=False))
                running = []
        found.extend(outer)
        runs_on = following is not None and _begins_with_mark(article.text, following) is not None
        if paragraph.pending and (paragraph.led_in or runs_on):
            span = Span(paragraph.pending.at, paragraph.region.end)
            if runs_on:
                running.append(span)
            else:
                found.append(Quotation((*running, span), closed=False))
                running = []
    if running:
        found.append(Quotation(tuple(running), closed=False))
    return _levelled(found)


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


def _begins_with_mark(text: str, region: Region) -> int | None:
    """Where the double (or British single) opening mark that begins the paragraph stands, if one does."""
    match = re.compile(r"\s*[*_]*(?=[“\"„«]|``|''|‘|'(?=\w))").match(text, region.start, region.end)
    return match.end() if match else None


def _paragraph(text: str, region: Region, elisions: Set[str]) -> _Paragraph:
    result = _Paragraph(region)
    stack: list[_Open] = []
    ahead = _Ahead(text, region)
    for match in MARK.finditer(text, region.start, region.end):
        mark, at, after = match.group(), match.start(), match.end()
        if mark == "``" or mark == "''" or mark not in SINGLE:
            role = _double_role(text, region, mark, at, after, stack, ahead)
        else:
            role = _single_role(text, region, mark, at, after, stack, elisions, ahead)
        if role == "close":
            while stack and mark not in CLOSES[stack[-1].mark]:
                stack.pop()
            if stack:
                opened = stack.pop()
                if after - opened.at > len(opened.mark) + len(mark):
                    result.found.append(Quotation((Span(opened.at, after),), opened.level))
        elif role == "open":
            if stack and stack[-1].mark == mark and mark in STRAIGHT:
                stack.pop()  # the closing mark before this one is missing
            elif len(stack) == DEEPEST:
                stack.clear()
            stack.append(_Open(mark, at, len(stack)))
    for opened in stack:
        if opened.mark in SINGLE and not (
            opened.mark in "‘'"
            and opened.level == 0
            and _speaks_on(text, region)
            and (opened.at == _begins_with_mark(text, region) or _introduced(text, region, opened.at))
        ):
            continue
        before = text[region.start : opened.at].rstrip(" *_")
        if not before or before[-1] in ",:.!?":
            result.pending = _Open(opened.mark, opened.at, 0)
            result.led_in = not before or before[-1] in ",:"
            # what was found inside is one level down already; what closed before stays
            break
    result.found.sort(key=lambda q: (q.start, -q.end))
    return result


class _Ahead:
    """Which marks are still to come in a paragraph."""

    def __init__(self, text: str, region: Region) -> None:
        self._places: dict[str, list[int]] = {}
        self._last_close: dict[str, int] = {}
        for match in MARK.finditer(text, region.start, region.end):
            mark, at = match.group(), match.start()
            self._places.setdefault(mark, []).append(at)
            before, following = _around(text, region, at, match.end())
            if mark in "‘’'" and _looks_closed(before, following):
                self._last_close[mark] = at

    def count(self, mark: str, after: int) -> int:
        """How many marks of the kind there are from an offset on."""
        places = self._places.get(mark, ())
        return len(places) - bisect_left(places, after)

    def odd(self, mark: str, after: int) -> bool:
        """Whether an odd number of the kind is left, so that this one may open a quotation of its own."""
        return self.count(mark, after) % 2 == 1

    def closes(self, mark: str, after: int) -> bool:
        """Whether a mark that may close this single one is still to come."""
        return any(self._last_close.get(m, -1) >= after for m in CLOSES[mark])


def _speaks_on(text: str, region: Region) -> bool:
    """Whether a paragraph that opens with a single mark ends like speech, not like an elided word ('90s fans
    …)."""
    return text[region.start : region.end].rstrip()[-1:] in ".!?…"


def _introduced(text: str, region: Region, at: int) -> bool:
    """Whether a colon or comma leads in to a sentence at the mark (She said: ‘We owe), which may run on over
    paragraphs."""
    return text[region.start : at].rstrip()[-1:] in (":", ",") and text[at + 1 : at + 2].isupper()


def _around(text: str, region: Region, at: int, after: int) -> tuple[str, str]:
    return (text[at - 1] if at > region.start else " "), (text[after] if after < region.end else " ")


def _looks_open(before: str, after: str) -> bool:
    return (before.isspace() or before in OPENERS_AFTER or before in "*_") and not after.isspace()


def _looks_closed(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in CLOSERS_BEFORE or after in "*_<")


def _double_role(
    text: str, region: Region, mark: str, at: int, after: int, stack: list[_Open], ahead: _Ahead
) -> str:
    before, following = _around(text, region, at, after)
    can_close = any(mark in CLOSES[o.mark] for o in stack)
    if mark in STRAIGHT:
        if can_close:
            strictly_open = before.isspace() and not following.isspace() and following not in CLOSERS_BEFORE
            return (
                "open"
                if strictly_open and stack[-1].mark in (*STRAIGHT, "“") and ahead.odd(mark, after)
                else "close"
            )
        if mark == '"' and before.isdigit() and not following.isalnum():
            return "none"  # inches
        return "open" if not following.isspace() and (not before.isalnum()) else "none"
    if mark in DOUBLE_CLOSE:
        if can_close:
            return "close"
        return (
            "open"
            if _looks_open(before, following) and any(ahead.count(m, after) for m in CLOSES[mark])
            else "none"
        )
    if can_close and (stack[-1].mark == "„" or stack[-1].mark == "»"):
        return "close"
    if mark == "“" and stack and stack[-1].mark == "“" and _looks_closed(before, following):
        stack[-1].mark = "„"  # an opening mark typed where the closing one belongs
        return "close"
    return "open"


def _single_role(
    text: str,
    region: Region,
    mark: str,
    at: int,
    after: int,
    stack: list[_Open],
    elisions: Set[str],
    ahead: _Ahead,
) -> str:
    before, following = _around(text, region, at, after)
    if mark in "‹›":
        return "close" if any(mark in CLOSES[o.mark] for o in stack) else "open"
    if before.isalnum() and following.isalnum():
        return "none"  # don't
    can_close = any(mark in CLOSES[o.mark] for o in stack)
    if mark in "’'" and can_close and _looks_closed(before, following):
        if before in "sSzZxX" and following == " " and _strong_close_ahead(text, region, after):
            return "none"  # the players' view
        return "close"
    if mark == "‘" and can_close and stack[-1].mark == "‚":
        return "close"
    word = re.compile(r"\w*").match(text, after, region.end).group().lower()
    if (
        mark != "’"
        and _looks_open(before, following)
        and word not in elisions
        and following not in CLOSERS_BEFORE
    ):
        goes_on = at == _begins_with_mark(text, region) or _introduced(text, region, at)
        return "open" if goes_on or ahead.closes(mark, after) else "none"
    return "none"


def _strong_close_ahead(text: str, region: Region, after: int) -> bool:
    """Whether a closing mark after punctuation follows before another opening mark does."""
    for match in re.compile(r"['’‘]").finditer(text, after, region.end):
        before, following = _around(text, region, match.start(), match.end())
        if _looks_closed(before, following) and before in STRONG:
            return True
        if match.group() == "‘" or _looks_open(before, following):
            return False
    return False


TURN = re.compile(r"[\"“”'‘*_\s]*(?P<label>[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]*){0,4}|Q|A)[*_]*: *(?=\S)")
HEADLINE = re.compile(
    r"[*_#\s]*(?P<label>[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|of|de|van|von|al|bin)){0,4}): +(?=\S)"
)
LONGEST_HEADLINE = 25
"""Words."""


def turns(article: Article) -> tuple[Quotation, ...]:
    """Speech set off by a name and a colon alone: turns of a transcript (NAME: …, at least two of them), and
    a headline.

    Each runs to the end of its paragraph, and over paragraphs that stand between it and the next turn.
    """
    body = [r for r in article.regions if r.kind == "body"]
    found: list[Quotation] = []
    at = [TURN.match(article.text, r.start, r.end) for r in body]
    if sum(m is not None for m in at) >= 2:
        last = max(i for i, m in enumerate(at) if m)
        for i, match in enumerate(at):
            if match:
                spans = [Span(match.end(), body[i].end)]
                after = i + 1
                while after < last and at[after] is None and not body[after].heading:
                    spans.append(Span(body[after].start, body[after].end))
                    after += 1
                found.append(Quotation(tuple(spans), label=Span(match.start("label"), match.end("label"))))
    for region in body[:1]:
        match = HEADLINE.match(article.text, region.start, region.end)
        if match and not at[0] and len(article.text[region.start : region.end].split()) <= LONGEST_HEADLINE:
            found.append(
                Quotation(
                    (Span(match.end(), region.end),), label=Span(match.start("label"), match.end("label"))
                )
            )
    return tuple(found)
