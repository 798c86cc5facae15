"""``attribution rules``: check, test, write, explain and compare rules."""

from __future__ import annotations

import typer

from attribution.cli.rules import check, coverage, diff, explain, list_, measure, new, parse, test

app = typer.Typer(no_args_is_help=True, help="Check, test, write, explain and compare rules.")


@app.callback()
def _rules() -> None:
    """Check, test, write, explain and compare rules."""


app.command("check")(check.check)
app.command("list")(list_.list_)
app.command("new")(new.new)
app.command("test")(test.test)
app.command("parse")(parse.parse)
app.command("coverage")(coverage.coverage)
app.command("diff")(diff.diff)
app.command("explain")(explain.explain)
app.command("measure")(measure.measure)
