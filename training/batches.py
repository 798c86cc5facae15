"""The texts of one step as tensors: windows over all their words, and what people or programs say of each."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace

import torch
from torch import Tensor

from attribution.parse.coreference import AFTER, BEFORE
from attribution.parse.model import Vocabulary
from attribution.parse.pieces import Pieces
from attribution.parse.windows import Windows, cut, lay_out
from training.settings import SETTINGS
from training.text import Text, sentence_bounds

TUNED = SETTINGS["reader"]

UNKNOWN = -100
"""The label of a word that no corpus says anything of."""
NO_HEAD = -2


@dataclass(frozen=True, slots=True)
class Chained:
    """One text of the batch, whose words may refer back to one another."""

    first: int
    end: int
    forms: Tensor
    """[n] numbers that are equal for words written alike but for capitals."""
    weight: float
    """What its chains count for; 0 where none are known."""
    cluster: Tensor
    """[n] the number of each word's chain, -1 for none."""
    spans: Tensor
    """[m, 3] head words, and how many words their mentions have before and after them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """N words of some texts, one text after another."""

    windows: Windows
    sentences: Tensor
    """[N + 1] numbers that no two sentences share; the last is of no sentence."""
    labels: dict[str, Tensor]
    """For each kind of label its number [N], UNKNOWN where it is not known."""
    ends: Tensor
    """[N] whether a sentence ends behind the word, where `ends_known`."""
    ends_known: Tensor
    heads: Tensor
    """[N] the number of each word's head, -1 for a root, NO_HEAD where it is not known."""
    edge_weight: Tensor
    speech: Tensor
    """[N, 3] whether a word is content, cue, source, where `speech_known`."""
    speech_known: Tensor
    texts: tuple[Chained, ...]


class Maker:
    """Turns texts into batches."""

    def __init__(self, vocabulary: Vocabulary, pieces: Pieces) -> None:
        self._pieces = pieces
        self._numbers = {
            kind: {label: i for i, label in enumerate(getattr(vocabulary, kind))}
            for kind in Vocabulary.__dataclass_fields__
        }

    def batch(self, texts: list[Text], longest: int) -> Batch:
        """The texts in windows of at most so many pieces."""
        words: list[str] = []
        breaks: list[bool] = []
        sentences: list[int] = []
        windows: list[tuple[int, int]] = []
        heads: list[int] = []
        weight: list[float] = []
        chained = []
        for text in texts:
            first = len(words)
            inside = sentence_bounds(text.sentences)
            found = self._pieces.of(text.words)
            lengths = [sum(len(found[w]) + text.breaks[w] for w in range(b, e)) for b, e in inside]
            windows += [(first + inside[b][0], first + inside[e - 1][1]) for b, e in cut(lengths, longest)]
            shift = (sentences[-1] + 1 if sentences else 0) - text.sentences[0]
            sentences += [number + shift for number in text.sentences]
            words += text.words
            breaks += text.breaks
            heads += (
                [NO_HEAD] * len(text.words)
                if text.heads is None
                else [h + first if h >= 0 else h for h in text.heads]
            )
            weight += [TUNED["silver_trees"] if text.silver else 1.0] * len(text.words)
            chained.append(self._chained(text, first))
        last = torch.tensor(breaks)
        last[[end - 1 for _, end in windows]] = True
        numbers = torch.tensor([*sentences, -1])
        return Batch(
            lay_out(words, windows, breaks, self._pieces),
            numbers,
            self._labels(texts),
            (numbers[:-1] != numbers[1:]).float(),
            torch.tensor([text.ends for text in texts for _ in text.words]) & ~last,
            torch.tensor(heads),
            torch.tensor(weight),
            torch.tensor(
                [m for t in texts for m in t.speech or [(False,) * 3] * len(t.words)], dtype=torch.float
            ),
            torch.tensor([text.speech is not None for text in texts for _ in text.words]),
            tuple(chained),
        )

    def _labels(self, texts: list[Text]) -> dict[str, Tensor]:
        result: dict[str, list[int]] = {kind: [] for kind in self._numbers}
        for text in texts:
            tags = zip(*text.tags, strict=True) if text.tags is not None else (None, None, None)
            known = dict(zip(("upos", "xpos", "feats"), tags, strict=True))
            known |= {"relations": text.relations, "names": text.names}
            for kind, values in known.items():
                numbers = self._numbers[kind]
                result[kind] += (
                    [UNKNOWN] * len(text.words)
                    if values is None
                    else [numbers.get(value, UNKNOWN) for value in values]
                )
        return {kind: torch.tensor(values) for kind, values in result.items()}

    def _chained(self, text: Text, first: int) -> Chained:
        cluster = torch.full((len(text.words),), -1)
        spans = []
        for number, chain in enumerate(text.chains or ()):
            for word, begin, end in chain:
                cluster[word] = number
                if begin >= 0 and 0 <= word - begin <= BEFORE and 0 <= end - 1 - word <= AFTER:
                    spans.append((word, word - begin, end - 1 - word))
        weight = 0.0 if text.chains is None else TUNED["silver_chains"] if text.silver else 1.0
        forms: dict[str, int] = {}
        alike = torch.tensor([forms.setdefault(word.lower(), len(forms)) for word in text.words])
        where = torch.tensor(spans, dtype=torch.long).view(-1, 3)
        return Chained(first, first + len(text.words), alike, weight, cluster, where)


def moved(value, device: torch.device):
    """The same with every tensor on the device."""
    if isinstance(value, Tensor):
        return value.to(device, non_blocking=True)
    if isinstance(value, tuple):
        return tuple(moved(item, device) for item in value)
    if isinstance(value, dict):
        return {key: moved(item, device) for key, item in value.items()}
    if is_dataclass(value):
        return replace(value, **{f.name: moved(getattr(value, f.name), device) for f in fields(value)})
    return value
