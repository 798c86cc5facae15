"""Lines that a page sets in pieces: words of a narrow column pushed apart to fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from attribution.read.formats.pdf_layout import PageLine

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
    middle = (before.right + line.left) / 2
    beside = [
        (other.bottom > line.bottom, other.left < middle < other.right)
        for other in lines
        if other.size == line.size
        and abs(other.bottom - line.bottom) < (1 + NEAR) * line.size
        and abs(other.bottom - line.bottom) > 0.5 * line.size
        and other.left < line.right
        and other.right > before.left
    ]
    sides = [{over for above, over in beside if above is side} for side in (True, False)]
    # Nothing on one side is the edge of a paragraph; pieces that leave the gap open may be columns.
    return any(sides) and all(not over or True in over for over in sides)


def _put_together(before: PageLine, line: PageLine) -> PageLine:
    return replace(
        before,
        text=f"{before.text} {line.text}",
        right=line.right,
        top=max(before.top, line.top),
        bottom=min(before.bottom, line.bottom),
        bold=before.bold and line.bold,
    )
