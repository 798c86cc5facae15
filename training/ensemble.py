"""What several models say together, as what one is to learn (Hinton et al. 2015): of every word all labels,
whatever its corpus has marked."""

import torch
from torch import Tensor
from torch.nn import functional as F

from attribution.parse.coreference import KEPT
from attribution.parse.model import Model
from training.batches import Batch
from training.lessons import FAR_BELOW, Said, asked_of, relation_scores, said

ONE_OF = ("upos", "xpos", "feats", "name")
EACH = ("end", "speech")


def mean(tensors: list[Tensor]) -> Tensor:
    return torch.stack(tensors).mean(0)


def off(scores: Tensor, wanted: Tensor) -> Tensor:
    """How far scores are from likelihoods that add up to one in each row, summed over rows."""
    return -(wanted * scores.log_softmax(-1)).sum()


def ensemble_losses(model: Model, of_it: Said, batch: Batch, teachers: list[Model]) -> dict[str, Tensor]:
    """The loss of each head against the mean likelihoods of the teachers, summed over words."""
    with torch.no_grad():
        theirs = [said(teacher, batch) for teacher in teachers]
    result = {
        kind: off(of_it.tags[kind], mean([one.tags[kind].softmax(-1) for one in theirs])) for kind in ONE_OF
    } | {
        kind: F.binary_cross_entropy_with_logits(
            of_it.tags[kind], mean([one.tags[kind].sigmoid() for one in theirs]), reduction="sum"
        )
        for kind in EACH
    }
    arcs = mean([one.arcs.softmax(-1) for one in theirs])
    heads = torch.where(batch.heads >= -1, batch.heads, _best(arcs, batch))
    with torch.no_grad():
        pairs = zip(teachers, theirs, strict=True)
        relations = mean([relation_scores(teacher, one, heads).softmax(-1) for teacher, one in pairs])
    result |= {"arc": off(of_it.arcs, arcs), "relation": off(relation_scores(model, of_it, heads), relations)}
    return result | _chains(model, of_it, batch, teachers, theirs)


def _best(arcs: Tensor, batch: Batch) -> Tensor:
    """[N] the likeliest head of each word, -1 for the root."""
    grid = batch.windows.grid
    rows = torch.arange(len(grid))[:, None].expand_as(grid)[grid < len(batch.heads)]
    best = arcs.argmax(1)
    return torch.where(best > 0, grid[rows, (best - 1).clamp(0)], -1)


def _chains(
    model: Model, of_it: Said, batch: Batch, teachers: list[Model], theirs: list[Said]
) -> dict[str, Tensor]:
    """Mentions, and antecedents among those that the learner itself thinks of."""
    mention_loss, link_loss = of_it.arcs.new_zeros(()), of_it.arcs.new_zeros(())
    for number, (text, (words, mention)) in enumerate(zip(batch.texts, of_it.mentions, strict=True)):
        sentences = batch.sentences[text.first : text.end]
        likely = mean([one.mentions[number][1].sigmoid() for one in theirs])
        mention_loss = mention_loss + F.binary_cross_entropy_with_logits(mention, likely, reduction="sum")
        asked = asked_of(mention, text.cluster)
        if len(asked) <= KEPT:
            continue
        who, scores = model.coreference.links(words, mention, asked, sentences, text.forms)
        with torch.no_grad():
            wanted = []
            for teacher, one in zip(teachers, theirs, strict=True):
                head, (vectors, worth) = teacher.coreference, one.mentions[number]
                rough = head.rough_scores(vectors, worth, asked).gather(1, who)
                fine = rough + head.fine_scores(vectors, asked, who, sentences, text.forms)
                wanted.append(_with_none(fine.masked_fill(scores < FAR_BELOW, -1e4)).softmax(-1))
        link_loss = link_loss + off(_with_none(scores), mean(wanted))
    return {"mention": mention_loss, "link": link_loss}


def _with_none(scores: Tensor) -> Tensor:
    """A column of zeros before them: the score of referring back to nothing."""
    return torch.cat([scores.new_zeros(len(scores), 1), scores], 1)
