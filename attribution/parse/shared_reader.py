"""An article read once: sentences, tags, trees, names, speech, and on demand the chains of coreference.

What is read of an article depends on nothing but the article: windows never hold words of two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from attribution.parse import model as models
from attribution.parse.best_tree import are_marks, best_heads, flatten
from attribution.parse.clusters import Asked, clusters
from attribution.parse.name_paths import best_names
from attribution.parse.pieces import Pieces
from attribution.parse.windows import cut, lay_out

LONGEST_SENTENCE = 180
"""Words; what is longer is cut, which no real sentence needs."""
LONGEST_COREFERENCE = 2500
"""Words over which mentions are linked at once; a longer article is linked in pieces."""
KEPT_END, NEW_END = -3.4, 0.6
"""Scores from which a sentence ends where the tokenizer ends one, and where it does not: what fits the
treebanks' dev parts."""
MENTION = -4.0
"""The score from which a word is asked for its antecedent."""
MOST_MENTIONS = 0.35
"""Of the words, those that can be asked."""

AT_ONCE = 6
"""Windows that go through the transformer together: they fill its matrices, and memory does not grow with the
article."""

Bounds = Sequence[tuple[int, int]]
Speech = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class SharedReading:
    """What the heads say of N words."""

    words: list[str]
    sentences: list[tuple[int, int]]
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
    mentions: list[tuple[Tensor, Tensor]]
    """What coreference needs of the words: [n, …] and [n], one after another."""


@dataclass(frozen=True, slots=True, order=True)
class FoundMention:
    """Words of a text, from `start` to before `end`, and the one that heads them."""

    start: int
    end: int
    head: int


class SharedReader:
    """The model in a folder, with its vocabulary. Raises what files that are none make it raise."""

    def __init__(self, folder: Path) -> None:
        self._model = models.load(folder)
        self._pieces = Pieces(folder / "tokenizer.json")
        self._halves = multiplies_halves()
        if self._halves:
            for module in self._model.modules():
                if isinstance(module, nn.Linear):
                    module.bfloat16()

    def parts(self) -> list[tuple[str, nn.Module]]:
        """The transformer and its heads by name."""
        return list(self._model.named_children())

    @torch.inference_mode()
    def read(
        self, words: Sequence[str], sentences: Bounds, breaks: Sequence[bool], given: bool = False
    ) -> SharedReading:
        """Reads words in sentences as a tokenizer cut them. `breaks` tells behind which words a paragraph
        ends.

        Where sentences end is decided anew, unless they are `given`: at paragraphs' ends, and at the ends of
        windows, which are where the tokenizer had an end.
        """
        sentences = shortened(sentences)
        found = self._pieces.of(words)
        lengths = [sum(len(found[w]) + breaks[w] for w in range(a, b)) for a, b in sentences]
        windows = cut(lengths)
        result = SharedReading([], [], [], [], [], [], [], [], [], [])
        with torch.autocast("cpu", torch.bfloat16, enabled=self._halves):
            for first in range(0, len(windows), AT_ONCE):
                group = windows[first : first + AT_ONCE]
                self._read(result, words, [sentences[a:b] for a, b in group], breaks, given)
        return result

    def _read(
        self,
        result: SharedReading,
        words: Sequence[str],
        windows: Sequence[Bounds],
        breaks: Sequence[bool],
        given: bool,
    ) -> None:
        """Reads some windows, each so many sentences, and adds what is read to the result."""
        model, known = self._model, self._model.vocabulary
        start, end = windows[0][0][0], windows[-1][-1][1]
        words, breaks = words[start:end], breaks[start:end]
        bounds = [(window[0][0] - start, window[-1][1] - start) for window in windows]
        sentences = [(a - start, b - start) for window in windows for a, b in window]
        laid_out = lay_out(words, bounds, breaks, self._pieces)
        layers = model.encoder(laid_out)
        tags = model.tags(layers)
        if not given:
            sentences = from_ends(decided(tags["end"][:, 0].float().numpy(), breaks, sentences, bounds))
        number = torch.tensor([i for i, (a, b) in enumerate(sentences) for _ in range(a, b)] + [-1])
        sides = model.trees(layers)
        arcs = model.trees.arcs(sides, laid_out.grid, number).numpy()
        flatten(arcs, bounds, [(a, b) for a, b in sentences if are_marks(words[a:b])])
        heads = best_heads(arcs, bounds, sentences)
        governors = torch.from_numpy(np.where(heads < 0, len(words), heads))
        relations = model.trees.relations(sides, torch.arange(len(words)), governors)
        speech = model.speech(layers)["speech"].float().sigmoid().numpy().astype(np.float64).round(2)
        result.words.extend(words)
        result.sentences.extend((a + start, b + start) for a, b in sentences)
        result.upos.extend(chosen(tags["upos"], known.upos))
        result.xpos.extend(chosen(tags["xpos"], known.xpos))
        result.feats.extend(chosen(tags["feats"], known.feats))
        result.heads.extend(np.where(heads < 0, -1, heads + start).tolist())
        result.relations.extend(rooted(chosen(relations, known.relations), heads))
        result.names.extend(best_names(model.names(layers)["name"].float().numpy(), sentences, known.names))
        result.speech.extend((content, cue, source) for content, cue, source in speech.tolist())
        result.mentions.append(model.coreference(layers))

    @torch.inference_mode()
    def chains(self, reading: SharedReading) -> list[list[FoundMention]]:
        """Mentions of the same, each chain in the order of the text."""
        if not reading.mentions:
            return []
        words, mention = (torch.cat(parts) for parts in zip(*reading.mentions, strict=True))
        names = names_headed(reading)
        found: list[list[FoundMention]] = []
        bounds, first = reading.sentences, 0
        while first < len(bounds):
            last = first + 1
            while last < len(bounds) and bounds[last][1] - bounds[first][0] <= LONGEST_COREFERENCE:
                last += 1
            piece = slice(bounds[first][0], bounds[last - 1][1])
            lengths = [b - a for a, b in bounds[first:last]]
            tagged = zip(
                reading.words[piece], reading.upos[piece], reading.xpos[piece], names[piece], strict=True
            )
            asked = [Asked(word.lower(), upos, xpos, name) for word, upos, xpos, name in tagged]
            with torch.autocast("cpu", torch.bfloat16, enabled=self._halves):
                linked = self._linked(words[piece], mention[piece], lengths, asked)
            found += [
                [
                    FoundMention(m.start + piece.start, m.end + piece.start, m.head + piece.start)
                    for m in chain
                ]
                for chain in linked
            ]
            first = last
        return found

    def _linked(
        self, words: Tensor, mention: Tensor, lengths: list[int], tagged: list[Asked]
    ) -> list[list[FoundMention]]:
        """The chains of words in sentences of such lengths."""
        head = self._model.coreference
        likely = (mention > MENTION).nonzero()[:, 0]
        most = round(MOST_MENTIONS * len(tagged))
        if len(likely) > most:
            likely = mention.topk(most).indices.sort().values
        if len(likely) < 2:
            return []
        known: dict[str, int] = {}
        alike = torch.tensor([known.setdefault(word.form, len(known)) for word in tagged])
        number = torch.arange(len(lengths)).repeat_interleave(torch.tensor(lengths))
        who, scores = head.links(words, mention, likely, number, alike)
        places = likely.tolist()
        chains = clusters([tagged[place] for place in places], who.tolist(), scores.tolist())
        if not chains:
            return []
        heads = torch.tensor([places[asked] for chain in chains for asked in chain])
        begins, ends = (side.argmax(1).tolist() for side in head.spans(words, heads, number))
        spans = iter(
            [FoundMention(w - b, w + e + 1, w) for w, b, e in zip(heads.tolist(), begins, ends, strict=True)]
        )
        return [sorted(next(spans) for _ in chain) for chain in chains]


