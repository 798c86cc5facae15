"""The stretches of whole sentences that the transformer reads at once, laid out as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import torch

from attribution.parse.pieces import Pieces, shape

LONGEST = 250
"""Pieces of one window, where its sentences are shorter than that."""
LIMIT = 510
"""Pieces that the transformer has places for, beside the one that begins a window."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Words in windows. B windows of at most L pieces and W words, N words and P pieces of words in all."""

    pieces: torch.Tensor
    """[B, L] numbers of pieces, 0 where there is none."""
    shapes: torch.Tensor
    """[B, L] numbers of shapes, 0 where the piece is of no word."""
    lengths: torch.Tensor
    """[B] pieces of each window."""
    places: torch.Tensor
    """[P] where each word's pieces stand in the flattened [B · L]."""
    words: torch.Tensor
    """[P] the word that each of them is of, rising."""
    grid: torch.Tensor
    """[B, W] numbers of words, N where there is none."""


def cut(lengths: Sequence[int], longest: int = LONGEST) -> list[tuple[int, int]]:
    """Where windows begin and end, in sentences, for sentences of so many pieces: about equally long, and no
    longer than `longest` unless one sentence is."""
    total = sum(lengths)
    wanted = ceil(total / ceil(total / longest)) if total else 1
    bounds, start, size = [], 0, 0
    for number, length in enumerate(lengths):
        if number > start and (size >= wanted or size + length > longest):
            bounds.append((start, number))
            start, size = number, 0
        size += length
    if start < len(lengths):
        bounds.append((start, len(lengths)))
    return bounds


def lay_out(
    words: Sequence[str], bounds: Sequence[tuple[int, int]], breaks: Sequence[bool], pieces: Pieces
) -> Windows:
    """Words as windows that begin and end (in words) as `bounds` say; `breaks` tells after which words a
    paragraph ends.

    Of a window with more pieces than there are places, each word's first piece is read alone.
    """
    found = pieces.of(words)
    shapes = [shape(word) for word in words]
    rows: list[tuple[list[int], list[int]]] = []
    places: list[tuple[int, int]] = []
    owners: list[int] = []
    for number, (start, end) in enumerate(bounds):
        row, drawn = [pieces.begin], [0]
        crowded = sum(len(found[w]) + breaks[w] for w in range(start, end)) > LIMIT
        for word in range(start, end):
            ids = found[word][:1] if crowded else found[word]
            places += [(number, len(row) + i) for i in range(len(ids))]
            owners += [word] * len(ids)
            row += ids
            drawn += [shapes[word]] * len(ids)
            if breaks[word] and not crowded:
                row.append(pieces.end)
                drawn.append(0)
        rows.append((row, drawn))
    long, wide = max(len(row) for row, _ in rows), max(end - start for start, end in bounds)
    table = np.zeros((2, len(rows), long), dtype=np.int64)
    grid = np.full((len(rows), wide), len(words), dtype=np.int64)
    for number, ((row, drawn), (start, end)) in enumerate(zip(rows, bounds, strict=True)):
        table[0, number, : len(row)] = row
        table[1, number, : len(row)] = drawn
        grid[number, : end - start] = range(start, end)
    at = np.array(places, dtype=np.int64)
    return Windows(
        torch.from_numpy(table[0]),
        torch.from_numpy(table[1]),
        torch.tensor([len(row) for row, _ in rows]),
        torch.from_numpy(at[:, 0] * long + at[:, 1]),
        torch.tensor(owners),
        torch.from_numpy(grid),
    )
