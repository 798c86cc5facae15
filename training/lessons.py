"""What the heads should say of texts, and how far off they are: a loss for each head.

Every word teaches those heads whose labels its text has.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from attribution.parse.coreference import AFTER, BEFORE, KEPT
from attribution.parse.model import Model, Vocabulary
from attribution.parse.pieces import Pieces
from attribution.parse.windows import Windows, cut, lay_out
from training.settings import SETTINGS
from training.texts import Text, sentence_bounds

TUNED = SETTINGS["reader"]


@dataclass(frozen=True, slots=True)
class Batch:
    """The texts of one step: windows over all their words, one after another, and where each text begins and
    ends."""

    texts: list[Text]
    windows: Windows
    bounds: list[tuple[int, int]]
    sentences: Tensor
    """[N + 1] numbers that no two sentences share; the last is of no sentence."""
    last: Tensor
    """[N] whether a window or a paragraph ends behind the word."""


def batch_of(texts: list[Text], pieces: Pieces, longest: int) -> Batch:
    words, breaks, sentences, windows, bounds = [], [], [], [], []
    for text in texts:
        first = len(words)
        inside = sentence_bounds(text.sentences)
        found = pieces.of(text.words)
        lengths = [sum(len(found[w]) + text.breaks[w] for w in range(b, e)) for b, e in inside]
        windows += [(first + inside[b][0], first + inside[e - 1][1]) for b, e in cut(lengths, longest)]
        shift = (sentences[-1] + 1 if sentences else 0) - text.sentences[0]
        sentences += [number + shift for number in text.sentences]
        words += text.words
        breaks += text.breaks
        bounds.append((first, len(words)))
    last = torch.tensor(breaks)
    last[[end - 1 for _, end in windows]] = True
    return Batch(texts, lay_out(words, windows, breaks, pieces), bounds, torch.tensor([*sentences, -1]), last)


def labels(batch: Batch, kind: str, numbers: dict[str, int]) -> Tensor:
    """[N] the number of each word's label, -100 where the text does not know it."""
    result: list[int] = []
    for text in batch.texts:
        values = getattr(text, kind)
        result += [-100] * len(text.words) if values is None else [numbers.get(v, -100) for v in values]
    return torch.tensor(result)


