"""How often a model is right about texts that it did not learn from, at a glance: words given, sentences
given. What a pack is measured by is in `measure.py`."""

import torch
from torch import Tensor

from attribution.parse.model import Model
from training.batches import UNKNOWN, Batch, Maker, moved
from training.lessons import FAR_BELOW, Said, positions, relation_scores, said
from training.text import Text

LONGEST, AT_ONCE = 250, 8


@torch.no_grad()
def shares_right(model: Model, texts: list[Text], maker: Maker, device: torch.device) -> dict[str, float]:
    """Of the labels, edges, names' words and antecedents marked, those that are right."""
    model.eval()
    counts: dict[str, list[int]] = {}
    for first in range(0, len(texts), AT_ONCE):
        with torch.device("cpu"):
            made = maker.batch(texts[first : first + AT_ONCE], LONGEST)
        batch = moved(made, device)
        with torch.autocast(device.type, torch.bfloat16):
            of_it = said(model, batch)
            found = right_of(model, of_it, batch)
        for kind, (right, known) in found.items():
            total = counts.setdefault(kind, [0, 0])
            total[0] += int((right & known).sum())
            total[1] += int(known.sum())
    return {kind: round(right / max(1, known), 4) for kind, (right, known) in counts.items()}


def right_of(model: Model, of_it: Said, batch: Batch) -> dict[str, tuple[Tensor, Tensor]]:
    """For each kind, where the best answer is right, and where the right one is known."""
    gold = batch.labels
    result = {
        kind: (of_it.tags[kind].argmax(1) == gold[kind], gold[kind] != UNKNOWN)
        for kind in ("upos", "xpos", "feats")
    }
    name = of_it.tags["name"].argmax(1)
    named = (gold["names"] != UNKNOWN) & ((gold["names"] > 0) | (name > 0))
    result["name"] = (name == gold["names"], named)
    ends = of_it.tags["end"][:, 0] > 0
    result["end"] = (ends == (batch.ends > 0), batch.ends_known & ((batch.ends > 0) | ends))
    known = batch.heads >= -1
    target = torch.where(batch.heads >= 0, positions(batch)[batch.heads.clamp(0)] + 1, 0)
    headed = of_it.arcs.argmax(1) == target
    result["head"] = (headed, known)
    related = relation_scores(model, of_it, batch.heads).argmax(1) == gold["relations"]
    result["head and relation"] = (headed & related, known)
    antecedents = [right_links(model, of_it, batch, number) for number in range(len(batch.texts))]
    result["antecedent"] = tuple(torch.cat(parts) for parts in zip(*antecedents, strict=True))
    return result


def right_links(model: Model, of_it: Said, batch: Batch, number: int) -> tuple[Tensor, Tensor]:
    """Of the marked mentions of a text that refer back: whether the best antecedent is of their chain."""
    text, (words, mention) = batch.texts[number], of_it.mentions[number]
    asked = (text.cluster >= 0).nonzero()[:, 0]
    nothing = torch.zeros(0, dtype=torch.bool)
    if not text.weight or len(asked) < 2:
        return nothing, nothing
    sentences = batch.sentences[text.first : text.end]
    who, scores = model.coreference.links(words, mention, asked, sentences, text.forms)
    same = text.cluster[asked][:, None] == text.cluster[asked][who]
    best = scores.argmax(1, keepdim=True)
    refers = (same & (scores > FAR_BELOW)).any(1)
    return same.gather(1, best)[:, 0], refers
