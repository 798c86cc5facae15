"""Write a report: the files of the output contract, one module for each format. See ``docs/outputs.md``."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from attribution.report import Report
from attribution.write.contract import contract
from attribution.write.html import html
from attribution.write.markdown import markdown
from attribution.write.printable import printable, printable_report
from attribution.write.table import table


def write(report: Report, folder: Path, arguments: Sequence[str] = ()) -> tuple[Path, ...]:
    """Write all files of the report into the folder, made where it is not there, and return their paths.

    The same report gives the same bytes. Each file appears whole or not at all: all are written aside, then
    renamed. Raises OSError where that cannot be done; a full disk changes no file.
    """
    report = printable_report(report)
    files = dict(contract(report, [printable(a) for a in arguments]))
    files["quotes.csv"] = table(report)
    files["report.html"] = html(report)
    files["report.md"] = markdown(report)
    return _put(folder, {name: text.encode() for name, text in files.items()})


def _put(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    aside = {folder / f".{name}.{os.getpid()}": folder / name for name in files}
    try:
        for path, content in zip(aside, files.values(), strict=True):
            path.write_bytes(content)
        for path, target in aside.items():
            path.replace(target)
    finally:
        for path in aside:
            path.unlink(missing_ok=True)
    return tuple(aside.values())
