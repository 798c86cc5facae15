"""The best heads of all words of an article, sentence by sentence a tree with one root."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from stanza.models.common.chuliu_edmonds import chuliu_edmonds, chuliu_edmonds_one_root

from attribution.parse.spanning_tree import short_way

FEWEST_MARKS, WORDS_AMONG_MARKS = 40, 0.1
"""Tokens of a sentence that is nothing but marks, and the share of words that may stand among them."""
Bounds = Sequence[tuple[int, int]]


def best_heads(scores: np.ndarray, windows: Bounds, sentences: Bounds) -> np.ndarray:
    """The heads of N words as numbers of words, -1 for roots.

    `scores` [B, W, W + 1] are those of each window's words' heads, the root's first. Most sentences need no
    search: where the best head of every word gives a tree with one root, no tree is better.
    """
    count = windows[-1][1] if windows else 0
    heads = np.empty(count + 1, dtype=np.int64)
    heads[count] = count
    starts = np.empty(count, dtype=np.int64)
    row = np.empty(count, dtype=np.int64)
    for number, (start, end) in enumerate(windows):
        best = scores[number, : end - start].argmax(1) - 1
        heads[start:end] = np.where(best < 0, count, best + start)
        starts[start:end], row[start:end] = start, number
    above = heads
    for _ in range(max((end - start for start, end in sentences), default=1).bit_length()):
        above = above[above]  # twice as far up each time
    rooted, roots = above[:count] == count, heads[:count] == count
    search = short_way(chuliu_edmonds, chuliu_edmonds_one_root)
    for start, end in sentences:
        if rooted[start:end].all() and roots[start:end].sum() == 1:
            continue
        first = starts[start]
        columns = [0, *range(start - first + 1, end - first + 1)]
        found = search(squared(scores[row[start], start - first : end - first][:, columns]))[1:]
        heads[start:end] = np.where(found == 0, count, found - 1 + start)
    return np.where(heads[:count] == count, -1, heads[:count])


def are_marks(tokens: Sequence[str]) -> bool:
    """Whether a sentence is a long run of marks, which has no grammar and takes the search a second."""
    words = sum(any(c.isalnum() for c in token) for token in tokens)
    return len(tokens) >= FEWEST_MARKS and words < WORDS_AMONG_MARKS * len(tokens)


def flatten(scores: np.ndarray, windows: Bounds, sentences: Bounds) -> None:
    """Makes the first word of each of the sentences the head of its others, in place."""
    for start, end in sentences:
        number = next(n for n, (first, last) in enumerate(windows) if first <= start < last)
        a, b = start - windows[number][0], end - windows[number][0]
        scores[number, a:b] = -1e4
        scores[number, a, 0] = scores[number, a + 1 : b, a + 1] = 0.0


def squared(scores: np.ndarray) -> np.ndarray:
    """Log-likelihoods [n + 1, n + 1] of heads from scores [n, n + 1], with a row for the root, as the search
    takes them."""
    shifted = scores.astype(np.float64)
    shifted -= shifted.max(1, keepdims=True)
    likely = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return np.concatenate([np.zeros((1, likely.shape[1])), likely])
