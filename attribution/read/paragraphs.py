"""Where the paragraphs of a plain text are: at blank lines, at line ends, or within hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from attribution.read.draft import TextBlock

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»*_)\]]*$")
LIST_ITEM = re.compile(r"(?:[-*+•–]|\d{1,3}[.)])\s")
HEADING = re.compile(r"#{1,6}\s")
WRAPPED_AT_MOST = 100
"""Code points of a line in hard-wrapped text; a longer line is a paragraph."""

Ends = tuple[int, int]
"""Where a line begins and ends."""


def blocks(text: str, stands_alone: Callable[[str], bool] = lambda line: False) -> tuple[TextBlock, ...]:
    """The blocks of ``text`` in order; together they cover all that is not blank.

    Lines with no blank line between them are one block where the text is hard-wrapped (short lines that
    mostly break in the middle of a sentence), else each is its own. Lines of which ``stands_alone`` is true
    (bylines, dates, links …), headings and list items never join the line before.
    """
    groups = [
        [(start, end, _apart(text[start:end], stands_alone)) for start, end in group]
        for group in _groups(text)
    ]
    if not _wrapped(text, groups):
        return tuple(TextBlock(start, end) for group in groups for start, end, _ in group)
    return tuple(block for group in groups for block in _joined(text, group))


def _groups(text: str) -> Iterator[list[Ends]]:
    """The lines between blank lines, each without the blanks at its ends."""
    group: list[Ends] = []
    start = 0
    ends = [(m.start(), m.end()) for m in LINE_END.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        line = text[start:end]
        if stripped := line.strip():
            left = start + line.index(stripped[0])
            group.append((left, left + len(stripped)))
        elif group:
            yield group
            group = []
        start = following
    if group:
        yield group


def _apart(line: str, stands_alone: Callable[[str], bool]) -> bool:
    return bool(HEADING.match(line)) or stands_alone(line)


def _wrapped(text: str, groups: list[list[tuple[int, int, bool]]]) -> bool:
    """Whether most line ends within groups fall in mid-sentence, in lines of one moderate width."""
    pairs = [
        (text[a[0] : a[1]], text[b[0] : b[1]])
        for group in groups
        for a, b in pairwise(group)
        if not a[2] and not b[2] and not LIST_ITEM.match(text[b[0] : b[1]])
    ]
    width = max((len(line) for pair in pairs for line in pair if " " in line), default=0)
    if not pairs or width > WRAPPED_AT_MOST:
        return False
    lower = sum(_goes_on(following) for _, following in pairs)
    full = sum(_no_room(line, following, width) for line, following in pairs if not _goes_on(following))
    # Headlines one under the other may be of one length by chance, but they do not go on in lower case.
    return 3 * lower > len(pairs) and 2 * (lower + full) > len(pairs)


def _goes_on(line: str) -> bool:
    """Whether the line begins in the middle of a sentence: in lower case, perhaps behind an opening mark."""
    return line.lstrip("“\"‘'«„([")[:1].islower()


def _no_room(line: str, following: str, width: int) -> bool:
    """Whether the line ends in mid-sentence because the next word did not fit."""
    too_long = len(line) + 1 + len(following.split(None, 1)[0]) > width
    return width >= 50 and too_long and not SENTENCE_END.search(line[-12:])


def _joined(text: str, group: list[tuple[int, int, bool]]) -> Iterator[TextBlock]:
    start: int | None = None
    end = 0
    for left, right, apart in group:
        if start is not None and (apart or LIST_ITEM.match(text[left:right])):
            yield TextBlock(start, end)
            start = None
        if apart:
            yield TextBlock(left, right)
            continue
        start, end = left if start is None else start, right
    if start is not None:
        yield TextBlock(start, end)
