"""``attribution evaluate``: measure the program on texts whose right answers are known."""

from __future__ import annotations

from pathlib import Path

import typer

app = typer.Typer(no_args_is_help=True, help="Measure the program on texts whose right answers are known.")


@app.callback()
def _evaluate() -> None:
    pass


@app.command("cases")
def cases(
    folder: Path = typer.Argument(..., metavar="DIR", help="A folder of cases: stories with the flags they must raise."),
    held_back: bool = typer.Option(False, "--held-back", help="Only the stories that are held back; otherwise only the others."),
    rules: list[Path] = typer.Option([], "--rules", metavar="PATH", help="Rule files or folders to lay over the shipped rules."),
    models: str = typer.Option("en-news", "--models", metavar="PACK", help="A model pack: its name, its folder, or 'official'."),
    cache: Path = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs."),
) -> None:
    """Check every story of a folder and say which faults were found, and what was flagged that should not be."""
    from attribution import cases as stories
    from attribution.rulebook import load

    found = list(stories.run(stories.load(folder, held_back), load(rules), models=models, cache=cache))
    for outcome in found:
        for expected in outcome.missed:
            typer.echo(f"{outcome.case.name}: missed {expected.kind}: “{expected.a}”")
        for flag in outcome.extra:
            typer.echo(f"{outcome.case.name}: {flag.severity} {flag.kind} that nobody asked for: {flag.because}")
    typer.echo("fault     stories  found  with another medium or high flag")
    for letter, score in stories.score(found).items():
        recall = "" if letter == "clean" else f"{score.found / score.cases:6.2f}"
        typer.echo(f"{letter:<8} {score.cases:>8} {recall:>6} {score.alarmed:>6} ({score.alarmed / score.cases:.0%})")
