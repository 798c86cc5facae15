"""``attribution rules parse``: parses of the examples, kept beside the rules."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import MODELS, writing
from attribution.cli.rules.given import PATHS, rules_in, stop_at_errors
from attribution.cli.terminal import echo
from attribution.rulebook.book import load
from attribution.rulebook.rule_files import shipped_folder


def parse(
    paths: list[Path] = PATHS,
    fresh: bool = typer.Option(False, "--fresh", help="Make all of them again, also those that hold."),
    models: str = MODELS,
) -> None:
    """Keep the parses of the examples beside the rules (parses/*.conllu): missing and outdated ones are made,
    the others stay."""
    from attribution.authoring import example, example_parses  # here, so that --help comes at once

    book = load(paths or ())
    cases = list(example.cases(rules_in(paths, book)))
    found = example_parses.gather(cases, models=models, fresh=fresh)
    for note in found.notes:
        echo(note, err=True)
    with writing(*(paths or [shipped_folder()])):
        for file in example_parses.keep(cases, found):
            echo(f"{file} written")
    echo(f"{len(found.documents)} parses, {len(found.anew)} made now")
    for why in sorted(set(found.lacking.values())):
        echo(f"no parse: {why}", err=True)
    stop_at_errors(paths, book)
    raise typer.Exit(2 if found.lacking else 0)
