"""An article read once: sentences, tags, trees, names, speech, and on demand the chains of coreference.

What is read of an article depends on nothing but the article: windows never hold words of two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from attribution.parse import model as models
from attribution.parse.best_tree import best_heads
from attribution.parse.name_paths import best_names
from attribution.parse.pieces import Pieces
from attribution.parse.windows import cut, lay_out

LONGEST_SENTENCE = 180
"""Words; what is longer is cut, which no real sentence needs."""
LONGEST_COREFERENCE = 2500
"""Words over which mentions are linked at once; a longer article is linked in pieces."""
MENTION = -1.5
"""The score from which a word is asked for its antecedent; its mention is one with a likelihood of 18 percent."""
MOST_MENTIONS = 0.35
"""Of the words, those that can be asked."""

Bounds = tuple[tuple[int, int], ...]
Speech = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the heads say of N words."""

    words: tuple[str, ...]
    sentences: Bounds
    """Where each sentence begins and ends."""
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    """As Universal Dependencies writes them; ``_`` for none."""
    heads: list[int]
    """Numbers of words, -1 for the root of a sentence."""
    relations: list[str]
    names: list[str]
    """``O``, ``B-Person``, ….: BIOES."""
    speech: list[Speech]
    """How likely the word is content, cue, source of reported speech, to two decimals."""
    layers: Tensor
    """The transformer's layers, for coreference."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words of a text, from `start` to before `end`, and the one that heads them."""

    start: int
    end: int
    head: int


class SharedReader:
    """The model in a folder, with its vocabulary. Raises what files that are none make it raise."""

    def __init__(self, folder: Path) -> None:
        self._model = models.load(folder)
        self._pieces = Pieces(folder / "tokenizer.json")

    @torch.inference_mode()
    def read(self, words: Sequence[str], sentences: Sequence[tuple[int, int]], breaks: Sequence[bool],
             given: bool = False) -> Reading:
        """Reads words in sentences as a tokenizer cut them. `breaks` tells behind which words a paragraph ends.

        Where sentences end is decided anew, unless they are `given`: at paragraphs' ends, and at the ends of windows, which
        are where the tokenizer had an end.
        """
        model, known = self._model, self._model.vocabulary
        sentences = [(a, min(a + LONGEST_SENTENCE, end)) for start, end in sentences
                     for a in range(start, end, LONGEST_SENTENCE)]
        found = self._pieces.of(words)
        lengths = [sum(len(found[w]) + breaks[w] for w in range(a, b)) for a, b in sentences]
        bounds = [(sentences[a][0], sentences[b - 1][1]) for a, b in cut(lengths)]
        windows = lay_out(words, bounds, breaks, self._pieces)
        layers = model.encoder(windows)
        tags = model.tags(layers)
        if not given:
            ends = (tags["end"][:, 0] > 0).numpy() | np.array(breaks)
            ends[[end - 1 for _, end in bounds]] = True
            sentences = from_ends(ends)
        number = torch.tensor([i for i, (a, b) in enumerate(sentences) for _ in range(a, b)] + [-1])
        sides = model.trees(layers)
        arcs = model.trees.arcs(sides, windows.grid, number)
        heads = best_heads(arcs.numpy(), bounds, sentences)
        governors = torch.from_numpy(np.where(heads < 0, len(words), heads))
        relations = model.trees.relations(sides, torch.arange(len(words)), governors)
        speech = model.speech(layers)["speech"].sigmoid().numpy().astype(np.float64).round(2)
        return Reading(
            tuple(words), tuple(sentences), chosen(tags["upos"], known.upos), chosen(tags["xpos"], known.xpos),
            chosen(tags["feats"], known.feats), heads.tolist(), rooted(chosen(relations, known.relations), heads),
            best_names(model.names(layers)["name"].numpy(), sentences, known.names),
            [(content, cue, source) for content, cue, source in speech.tolist()], layers)

    @torch.inference_mode()
    def chains(self, reading: Reading) -> list[list[Mention]]:
        """Mentions of the same, each chain in the order of the text."""
        found: list[list[Mention]] = []
        bounds, first = list(reading.sentences), 0
        while first < len(bounds):
            last = first + 1
            while last < len(bounds) and bounds[last][1] - bounds[first][0] <= LONGEST_COREFERENCE:
                last += 1
            found += self._linked(reading, bounds[first:last])
            first = last
        return found

    def _linked(self, reading: Reading, sentences: Sequence[tuple[int, int]]) -> list[list[Mention]]:
        start, end = sentences[0][0], sentences[-1][1]
        head = self._model.coreference
        words, mention = head(reading.layers[start:end])
        most = max(1, round(MOST_MENTIONS * len(words)))
        asked = (mention > MENTION).nonzero()[:, 0]
        if len(asked) > most:
            asked = mention.topk(most).indices.sort().values
        if len(asked) < 2:
            return []
        known: dict[str, int] = {}
        forms = torch.tensor([known.setdefault(w.lower(), len(known)) for w in reading.words[start:end]])
        number = torch.tensor([i for i, (a, b) in enumerate(sentences) for _ in range(a, b)])
        who, scores = head.links(words, mention, asked, number, forms)
        best, place = scores.max(1)
        antecedents = who.gather(1, place[:, None])[:, 0].tolist()
        cluster = list(range(len(asked)))
        for anaphor, score in enumerate(best.tolist()):
            if score > 0:
                cluster[anaphor] = cluster[antecedents[anaphor]]
        members: dict[int, list[int]] = {}
        for anaphor, first in enumerate(cluster):
            members.setdefault(first, []).append(int(asked[anaphor]))
        chains = [chain for chain in members.values() if len(chain) > 1]
        if not chains:
            return []
        heads = torch.tensor([word for chain in chains for word in chain])
        begins, ends = (side.argmax(1).tolist() for side in head.spans(words, heads, number))
        spans = iter([Mention(start + w - b, start + w + e + 1, start + w)
                      for w, b, e in zip(heads.tolist(), begins, ends, strict=True)])
        return [sorted(next(spans) for _ in chain) for chain in chains]


def from_ends(ends: np.ndarray) -> list[tuple[int, int]]:
    """Sentences that end behind the words marked, none longer than the longest."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in (np.flatnonzero(ends) + 1).tolist():
        found += [(a, min(a + LONGEST_SENTENCE, end)) for a in range(start, end, LONGEST_SENTENCE)]
        start = end
    return found


def chosen(scores: Tensor, labels: tuple[str, ...]) -> list[str]:
    return [labels[i] for i in scores.argmax(1).tolist()]


def rooted(relations: list[str], heads: np.ndarray) -> list[str]:
    """The relations with ``root`` at roots and nowhere else."""
    return ["root" if head < 0 else "dep" if relation == "root" else relation
            for relation, head in zip(relations, heads.tolist(), strict=True)]
