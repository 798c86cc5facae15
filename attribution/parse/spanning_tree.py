"""The best tree of a sentence, found the short way where there is one.

Stanza's parser searches the best tree with one root (Chu and Liu 1965, Edmonds 1967) after making the root so
dear that every sentence has circles to take apart (Stanojević and Cohen 2021). Most sentences need neither:
where the best head of each word gives a tree, or the best tree has one root anyhow, no tree with one root can
be better.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.floating[Any]]
    """``scores[word, head]``: how well each head suits each word; number 0 is the root."""
    Heads = NDArray[np.integer[Any]]
    """The number of each word's head."""
    Search = Callable[[Scores], Heads]


def shorten() -> None:
    """From now on Stanza's parser searches the short way; the trees are the same."""
    # Here because Stanza brings PyTorch along, which takes seconds, and a run with kept parses needs neither.
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds, chuliu_edmonds_one_root
    from stanza.models.depparse import model

    model.chuliu_edmonds_one_root = short_way(chuliu_edmonds, chuliu_edmonds_one_root)


def short_way(any_roots: Search, one_root: Search) -> Search:
    """A search that gives the trees of ``one_root`` and asks it only where nothing simpler does."""

    import numpy as np  # here, because a run with kept parses does not need it

    def best(scores: Scores) -> Heads:
        free = scores.astype(np.float64)
        np.fill_diagonal(free, -np.inf)
        heads: Heads = free.argmax(axis=1)
        heads[0] = 0
        if not is_tree(heads):
            heads = any_roots(free)
        return heads if (heads[1:] == 0).sum() == 1 else one_root(scores)

    return best


def is_tree(heads: Heads) -> bool:
    """Whether every word hangs on the root, directly or not."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]  # twice as far up each time
    return not bool(above.any())
