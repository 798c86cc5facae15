"""``attribution schema``: the JSON Schema of what the program writes, and of rule files."""

from __future__ import annotations

import json

import typer


def schema(
    file: str = typer.Argument(
        None,
        metavar="[FILE]",
        help="A file of the output contract, such as flags.jsonl, or “rules”; the whole contract if left out.",
    ),
) -> None:
    """Print the JSON Schema of the output contract: of one line of FILE, or of a line of any file; or that of
    rule files, for editors."""
    from attribution.rulebook import file_schema
    from attribution.write import schema as contract

    if file == "rules":
        typer.echo(json.dumps(file_schema.json_schema(), indent=2, ensure_ascii=False))
        return
    if file is not None and file not in contract.FILES:
        typer.echo(
            f"{file} is no file of the contract; it has {', '.join(contract.FILES)}; “rules” is the schema of rule files.",
            err=True,
        )
        raise typer.Exit(2)
    typer.echo(json.dumps(contract.schema(file), indent=2, ensure_ascii=False))
