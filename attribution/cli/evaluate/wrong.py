"""Wrong speakers, a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attribution.cli.terminal import echo

if TYPE_CHECKING:
    from attribution.measure.speaker_score import Judged


def list_wrong(judged: Iterable[Judged]) -> None:
    """Print the gold speakers that got another answer or none."""
    for j in judged:
        if not j.right:
            answer = j.answer if j.found else "not found"
            where = f"{j.gold.article} {j.gold.content[0].start}"
            echo(f"  {where}: {j.gold.name}, not {answer}. {' '.join(j.steps)}")
