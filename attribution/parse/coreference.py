"""Which words head mentions, what each refers back to, and how far its mention goes.

After Dobrovolskii (2021): links join words, a cheap bilinear score picks the antecedents that a small network
then weighs, and spans are found last. What the program needs is one pass: no second round over the same
pairs.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from attribution.parse.encoder import WIDTH, Mix
from attribution.parse.heads import DROP

SIZE, SPAN = 192, 64
KEPT = 20
"""Antecedents that are weighed for one mention."""
REACH = 400
"""A mention looks back over so many: memory grows with an article's length, not with its square."""
BEFORE, AFTER = 20, 50
"""Words that a mention may have before and after its head."""
DISTANCES = (1, 2, 3, 4, 6, 9, 14, 22, 40, 80, 160, 320)
"""Steps of the distance in words."""
SENTENCES = 5
"""Distances in sentences that are told apart."""


class Coreference(nn.Module):
    """Scores for mentions, antecedents and spans."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.hidden = nn.Sequential(
            nn.Dropout(DROP), nn.Linear(WIDTH, SIZE + SPAN * 2), nn.GELU(), nn.Dropout(DROP)
        )
        self.mention = nn.Linear(SIZE, 1)
        self.rough = nn.Parameter(torch.eye(SIZE) * SIZE**-0.5)
        self.anaphor, self.antecedent, self.both = (
            nn.Linear(SIZE, SIZE, bias=b) for b in (True, False, False)
        )
        self.distance = nn.Embedding(len(DISTANCES) + 1, SIZE)
        self.sentence = nn.Embedding(SENTENCES, SIZE)
        self.same = nn.Embedding(2, SIZE)
        self.link = nn.Sequential(
            nn.GELU(), nn.Dropout(DROP), nn.Linear(SIZE, SIZE // 2), nn.GELU(), nn.Linear(SIZE // 2, 1)
        )
        self.begin = nn.Parameter(torch.zeros(BEFORE + 1))
        self.end = nn.Parameter(torch.zeros(AFTER + 1))

    def forward(self, layers: Tensor) -> tuple[Tensor, Tensor]:
        """Each word's vector [N, SIZE + 2 · SPAN], and how likely it heads a mention [N]."""
        words = self.hidden(self.mix(layers))
        return words, self.mention(words[:, :SIZE])[:, 0].float()

    def links(
        self, words: Tensor, mention: Tensor, asked: Tensor, sentences: Tensor, forms: Tensor
    ) -> tuple[Tensor, Tensor]:
        """For the M words `asked`, in text order: their antecedents [M, K] as numbers among the M, and scores
        [M, K].

        A mention that refers back to nothing has a score of 0; where there is no antecedent the score is far
        below. `forms` [N] are equal for words that are written alike.
        """
        chosen, worth, count = words[asked, :SIZE], mention[asked], len(asked)
        kept = min(KEPT, count)
        rough = ((chosen @ self.rough) @ chosen.T).float() + worth[None, :] + worth[:, None]
        order = torch.arange(count)
        back = order[:, None] - order[None, :]
        rough = rough.masked_fill((back <= 0) | (back > REACH), -1e4)
        best, who = rough.topk(kept, 1)
        there = asked[who]
        steps = torch.bucketize(asked[:, None] - there, torch.tensor(DISTANCES), right=True)
        apart = (sentences[asked][:, None] - sentences[there]).clamp(0, SENTENCES - 1)
        alike = (forms[asked][:, None] == forms[there]).long()
        pair = (
            self.anaphor(chosen)[:, None]
            + self.antecedent(chosen)[who]
            + self.both(chosen[:, None] * chosen[who])
            + self.distance(steps)
            + self.sentence(apart)
            + self.same(alike)
        )
        return who, best + self.link(pair)[:, :, 0].float()

    def spans(self, words: Tensor, heads: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of where the mentions of M heads begin [M, BEFORE + 1] and end [M, AFTER + 1]: number i is i
        words from the head. Words of other sentences have none."""
        reach = torch.arange(-BEFORE, AFTER + 1)
        places = heads[:, None] + reach
        inside = places.clamp(0, len(words) - 1)
        query, key = words[heads, SIZE : SIZE + SPAN], words[inside, SIZE + SPAN :]
        fits = (places == inside) & (sentences[inside] == sentences[heads][:, None])
        scores = (query[:, None] * key).sum(-1).float().masked_fill(~fits, -1e4)
        return scores[:, : BEFORE + 1].flip(1) + self.begin, scores[:, BEFORE:] + self.end
