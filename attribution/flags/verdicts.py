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

from attribution.article import Problem
from attribution.decisions import DecisionError, add, rows
from attribution.read import dates
from attribution.result import Flag, Verdict

COLUMNS = ("flag", "verdict", "note", "by", "when")
Decision = Literal["fine", "fault", "unsure"]
VERDICTS: tuple[Decision, ...] = ("fine", "fault", "unsure")
SHOWN = 5
"""Ids that a message names."""
SWALLOWED = re.compile(r"^\s*[^\s,;]+\s*[,;\t]\s*(?:fine|fault|unsure)\b", re.M)
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
        if when and not dates.readings(when):
            raise VerdictError(
                f"{path}:{row.line}: {when!r} is no day",
                "Write it as 2026-03-04, or leave it out. Nothing was read or written.",
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


def unused(flags: Iterable[Flag], verdicts: Mapping[str, Verdict], file: Path) -> list[Problem]:
    """A problem that names the verdicts of flags that are not among these; none where all are used."""
    raised = {f.id for f in flags}
    rest = [flag for flag in verdicts if flag not in raised]
    if not rest:
        return []
    what = f"{len(rest)} of {len(verdicts)} verdicts are of flags that this run does not raise"
    return [
        Problem(
            file.name,
            "verdict-unused",
            f"{what}: {', '.join(rest[:SHOWN])}{' …' if len(rest) > SHOWN else ''}.",
            "Nothing to do where other articles were checked; else the words have changed: look once more.",
        )
    ]
