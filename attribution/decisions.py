"""Tables in which people write down what they decided: read whole or not at all, and only ever added to."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from attribution.refusal import Refusal

LARGEST = 50_000_000
"""Bytes: a million rows."""
SEPARATORS = (",", ";", "\t")
"""Spreadsheets write semicolons where the comma stands in numbers."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so would be computed by a spreadsheet (OWASP, CSV injection)."""


class DecisionError(Refusal):
    """A table cannot be used. The message gives file and line."""

    def __init__(self, message: str, next: str = "Correct the line; nothing was read or written.") -> None:
        super().__init__(self.code, message, next)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """The cells of a row by the names of their columns, without blanks around them, and the line it begins
    at."""

    line: int
    cells: Mapping[str, str]

    @property
    def blank(self) -> bool:
        return not any(self.cells.values())


def rows(path: Path, columns: Sequence[str], error: type[DecisionError]) -> Iterator[DecisionRow]:
    """The rows of a UTF-8 file with commas, semicolons or tabs whose first line names at least these columns.

    Raises ``error`` for a file that cannot be read, another encoding, and a quotation mark that is opened and
    not closed, with the line that it stands in: it would swallow the rows behind it; and for a row with more
    cells than there are columns.
    """
    text = _text(path, error)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    header: list[str] = []
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            raise error(
                f"{path}:{begins}: the row that begins here cannot be told from those behind it: {fault}",
                "Close its quotation mark; one inside a cell is written twice. Nothing was read or written.",
            ) from None
        if cells is None:
            break
        if begins == 1:
            header = [name.strip() for name in cells]
        elif any(cell.strip() for cell in cells[len(header) :]):
            raise error(
                f"{path}:{begins}: the row has more cells than the first line has columns",
                "Put quotation marks around a cell with a separator in it. Nothing was read or written.",
            )
        elif cells:
            yield DecisionRow(begins, dict(zip(header, map(_as_meant, cells), strict=False)))
        if begins == 1 and not set(columns) <= set(header):
            break
        begins = reader.line_num + 1
    if not set(columns) <= set(header):
        raise error(f"{path}:1: the first line must name the columns {', '.join(columns)}")


def add(
    path: Path, columns: Sequence[str], cells: Mapping[str, str], check: Callable[[Path], object]
) -> None:
    """Puts one row behind all that stand in the file, which gets ``columns`` as its first line where it is
    new.

    ``check`` is called with a file that has something in it, before anything is added. The row goes into the
    columns of the file, whatever others it has, and gets its separator; no spreadsheet computes a cell of it.
    Who adds at the same time waits. Raises OSError; the rows that are there are not touched.
    """
    with path.open("a+b") as file:
        _lock(file)
        file.seek(0)
        there = file.read()
        if there.strip():
            check(path)
        text = there.decode("utf-8-sig")
        separator = _separator(text)
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), None)
        out = io.StringIO(newline="")
        table = csv.writer(out, delimiter=separator)
        if header is None:
            table.writerow(columns)
        elif not there.endswith((b"\n", b"\r")):
            out.write("\r\n")
        table.writerow([not_computed(cells.get(name.strip(), "")) for name in header or columns])
        file.write(out.getvalue().encode("utf-8", "backslashreplace"))
        file.flush()
        os.fsync(file.fileno())


def not_computed(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula: behind an apostrophe where it begins like one."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _as_meant(cell: str) -> str:
    """The cell without blanks around it, and without the apostrophe of ``not_computed``."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def _separator(text: str) -> str:
    """What parts the cells of the first line."""
    return max(SEPARATORS, key=text.lstrip("\r\n").partition("\n")[0].count)


def _lock(file: IO[bytes]) -> None:
    """Wait until nobody else adds to the file; closing it lets the next one in."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(2**31 - 2)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _text(path: Path, error: type[DecisionError]) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as fault:
        raise error(f"{path} cannot be read: {fault.strerror or fault}", "Name a CSV file.") from None
    if len(data) > LARGEST:
        raise error(f"{path} has more than {LARGEST:,} bytes", "Take out what is no decision.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise error(f"{path}:{line}: this is not UTF-8", "Save it as “CSV UTF-8”.") from None
