"""``attribution evaluate corrections``: today's rules against what people corrected in a store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from attribution.cli.common import RULES, must_exist, stop
from attribution.cli.terminal import echo


def kept_corrections(
    store: Path = typer.Argument(..., metavar="STORE", help="A store in which attributions were corrected."),
    rules: list[Path] = RULES,
) -> None:
    """Tell how many of the corrections that people made today's rules get right by themselves.

    Nothing is parsed: the parses are those that the store keeps. Exit status: 0, 2 the store cannot be used.
    """
    # Imported here so that --help comes at once.
    from attribution.archive.corrected import line_of
    from attribution.archive.file import StoreError
    from attribution.archive.store import Store
    from attribution.measure.kept_corrections import outcomes
    from attribution.rulebook.book import load

    must_exist([store, *rules], "nothing was read")
    try:
        with Store(store) as kept:
            found = list(outcomes(kept, load(rules)))
    except StoreError as error:
        stop(error)
    for each in found:
        if not each.right:
            echo(line_of(each.correction))
    right = Counter(each.correction.fault for each in found if each.right)
    for fault, of in sorted(Counter(each.correction.fault for each in found).items()):
        echo(f"{fault:14} {right[fault]:5} of {of:5} right")
    echo(f"{'all':14} {right.total():5} of {len(found):5} right")
