"""``attribution rules new``: a rule file to begin with."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from attribution.authoring.template import template
from attribution.cli.common import stop, writing
from attribution.cli.terminal import echo

SCHEMA = "attribution-rules.schema.json"
"""Its name in the first line of the template."""


def new(
    file: Path = typer.Argument(
        ..., metavar="FILE", help="The rule file to write; it must not be there yet."
    ),
    pack: str = typer.Option("house", "--pack", help="The name of your pack."),
    language: str = typer.Option("en", "--language", help="Its language."),
    flag: bool = typer.Option(
        False, "--flag", help="A rule that raises a flag, not one that finds attributions."
    ),
) -> None:
    """Write a rule file to begin with, each line explained. It has no faults as it stands.

    The schema of rule files is written beside it where it is not there: editors that know
    yaml-language-server complete keys by it and mark faults.
    """
    from attribution.rulebook.file_schema import json_schema  # here, so that --help comes at once

    if file.exists():
        stop(f"path-unusable: {file} is there already; nothing was written.\nName another file.")
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template(pack, language, flag=flag), encoding="utf-8")
        schema = file.with_name(SCHEMA)
        if not schema.exists():
            schema.write_text(
                json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
            )
    echo(f"{file} written. Edit it, then: attribution rules check {file} && attribution rules test {file}")
