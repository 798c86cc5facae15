"""What a model says of a batch, and how far that is from what people marked: a loss for each head.

Every word teaches those heads whose labels its text has.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from attribution.parse.coreference import KEPT
from attribution.parse.model import Model
from training.batches import UNKNOWN, Batch, Chained
from training.settings import SETTINGS

TUNED = SETTINGS["reader"]
FAR_BELOW = -5e3
"""Scores below this one are of antecedents that there are not."""


@dataclass(frozen=True, slots=True)
class Said:
    """The scores of a model for N words, but for relations and links, which need pairs."""

    tags: dict[str, Tensor]
    """[N, labels] by kind; `end` and `speech` have likelihoods of their own."""
    sides: Tensor
    arcs: Tensor
    """[N, W + 1] of heads: the root, then the words of the window."""
    mentions: tuple[tuple[Tensor, Tensor], ...]
    """For each text what the coreference head says of its words."""


def said(model: Model, batch: Batch) -> Said:
    """What the model says of the batch."""
    layers = model.encoder(batch.windows)
    tags = model.tags(layers) | model.names(layers) | model.speech(layers)
    sides = model.trees(layers)
    grid = batch.windows.grid
    arcs = model.trees.arcs(sides, grid, batch.sentences)[grid < len(batch.heads)]
    return Said(
        {kind: scores.float() for kind, scores in tags.items()},
        sides,
        arcs,
        tuple(model.coreference(layers[:, text.first : text.end]) for text in batch.texts),
    )


def positions(batch: Batch) -> Tensor:
    """[N] the place of each word in its window."""
    grid = batch.windows.grid
    there = grid < len(batch.heads)
    result = torch.zeros(len(batch.heads), dtype=torch.long)
    result[grid[there]] = torch.arange(grid.shape[1]).expand_as(grid)[there]
    return result


def losses(model: Model, of_it: Said, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head against what is marked, summed over words."""
    return _labels(of_it, batch) | _trees(model, of_it, batch) | _coreference(model, of_it, batch)


def _labels(of_it: Said, batch: Batch) -> dict[str, Tensor]:
    def label(scores: Tensor, kind: str) -> Tensor:
        return F.cross_entropy(scores, batch.labels[kind], reduction="sum", ignore_index=UNKNOWN)

    def likelihood(scores: Tensor, gold: Tensor, known: Tensor) -> Tensor:
        off = F.binary_cross_entropy_with_logits(scores, gold, reduction="none")
        return (off * known).sum()

    return {kind: label(of_it.tags[kind], kind) for kind in ("upos", "xpos", "feats")} | {
        "name": label(of_it.tags["name"], "names"),
        "end": likelihood(of_it.tags["end"][:, 0], batch.ends, batch.ends_known),
        "speech": likelihood(of_it.tags["speech"], batch.speech, batch.speech_known[:, None]),
    }


def _trees(model: Model, of_it: Said, batch: Batch) -> dict[str, Tensor]:
    known = (batch.heads >= -1).float() * batch.edge_weight
    target = torch.where(batch.heads >= 0, positions(batch)[batch.heads.clamp(0)] + 1, 0)
    relations = relation_scores(model, of_it, batch.heads)
    gold = batch.labels["relations"]
    return {
        "arc": (F.cross_entropy(of_it.arcs, target, reduction="none") * known).sum(),
        "relation": (F.cross_entropy(relations, gold, reduction="none", ignore_index=UNKNOWN) * known).sum(),
    }


def relation_scores(model: Model, of_it: Said, heads: Tensor) -> Tensor:
    """[N, relations] of each word to its head, the root where it has none."""
    count = len(heads)
    above = torch.where(heads >= 0, heads, count)
    return model.trees.relations(of_it.sides, torch.arange(count), above).float()


def _coreference(model: Model, of_it: Said, batch: Batch) -> dict[str, Tensor]:
    total: dict[str, Tensor] = {}
    for text, (words, mention) in zip(batch.texts, of_it.mentions, strict=True):
        if text.weight:
            sentences = batch.sentences[text.first : text.end]
            for kind, loss in chain_losses(model, words, mention, sentences, text).items():
                total[kind] = total.get(kind, loss.new_zeros(())) + text.weight * loss
    return total


def asked_of(mention: Tensor, cluster: Tensor) -> Tensor:
    """The words whose antecedents are learned: those marked, and those that look most like mentions."""
    likely = torch.zeros(len(mention), dtype=torch.bool)
    likely[mention.detach().topk(max(1, round(len(mention) * TUNED["asked"]))).indices] = True
    return (likely | (cluster >= 0)).nonzero()[:, 0]


def chain_losses(
    model: Model, words: Tensor, mention: Tensor, sentences: Tensor, text: Chained
) -> dict[str, Tensor]:
    """Of one text with chains: mentions, antecedents (the marginal likelihood of all right ones, Lee et al.
    2017), spans."""
    head, cluster = model.coreference, text.cluster
    result = {"mention": F.binary_cross_entropy_with_logits(mention, (cluster >= 0).float(), reduction="sum")}
    asked = asked_of(mention, cluster)
    if len(asked) > KEPT:
        who, scores = head.links(words, mention, asked, sentences, text.forms)
        mine, theirs = cluster[asked][:, None], cluster[asked][who]
        right = (mine >= 0) & (mine == theirs) & (scores > FAR_BELOW)
        none = ~right.any(1, keepdim=True)
        with_none = torch.cat([scores.new_zeros(len(scores), 1), scores], 1)
        wanted = with_none.masked_fill(~torch.cat([none, right], 1), -1e9)
        result["link"] = (with_none.logsumexp(1) - wanted.logsumexp(1)).sum()
    if len(text.spans):
        begins, ends = head.spans(words, text.spans[:, 0], sentences)
        result["span"] = F.cross_entropy(begins, text.spans[:, 1], reduction="sum") + F.cross_entropy(
            ends, text.spans[:, 2], reduction="sum"
        )
    return result
