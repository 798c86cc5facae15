"""Write a report: the files of the output contract, one module for each format. See ``docs/outputs.md``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attribution.read.address import without_password
from attribution.report import Report
from attribution.write.contract import contract
from attribution.write.html import html
from attribution.write.markdown import markdown
from attribution.write.placed import put
from attribution.write.printable import printable, printable_report
from attribution.write.table import table


def write(report: Report, folder: Path, arguments: Sequence[str] = ()) -> tuple[Path, ...]:
    """Write all files of the report into the folder, made where it is not there, and return their paths.

    The same report gives the same bytes. All files are replaced or none, also where the program is killed.
    Raises OSError where that cannot be done; a full disk changes no file.
    """
    return put(folder, files_of(report, arguments))


def files_of(report: Report, arguments: Sequence[str] = ()) -> dict[str, str]:
    """The text of each file of the report, by its name."""
    report = printable_report(report)
    files = dict(contract(report, [printable(without_password(a)) for a in arguments]))
    files["quotes.csv"] = table(report)
    files["report.html"] = html(report)
    files["report.md"] = markdown(report)
    return files
