"""The transformer: BERT's layers (Devlin et al. 2019) at MiniLM's size (Wang et al. 2020), read out word by
word."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from attribution.parse.pieces import SHAPES
from attribution.parse.windows import Windows

WIDTH, INNER, HEADS, LAYERS = 384, 1536, 12, 6
SIZE = WIDTH // HEADS
VOCABULARY, PLACES = 30522, 512
READ = 4
"""So many of the last layers are handed on; each head mixes them in its own way (Peters et al. 2018)."""
EPSILON = 1e-12
DROP = 0.1


class EncoderLayer(nn.Module):
    """Self-attention and two linear layers, each added to what goes in and normed."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.gather = nn.Linear(WIDTH, WIDTH)
        self.gathered = nn.LayerNorm(WIDTH, EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.done = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        """[B, L, WIDTH] to the same; `seen` [B, 1, 1, L] is 0 for the pieces that there are and far below for
        others."""
        batch, long, _ = x.shape
        query, key, value = self.attend(x).view(batch, long, 3, HEADS, SIZE).permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: with so few pieces that is nearly twice as fast as torch's fused attention.
        scores = (query * SIZE**-0.5 @ key.transpose(2, 3)).float() + seen
        mixed = scores.softmax(-1).to(value.dtype) @ value
        x = self.gathered(x + self.drop(self.gather(mixed.transpose(1, 2).reshape(batch, long, WIDTH))))
        done: Tensor = self.done(x + self.drop(self.narrow(F.gelu(self.widen(x)))))
        return done


class Encoder(nn.Module):
    """Windows to a vector a layer for each word: the mean of its pieces'."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(LAYERS))

    def forward(self, windows: Windows) -> Tensor:
        """[READ, N, WIDTH], the last READ layers."""
        batch, long = windows.pieces.shape
        x = self.norm(self.pieces(windows.pieces) + self.places.weight[:long] + self.shapes(windows.shapes))
        there = torch.arange(long) < windows.lengths[:, None]
        seen = torch.where(there, 0.0, -1e4)[:, None, None, :]
        read: list[Tensor] = []
        for number, layer in enumerate(self.layers):
            x = layer(x, seen)
            if number >= LAYERS - READ:
                read.append(means(x.reshape(batch * long, WIDTH)[windows.places].float(), windows.words))
        return torch.stack(read)


def means(of_pieces: Tensor, words: Tensor) -> Tensor:
    """The mean over each word's pieces: [P, WIDTH] to [N, WIDTH], where `words` [P] rises by ones."""
    counts = torch.bincount(words)
    return of_pieces.new_zeros(len(counts), WIDTH).index_add(0, words, of_pieces) / counts[:, None]


class Mix(nn.Module):
    """One vector a word: the layers added up by learned shares, times a learned number."""

    def __init__(self) -> None:
        super().__init__()
        self.shares = nn.Parameter(torch.zeros(READ))
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, layers: Tensor) -> Tensor:
        """[READ, N, WIDTH] to [N, WIDTH]."""
        shares = (self.scale * self.shares.softmax(0)).unbind()
        first, *others = (share * layer for share, layer in zip(shares, layers.unbind(), strict=True))
        return sum(others, first)
