"""How well the words' likelihoods of speech find what people marked in PolNeAR: contents, cues, sources.

A run of words that are each more likely a content than not is a content found, and so with cues and sources;
a paragraph's end ends it. It is right if it and a marked one have half of their characters in common, of all
that either has (IoU).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from stanza import Document, Pipeline

from attribution.measure.characters import Span, char_set, quoted_positions
from attribution.measure.gold import GoldAttribution, read_gold
from attribution.measure.score import Item, items, match
from attribution.parse.model import SPEECH

HALF = 0.5


def speech_runs(nlp: Pipeline, part: Path) -> dict[str, dict[str, float | int]]:
    """For contents, cues and sources: how many were marked, the share of these that is found, and of those
    found that is right."""
    gold, _ = read_gold(part)
    documents = nlp.bulk_process([text for text, _ in gold.values()])
    counts = {kind: [0, 0, 0] for kind in SPEECH}
    for (text, attributions), document in zip(gold.values(), documents, strict=True):
        for number, kind in enumerate(SPEECH):
            marked = distinct(text, [getattr(attribution, kind) for attribution in attributions])
            found = distinct(text, [(run,) for run in runs(document, number)])
            right = sum(value >= HALF for _, _, value in match(marked, found))
            counts[kind] = [
                a + b for a, b in zip(counts[kind], (len(marked), len(found), right), strict=True)
            ]
    return {
        kind: {"marked": marked, "recall": right / max(1, marked), "precision": right / max(1, found)}
        for kind, (marked, found, right) in counts.items()
    }


def distinct(text: str, spans: Sequence[tuple[Span, ...]]) -> list[Item]:
    """Each set of characters once, as the scorer takes them."""
    sets = {char_set(text, s): GoldAttribution(s) for s in spans if s}
    return [item for item in items(text, list(sets.values()), quoted_positions(text)) if item.content]


def runs(document: Document, kind: int) -> Iterator[Span]:
    """Where in the text neighbouring words are likely of that kind."""
    words = [word for sentence in document.sentences for word in sentence.words]
    numbers = [n for n, likely in enumerate(document.reading.speech) if likely[kind] >= HALF]
    paragraph = [0] * len(words)
    for n, (word, following) in enumerate(pairwise(words), 1):
        paragraph[n] = paragraph[n - 1] + ("\n\n" in document.text[word.end_char : following.start_char])
    for _, run in groupby(enumerate(numbers), key=lambda pair: (pair[1] - pair[0], paragraph[pair[1]])):
        inside = [n for _, n in run]
        yield words[inside[0]].start_char, words[inside[-1]].end_char
