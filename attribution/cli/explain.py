"""``attribution explain``: why the report says so."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, MODELS_BY_LANGUAGE, stop
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError


def explain(
    report: Path = typer.Argument(..., metavar="REPORT", help="The folder of a report."),
    id: str = typer.Argument(..., metavar="ID", help="The id of an attribution or flag, or its beginning."),
    rules: list[Path] = typer.Option(
        [], "--rules", metavar="PATH", help="Rules laid over the shipped ones, as they were for the report."
    ),
    models: list[str] = MODELS_BY_LANGUAGE,
    cache: Path = CACHE,
) -> None:
    """Say why a report has an attribution or flag: the rule that won, the words it bound, the way to the
    speaker, the rules that lost and those that nearly matched."""
    from attribution.ask import explain as why  # here, so that --help comes at once

    try:
        for line in why.explain(report, id, rules=rules, models=models, cache=cache):
            echo(line)
    except (why.ExplainError, PackError) as error:
        stop(error)
