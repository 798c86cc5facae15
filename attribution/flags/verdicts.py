"""What people decided about flags: ``verdicts.csv`` with the columns ``flag,verdict,note,by,when``.

A flag's id is made of the words on both sides, so a flag whose words have changed since has another id and is
open again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from attribution.decisions import DecisionError, add, rows
from attribution.result import Flag, Verdict

COLUMNS = ("flag", "verdict", "note", "by", "when")
Decision = Literal["fine", "fault", "unsure"]
VERDICTS: tuple[Decision, ...] = ("fine", "fault", "unsure")
SWALLOWED = re.compile(r"^\s*[^\s,]+\s*,\s*(?:fine|fault|unsure)\b", re.M)
"""A row inside a cell: the quotation mark of the cell was not closed where it should be."""


class VerdictError(DecisionError):
    """A line of the file cannot be used; the message gives file, line and what is wanted."""

    code = "verdict-invalid"


def read(path: Path) -> dict[str, Verdict]:
    """Flag id -> verdict; the last line on a flag counts. Raises VerdictError for a line that is none."""
    found: dict[str, Verdict] = {}
    for row in rows(path, COLUMNS[:2], VerdictError):
        flag, verdict, note, by, when = (row.cells.get(column, "") for column in COLUMNS)
        if row.blank:
            continue
        if not flag or verdict.lower() not in VERDICTS:
            raise VerdictError(
                f"{path}:{row.line}: {verdict or 'nothing'!r} is no verdict; "
                f"one of {', '.join(VERDICTS)} is wanted"
            )
        if any(SWALLOWED.search(cell.partition("\n")[2]) for cell in row.cells.values()):
            raise VerdictError(
                f"{path}:{row.line}: a quotation mark is opened here that swallows the rows behind it",
                "Close it; one inside a cell is written twice. Nothing was read or written.",
            )
        found[flag] = Verdict(cast(Decision, verdict.lower()), note, by, when)
    return found


def write(path: Path, flag: str, verdict: Verdict) -> None:
    """Adds one flag's verdict to the file, where it counts instead of those before it. Raises VerdictError as
    ``read`` does, and OSError."""
    cells = dict(zip(COLUMNS, (flag, verdict.verdict, verdict.note, verdict.by, verdict.when), strict=True))
    add(path, COLUMNS, cells, check=read)


def applied(flags: Iterable[Flag], verdicts: Mapping[str, Verdict]) -> tuple[Flag, ...]:
    """The flags with what was decided about them."""
    return tuple(replace(f, verdict=verdicts.get(f.id)) for f in flags)