class Teacher:
    """What the heads should say of a batch, and how far off they are."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.numbers = {
            kind: {label: i for i, label in enumerate(getattr(vocabulary, kind))}
            for kind in Vocabulary.__dataclass_fields__
        }

    def losses(self, model: Model, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head, summed over words."""
        layers = model.encoder(batch.windows)
        return (
            self._tags(model, layers, batch)
            | self._trees(model, layers, batch)
            | self._names(model, layers, batch)
            | self._speech(model, layers, batch)
            | self._coreference(model, layers, batch)
        )

    def _tags(self, model: Model, layers: Tensor, batch: Batch) -> dict[str, Tensor]:
        scores = model.tags(layers)
        result = {}
        for place, kind in enumerate(("upos", "xpos", "feats")):
            gold: list[int] = []
            for text in batch.texts:
                gold += (
                    [-100] * len(text.words)
                    if text.tags is None
                    else [self.numbers[kind].get(t[place], -100) for t in text.tags]
                )
            result[kind] = F.cross_entropy(scores[kind].float(), torch.tensor(gold), reduction="sum")
        ends = batch.sentences[:-1] != batch.sentences[1:]
        known = torch.tensor([text.ends for text in batch.texts for _ in text.words]) & ~batch.last
        result["end"] = F.binary_cross_entropy_with_logits(
            scores["end"][:, 0].float()[known], ends[known].float(), reduction="sum"
        )
        return result

    def _trees(self, model: Model, layers: Tensor, batch: Batch) -> dict[str, Tensor]:
        count = len(batch.sentences) - 1
        heads = [-2] * count
        weight = torch.ones(count)
        for text, (first, end) in zip(batch.texts, batch.bounds, strict=True):
            if text.heads is not None:
                heads[first:end] = [h + first if h >= 0 else h for h in text.heads]
                if text.silver:
                    weight[first:end] = TUNED["silver_trees"]
        head = torch.tensor(heads)
        known = head >= -1
        if not known.any():
            return {}
        grid = batch.windows.grid
        there = grid < count
        position = torch.zeros(count, dtype=torch.long)
        position[grid[there]] = torch.arange(grid.shape[1]).expand_as(grid)[there]
        sides = model.trees(layers)
        arcs = model.trees.arcs(sides, grid, batch.sentences)[there][known]
        target = torch.where(head >= 0, position[head.clamp(0)] + 1, 0)[known]
        words = known.nonzero()[:, 0]
        relations = model.trees.relations(sides, words, torch.where(head >= 0, head, count)[known])
        gold = labels(batch, "relations", self.numbers["relations"])[known]
        return {
            "arc": (F.cross_entropy(arcs, target, reduction="none") * weight[known]).sum(),
            "relation": (F.cross_entropy(relations.float(), gold, reduction="none") * weight[known]).sum(),
        }

    def _names(self, model: Model, layers: Tensor, batch: Batch) -> dict[str, Tensor]:
        gold = labels(batch, "names", self.numbers["names"])
        if (gold < 0).all():
            return {}
        known = gold >= 0
        return {
            "name": F.cross_entropy(
                model.names(layers[:, known])["name"].float(), gold[known], reduction="sum"
            )
        }

    def _speech(self, model: Model, layers: Tensor, batch: Batch) -> dict[str, Tensor]:
        known = torch.tensor([text.speech is not None for text in batch.texts for _ in text.words])
        if not known.any():
            return {}
        gold = torch.tensor([marks for text in batch.texts for marks in text.speech or ()], dtype=torch.float)
        return {
            "speech": F.binary_cross_entropy_with_logits(
                model.speech(layers[:, known])["speech"].float(), gold, reduction="sum"
            )
        }

    def _coreference(self, model: Model, layers: Tensor, batch: Batch) -> dict[str, Tensor]:
        total: dict[str, Tensor] = {}
        for text, (first, end) in zip(batch.texts, batch.bounds, strict=True):
            if text.chains is None:
                continue
            weight = TUNED["silver_chains"] if text.silver else 1.0
            for kind, loss in chain_losses(
                model, layers[:, first:end], batch.sentences[first:end], text
            ).items():
                total[kind] = total.get(kind, torch.zeros(())) + weight * loss
        return total


def chain_losses(model: Model, layers: Tensor, sentences: Tensor, text: Text) -> dict[str, Tensor]:
    """Of one text with chains: mentions, antecedents (the marginal likelihood of all right ones, Lee et al.
    2017), spans."""
    head = model.coreference
    words, mention = head(layers)
    cluster = torch.full((len(text.words),), -1)
    spans = []
    for number, chain in enumerate(text.chains or ()):
        for word, begin, end in chain:
            cluster[word] = number
            if begin >= 0 and 0 <= word - begin <= BEFORE and 0 <= end - 1 - word <= AFTER:
                spans.append((word, word - begin, end - 1 - word))
    result = {"mention": F.binary_cross_entropy_with_logits(mention, (cluster >= 0).float(), reduction="sum")}
    likely = torch.zeros(len(mention), dtype=torch.bool)
    likely[mention.detach().topk(max(1, round(len(mention) * TUNED["asked"]))).indices] = True
    asked = (likely | (cluster >= 0)).nonzero()[:, 0]
    if len(asked) > KEPT:
        forms = torch.tensor(forms_of(text.words))
        who, scores = head.links(words, mention, asked, sentences, forms)
        mine, theirs = cluster[asked][:, None], cluster[asked][who]
        real = scores > -5e3
        right = (mine >= 0) & (mine == theirs) & real
        none = ~right.any(1, keepdim=True)
        with_none = torch.cat([scores.new_zeros(len(scores), 1), scores], 1)
        wanted = with_none.masked_fill(~torch.cat([none, right], 1), -1e9)
        result["link"] = (with_none.logsumexp(1) - wanted.logsumexp(1)).sum()
    if spans:
        where = torch.tensor(spans)
        begins, ends = head.spans(words, where[:, 0], sentences)
        result["span"] = F.cross_entropy(begins, where[:, 1], reduction="sum") + F.cross_entropy(
            ends, where[:, 2], reduction="sum"
        )
    return result


def forms_of(words: list[str]) -> list[int]:
    """Numbers that are equal for words written alike but for capitals."""
    known: dict[str, int] = {}
    return [known.setdefault(word.lower(), len(known)) for word in words]
