"""``attribution evaluate``: measure the program on texts whose right answers are known."""

from __future__ import annotations

import typer

from attribution.cli.evaluate import cases, kept_corrections, polnear, quotations, speakers

app = typer.Typer(no_args_is_help=True, help="Measure the program on texts whose right answers are known.")


@app.callback()
def _evaluate() -> None:
    """Measure the program on texts whose right answers are known."""


app.command("polnear")(polnear.polnear)
app.command("speakers")(speakers.speakers)
app.command("quotations")(quotations.quotations)
app.command("cases")(cases.cases)
app.command("corrections")(kept_corrections.kept_corrections)
