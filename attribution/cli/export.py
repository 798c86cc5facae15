"""``attribution export``: a report in the form of another program."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, MODELS_BY_LANGUAGE, must_exist, stop, writing
from attribution.cli.terminal import echo


def export(
    report: Path = typer.Argument(..., metavar="REPORT|STORE", help="The folder of a report, or a store."),
    form: str = typer.Option(..., "--as", metavar="FORMAT", help="One of the forms below."),
    out: Path = typer.Option(
        Path("exports"), "--out", metavar="DIR", help="The folder that the files are written to."
    ),
    models: list[str] = MODELS_BY_LANGUAGE,
    cache: Path = CACHE,
) -> None:
    """Write what a report or a store holds in a form that other programs read.

    FORMAT: brat (standoff), claim-review (schema.org, for flags that are faults), conllu (the parses), junit
    (flags and faults of rules for build servers), label-studio (tasks with predictions), parquet (tables),
    sarif (the same as junit for code hosts), web-annotation (W3C Web Annotation, JSON-LD).

    The paths of the files are printed. Nothing is parsed or compared again.
    """
    # Imported here so that --help comes at once.
    from attribution.archive.as_report import stored_report
    from attribution.archive.file import StoreError, is_store
    from attribution.write.exports import FORMATS
    from attribution.write.placed import put
    from attribution.write.printable import printable_report
    from attribution.write.read_back import ReadBackError, written_report

    if form not in FORMATS:
        stop(f"--as takes one of {', '.join(FORMATS)}, not {form!r}.")
    must_exist([report], "nothing was read or written")
    try:
        stored = is_store(str(report))
        kept = stored_report(report) if stored else written_report(report, models=models, cache=cache)
        files = dict(FORMATS[form](printable_report(kept)))
    except (ReadBackError, StoreError) as error:
        stop(error)
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        stop("extra-missing: Parquet needs the library pyarrow.\npip install quote-attribution[parquet]")
    with writing(out):
        for path in put(out, files):
            echo(path)
