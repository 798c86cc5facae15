"""The best names: tags that follow each other as BIOES says (Ratinov and Roth 2009)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

INSIDE = ("B", "I")


@cache
def allowed(labels: tuple[str, ...]) -> np.ndarray:
    """[size + 1, size + 1] whether a tag may follow another; the last row and column are the borders of the
    sentence."""
    border = len(labels)
    table = np.zeros((border + 1, border + 1), dtype=bool)
    for i, before in enumerate((*labels, "O")):
        for j, after in enumerate((*labels, "O")):
            if before[0] in INSIDE:
                table[i, j] = after[0] in ("I", "E") and after[1:] == before[1:]
            else:
                table[i, j] = after[0] in ("O", "B", "S")
    return table


def best_names(
    scores: np.ndarray, sentences: Sequence[tuple[int, int]], labels: tuple[str, ...]
) -> list[str]:
    """The best tag of each of N words (`scores` [N, size]) such that every name is whole."""
    best, follows, border = scores.argmax(1), allowed(labels), len(labels)
    for start, end in sentences:
        path = np.concatenate([[border], best[start:end], [border]])
        if not follows[path[:-1], path[1:]].all():
            best[start:end] = searched(scores[start:end].astype(np.float64), follows)
    return [labels[i] for i in best.tolist()]


def searched(scores: np.ndarray, follows: np.ndarray) -> list[int]:
    """The best allowed path (Viterbi 1967)."""
    steps = np.where(follows[:-1, :-1], 0.0, -1e9)
    total = scores[0] + np.where(follows[-1, :-1], 0.0, -1e9)
    back: list[np.ndarray] = []
    for row in scores[1:]:
        ways = total[:, None] + steps
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    at = last = int((total + np.where(follows[:-1, -1], 0.0, -1e9)).argmax())
    return [*reversed([at := int(origin[at]) for origin in reversed(back)]), last]