def names_headed(reading: SharedReading) -> list[frozenset[str]]:
    """For each word itself and what hangs on it as the rest of a name, in lower case."""
    parts = [{word.lower()} for word in reading.words]
    for word, (head, relation) in enumerate(zip(reading.heads, reading.relations, strict=True)):
        if relation == "flat" and head >= 0:
            parts[head] |= parts[word]
    return [frozenset(part) for part in parts]


def multiplies_halves() -> bool:
    """Whether the processor multiplies bfloat16 numbers itself: more than twice as fast, and no figure falls
    by it."""
    able = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return any(able.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))


def shortened(sentences: Bounds) -> list[tuple[int, int]]:
    """The sentences, the long ones cut."""
    return [
        (a, min(a + LONGEST_SENTENCE, end))
        for start, end in sentences
        for a in range(start, end, LONGEST_SENTENCE)
    ]


def decided(scores: np.ndarray, breaks: Sequence[bool], sentences: Bounds, windows: Bounds) -> np.ndarray:
    """Behind which words a sentence ends."""
    tokenizers = np.zeros(len(scores), dtype=bool)
    tokenizers[[end - 1 for _, end in sentences]] = True
    ends: np.ndarray = (scores > np.where(tokenizers, KEPT_END, NEW_END)) | np.array(breaks)
    ends[[end - 1 for _, end in windows]] = True
    return ends


def from_ends(ends: np.ndarray) -> list[tuple[int, int]]:
    """Sentences that end behind the words marked, none longer than the longest."""
    after = (np.flatnonzero(ends) + 1).tolist()
    return shortened(list(zip([0, *after], after, strict=False)))


def chosen(scores: Tensor, labels: tuple[str, ...]) -> list[str]:
    return [labels[i] for i in scores.argmax(1).tolist()]


def rooted(relations: list[str], heads: np.ndarray) -> list[str]:
    """The relations with ``root`` at roots and nowhere else."""
    return [
        "root" if head < 0 else "dep" if relation == "root" else relation
        for relation, head in zip(relations, heads.tolist(), strict=True)
    ]
