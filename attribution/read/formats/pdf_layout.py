"""From the lines of a page with their places to paragraphs in the order in which people read them.

Columns are found by recursive X-Y cuts (Nagy and Seth 1984): a page that an empty strip parts from top to
bottom is read left part first; else what stands above the first empty strip across comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from attribution.read.paragraphs import LIST_ITEM, SENTENCE_END

GUTTER = 8.0
"""Points: the narrowest strip between two columns."""
MARGIN = 0.1
"""Share of the page's height at its top and its foot where running heads stand."""
LARGER = 1.15
"""How much larger than the story's letters those of a heading are."""
HEADLINE = 1.4
"""The same for the headline of another story on the page."""
SMALLER = 0.9
"""How much smaller those of a running head are."""
LONGEST_HEADING = 200
PAGE_NUMBER = re.compile(r"\W*(?:\d{1,4}|(?:[^\W\d_]{1,10}\s+)?\d{1,3}\s*(?:[^\W\d_]{1,6}|/)\s*\d{1,3})\W*$")
"""“7”, “7/12”, “Page 7 of 12” in any language; a word before one number alone may be a heading."""
NUMBERED_PAGE = re.compile(r"[^\W\d_]{1,10}\s+\d{1,4}$")
"""“Page 7”, where the letters tell that it is no heading."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page: its box in points from the left lower corner, the size of its letters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of one page, in no order."""

    height: float
    lines: tuple[PageLine, ...]


@dataclass(slots=True)
class PdfParagraph:
    """The lines of one paragraph, each with its page (from 0)."""

    lines: list[tuple[int, PageLine]] = field(default_factory=list)
    furniture: bool = False

    @property
    def last(self) -> PageLine:
        return self.lines[-1][1]


def paragraphs(pages: Sequence[PdfPage]) -> list[PdfParagraph]:
    """The paragraphs of all pages in reading order; one that goes on in the next column or page is one."""
    heads, usual = _running_heads(pages), usual_size(pages)
    found: list[PdfParagraph] = []
    for number, page in enumerate(pages):
        furniture = [
            line for line in page.lines if _mark(line, page) in heads or _is_around(line, page, usual)
        ]
        apart = set(map(id, furniture))
        waiting = [PdfParagraph([(number, line)], furniture=True) for line in furniture]
        for column in _columns([line for line in page.lines if id(line) not in apart], usual):
            for place, group in enumerate(_groups(column)):
                new = PdfParagraph([(number, line) for line in group])
                open_ = next((p for p in reversed(found) if not p.furniture), None)
                if open_ and place == 0 and _goes_on(open_.last, group[0]):
                    open_.lines.extend(new.lines)
                    continue
                found += waiting
                waiting = []
                found.append(new)
        found += waiting
    return found


def is_heading(paragraph: PdfParagraph, usual: float) -> bool | None:
    """Whether its letters are a heading's; None where they do not tell. ``usual``: the size of the
    story's."""
    lines = [line for _, line in paragraph.lines]
    if sum(len(line.text) for line in lines) > LONGEST_HEADING:
        return False
    size = median(line.size for line in lines)
    return True if size > LARGER * usual or all(line.bold for line in lines) else None


