"""What people decided about flags: ``verdicts.csv`` with the columns ``flag,verdict,note,by,when``.

A flag's id is made of the words on both sides, so a flag whose words have changed since has another id and is
open again.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from attribution.result import Flag, Verdict

COLUMNS = ("flag", "verdict", "note", "by", "when")
Decision = Literal["fine", "fault", "unsure"]
VERDICTS: tuple[Decision, ...] = ("fine", "fault", "unsure")


class VerdictError(ValueError):
    """A line of the file cannot be used; the message gives file, line and what is wanted."""

    code = "verdict-invalid"


def read(path: Path) -> dict[str, Verdict]:
    """Flag id -> verdict; the last line on a flag counts. Raises VerdictError for a line that is none."""
    found: dict[str, Verdict] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"flag", "verdict"} <= {(name or "").strip() for name in reader.fieldnames or ()}:
            raise VerdictError(
                f"{path}:1: the first line must name the columns {', '.join(COLUMNS)}; "
                "only flag and verdict are needed"
            )
        for row in reader:
            flag, verdict = (row.get("flag") or "").strip(), (row.get("verdict") or "").strip().lower()
            if not flag and not verdict:
                continue
            if not flag or verdict not in VERDICTS:
                raise VerdictError(
                    f"{path}:{reader.line_num}: {verdict or 'nothing'!r} is no verdict; "
                    f"one of {', '.join(VERDICTS)} is wanted"
                )
            note, by, when = ((row.get(column) or "").strip() for column in COLUMNS[2:])
            found[flag] = Verdict(cast(Decision, verdict), note, by, when)
    return found


def write(path: Path, flag: str, verdict: Verdict) -> None:
    """Adds or replaces one flag's verdict in the file, which appears whole or not at all. Raises VerdictError
    as ``read`` does."""
    verdicts = read(path) if path.exists() else {}
    verdicts[flag] = verdict
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".verdicts-", suffix=".csv")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for id, v in verdicts.items():
                table.writerow((id, v.verdict, v.note, v.by, v.when))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def applied(flags: Iterable[Flag], verdicts: Mapping[str, Verdict]) -> tuple[Flag, ...]:
    """The flags with what was decided about them."""
    return tuple(replace(f, verdict=verdicts.get(f.id)) for f in flags)
