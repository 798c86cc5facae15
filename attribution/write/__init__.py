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
    return put(folder, files)


def put(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write the files, given by their names (which may have folders), into the folder: all whole or none at
    all. Raises OSError."""
    aside = {_aside(folder / name): folder / name for name in files}
    try:
        for path, content in zip(aside, files.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            with path.open("xb") as file:  # never through a link that lies there
                file.write(content.encode() if isinstance(content, str) else content)
        for path, target in aside.items():
            path.replace(target)
    finally:
        for path in aside:
            path.unlink(missing_ok=True)
    return tuple(aside.values())


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}")
