"""What is read off a word's vector: tags, the end of a sentence, names, speech, and the tree."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from attribution.parse.encoder import WIDTH, Mix

ARC, RELATION = 256, 96
DROP = 0.2


class Labels(nn.Module):
    """One hidden layer, and for every kind of label a score of each."""

    def __init__(self, hidden: int, sizes: dict[str, int]) -> None:
        super().__init__()
        self.mix = Mix()
        self.hidden = nn.Sequential(nn.Dropout(DROP), nn.Linear(WIDTH, hidden), nn.GELU(), nn.Dropout(DROP))
        self.scores = nn.ModuleDict({kind: nn.Linear(hidden, size) for kind, size in sizes.items()})

    def forward(self, layers: Tensor) -> dict[str, Tensor]:
        """[N, size] for each kind."""
        hidden = self.hidden(self.mix(layers))
        return {kind: score(hidden) for kind, score in self.scores.items()}


class TreeHead(nn.Module):
    """Deep biaffine attention (Dozat and Manning 2017): how likely each word is another's head, and by which
    relation."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.mix = Mix()
        self.hidden = nn.Sequential(
            nn.Dropout(DROP), nn.Linear(WIDTH, 2 * (ARC + RELATION)), nn.GELU(), nn.Dropout(DROP)
        )
        self.root = nn.Parameter(torch.randn(ARC + RELATION) * 0.1)
        self.arc = nn.Parameter(torch.eye(ARC) * ARC**-0.5)
        self.governs = nn.Linear(ARC, 1)
        self.relation = nn.Parameter(torch.randn(RELATION + 1, relations * (RELATION + 1)) * 0.02)

    def forward(self, layers: Tensor) -> Tensor:
        """[N + 1, 2, ARC + RELATION]: each word as a dependent and as a head; the last row is the root."""
        words = self.hidden(self.mix(layers)).view(-1, 2, ARC + RELATION)
        return torch.cat([words, self.root.expand(1, 2, -1).to(words.dtype)])

    def arcs(self, sides: Tensor, grid: Tensor, sentences: Tensor) -> Tensor:
        """[B, W, W + 1] scores of heads, the root first; those outside the sentence (`sentences` [N + 1])
        have none."""
        dependents, heads = sides[grid, 0, :ARC], sides[grid, 1, :ARC]
        root = sides[-1:, 1, :ARC].expand(len(grid), 1, -1)
        heads = torch.cat([root, heads], 1)
        scores = (dependents @ self.arc @ heads.transpose(1, 2) + self.governs(heads).transpose(1, 2)).float()
        places = sentences[grid]
        same = (places[:, :, None] == places[:, None, :]) & ~torch.eye(grid.shape[1], dtype=torch.bool)
        rooted = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        return torch.where(rooted, scores, -1e4)

    def relations(self, sides: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """[M, relations] scores for M pairs of words and their heads, by number; the root's number is N."""
        dependent, head = with_one(sides[words, 0, ARC:]), with_one(sides[heads, 1, ARC:])
        return ((dependent @ self.relation).view(len(words), -1, RELATION + 1) @ head[:, :, None])[:, :, 0]


def with_one(x: Tensor) -> Tensor:
    """A one behind every row."""
    return torch.cat([x, x.new_ones(len(x), 1)], 1)