def usual_size(pages: Sequence[PdfPage]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def words(paragraph: PdfParagraph, hyphenated: frozenset[str]) -> list[tuple[int, str]]:
    """The text of the paragraph in pieces of one page each, put together without line ends.

    A hyphen at a line's end is left out, unless the word stands among ``hyphenated`` elsewhere.
    """
    pieces: list[tuple[int, str]] = []
    for page, line in paragraph.lines:
        text = line.text
        if not pieces:
            pieces.append((page, text))
            continue
        before_page, before = pieces[-1]
        if re.search(r"\w[-\u00ad\u2010]$", before) and text[:1].islower():
            word = re.search(r"[\w'’]+[-\u00ad\u2010]$", before)
            whole = f"{word[0] if word else ''}{text.split()[0]}".strip('.,;:!?”"’').lower()
            before = before if whole in hyphenated else before[:-1]
        else:
            before += " "
        if page == before_page:
            pieces[-1] = (page, before + text)
        else:
            pieces[-1] = (before_page, before)
            pieces.append((page, text))
    return pieces


def hyphenated_words(pages: Sequence[PdfPage]) -> frozenset[str]:
    """Words with a hyphen inside a line."""
    return frozenset(
        word.lower()
        for page in pages
        for line in page.lines
        for word in re.findall(r"\w+-\w+(?:-\w+)*", line.text)
    )


def _mark(line: PageLine, page: PdfPage) -> tuple[bool, str] | None:
    """What running heads of several pages have in common: top or foot, and the words without numbers."""
    if line.bottom > (1 - MARGIN) * page.height or line.top < MARGIN * page.height:
        return line.bottom > page.height / 2, re.sub(r"\d+", "#", line.text)
    return None


def _running_heads(pages: Sequence[PdfPage]) -> set[tuple[bool, str] | None]:
    seen = Counter(mark for page in pages for mark in {_mark(line, page) for line in page.lines} if mark)
    return {mark for mark, times in seen.items() if times > 1}


def _is_around(line: PageLine, page: PdfPage, usual: float) -> bool:
    """Whether the line is the number of its page, or in small letters above a headline what stands at the
    head of every page."""
    mark = _mark(line, page)
    if mark is None:
        return False
    if PAGE_NUMBER.match(line.text):
        return True
    if line.size >= SMALLER * usual:
        return False
    if not mark[0]:
        return NUMBERED_PAGE.match(line.text) is not None
    below = max((other for other in page.lines if other.top <= line.bottom), key=_top, default=None)
    return below is not None and below.size > LARGER * usual


def _top(line: PageLine) -> float:
    return line.top


def _columns(lines: list[PageLine], usual: float) -> Iterator[list[PageLine]]:
    """The columns in reading order, lines from top to bottom; what stands above a further headline comes
    before what stands below it. No recursion: a page may be cut very often."""
    pending = [lines]
    while pending:
        part = pending.pop()
        if len(part) < 2:
            if part:
                yield part
            continue
        if (cut := _gap([(line.left, line.right) for line in part], GUTTER)) is not None:
            if (headline := _next_headline(part, usual)) is not None:
                pending.append([line for line in part if line.top <= headline])
                pending.append([line for line in part if line.top > headline])
                continue
            pending.append([line for line in part if line.left >= cut])
            pending.append([line for line in part if line.left < cut])
        elif _uneven(part) and (cut := _gap([(-x.top, -x.bottom) for x in part], 0.5)) is not None:
            pending.append([line for line in part if -line.top >= cut])
            pending.append([line for line in part if -line.top < cut])
        else:
            yield sorted(part, key=lambda line: (-round(line.top), line.left))


def _next_headline(part: list[PageLine], usual: float) -> float | None:
    """The top of the first headline below lines of a story in its column, under a strip that is empty all
    across."""
    above: list[PageLine] = []
    ends = part[0].top
    for line in sorted(part, key=_top, reverse=True):
        if line.size < HEADLINE * usual:
            above.append(line)
            ends = min(ends, line.bottom)
        elif line.top < ends and any(_over(other, line) for other in above):
            return line.top
    return None


def _over(one: PageLine, other: PageLine) -> bool:
    return one.left < other.right and other.left < one.right


def _uneven(part: list[PageLine]) -> bool:
    """Whether some lines stand beside each other, so that there are columns further down."""
    spans = sorted((-line.top, -line.bottom) for line in part)
    return any(after[0] < before[1] - 1 for before, after in pairwise(spans))


def _gap(spans: list[tuple[float, float]], width: float) -> float | None:
    """Where the first gap of at least ``width`` between the spans ends; a span begins before it and another
    does not, whichever way round they are."""
    end, _ = min(spans)
    for start, stop in sorted(spans):
        if start - end >= width:
            return start
        end = max(end, start, stop)
    return None


def _groups(column: list[PageLine]) -> Iterator[list[PageLine]]:
    """The paragraphs of a column: they begin after a wider gap, with an indent, or after a line that ends
    short."""
    usual = _leading(column)
    left = min(line.left for line in column)
    right = max(line.right for line in column)
    group: list[PageLine] = []
    for line, following in zip(column, [*column[1:], None], strict=True):
        if group and _begins(group, line, following, usual, left, right):
            yield group
            group = []
        group.append(line)
    yield group


def _leading(column: list[PageLine]) -> float:
    """The gap between two lines of one paragraph. Pieces of one line have none; where the wider gaps stand
    behind full stops, they part paragraphs, however many there are."""
    pairs = [(a, b.top) for a, b in pairwise(column) if not _in_one_line(a, b)]
    gaps = [before.bottom - top for before, top in pairs]
    if not gaps:
        return 0.0
    size = max(median(line.size for line in column), 1.0)
    narrow = [gap for gap in gaps if gap < 0.5 * size]
    ends = [_ends_sentence(a.text) for (a, _), gap in zip(pairs, gaps, strict=True) if gap >= 0.5 * size]
    return median(narrow) if narrow and 2 * sum(ends) > len(ends) else median(gaps)


def _ends_sentence(text: str) -> bool:
    return SENTENCE_END.search(text[-12:]) is not None


def _in_one_line(before: PageLine, line: PageLine) -> bool:
    return abs(before.bottom - line.bottom) < 0.3 * max(line.size, 1.0)


def _begins(
    group: list[PageLine], line: PageLine, following: PageLine | None, usual: float, left: float, right: float
) -> bool:
    before = group[-1]
    height = max(line.size, 1.0)
    if _in_one_line(before, line):
        return False
    ends = _ends_sentence(before.text)
    return (
        before.bottom - line.top > usual + 0.4 * height
        or abs(line.size - before.size) > 0.15 * height
        or (line.bold != before.bold and len(group) == 1)
        or (ends and line.left - left > 0.5 * height and before.left - left < 0.5 * height)
        or (ends and following is not None and line.left - following.left > 0.5 * height)
        or (ends and right - before.right > 0.25 * (right - left))
        or LIST_ITEM.match(line.text) is not None
    )


def _goes_on(before: PageLine, line: PageLine) -> bool:
    """Whether a paragraph at the end of a column runs on in ``line``."""
    return abs(before.size - line.size) < 0.5 and (
        line.text[:1].islower()
        or (not SENTENCE_END.search(before.text[-12:]) and not line.bold and len(before.text) > 30)
    )
