"""Lines that a page sets in pieces: words of a narrow column pushed apart to fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from attribution.read.formats.pdf_layout import GUTTER, PageLine

WIDEST = 4.0
"""Sizes of letters between two words of a line that is pushed apart."""
NEAR = 1.2
"""Sizes of letters between a line and the next one of its paragraph."""
MOST = 1_500
"""Pieces of a page within which neighbours are looked for; a page of print has a few hundred."""


def joined_rows(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines with such pieces put together: those between which a line above or below runs on, where a
    column would end on both sides."""
    if len(lines) > MOST:
        return list(lines)
    rows: dict[int, list[PageLine]] = {}
    for line in lines:
        rows.setdefault(round(line.bottom), []).append(line)
    joined: list[PageLine] = []
    for row in rows.values():
        row.sort(key=lambda line: line.left)
        whole = row[0]
        for before, line in pairwise(row):
            if _are_pushed_apart(before, line, lines):
                whole = _put_together(whole, line)
            else:
                joined.append(whole)
                whole = line
        joined.append(whole)
    return joined


def _are_pushed_apart(before: PageLine, line: PageLine, lines: Sequence[PageLine]) -> bool:
    if before.size != line.size or not 0 < line.left - before.right < WIDEST * line.size:
        return False
    beside = [
        other
        for other in lines
        if other.size == line.size
        and 0.5 * line.size < abs(other.bottom - line.bottom) < (1 + NEAR) * line.size
        and other.left < line.right
        and other.right > before.left
    ]
    sides = [[other for other in beside if (other.bottom > line.bottom) is above] for above in (True, False)]
    bridged = [_widest_left(before.right, line.left, side) < GUTTER for side in sides if side]
    # Nothing on one side is the edge of a paragraph, and what ends before the gap may be its last line.
    return any(bridged) and all(
        whole or all(other.right < line.left for other in side)
        for whole, side in zip(bridged, filter(None, sides), strict=True)
    )


def _widest_left(start: float, end: float, lines: Sequence[PageLine]) -> float:
    """The width of the widest stretch from ``start`` to ``end`` that none of the lines reaches into."""
    widest = 0.0
    for line in sorted(lines, key=lambda line: line.left):
        widest = max(widest, min(line.left, end) - start)
        start = max(start, line.right)
    return max(widest, end - start)


def _put_together(before: PageLine, line: PageLine) -> PageLine:
    return replace(
        before,
        text=f"{before.text} {line.text}",
        right=line.right,
        top=max(before.top, line.top),
        bottom=min(before.bottom, line.bottom),
        bold=before.bold and line.bold,
    )
