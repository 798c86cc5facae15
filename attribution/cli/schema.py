"""``attribution schema``: the JSON Schema of what the program writes, and of rule files."""

from __future__ import annotations

import json

import typer

from attribution.cli.common import stop
from attribution.cli.terminal import echo


def schema(
    file: str = typer.Argument(
        None,
        metavar="[FILE]",
        help="A file of the output contract, such as flags.jsonl, or “rules”; "
        "the whole contract if left out.",
    ),
) -> None:
    """Print the JSON Schema of the output contract: of one line of FILE, or of a line of any file; or that of
    rule files, for editors."""
    # Imported here so that --help comes at once.
    from attribution.rulebook import file_schema
    from attribution.write import schema as contract

    if file == "rules":
        described = file_schema.json_schema()
    elif file is None or file in contract.FILES:
        described = contract.schema(file)
    else:
        stop(
            f"{file} is no file of the contract; it has {', '.join(contract.FILES)}; "
            "“rules” is the schema of rule files."
        )
    echo(json.dumps(described, indent=2, ensure_ascii=False))
