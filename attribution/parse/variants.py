"""Stanza's processors with the shared reader behind them: `stanza.Pipeline(..., processors={"pos": "shared",
...})`.

Whichever of them comes first reads the document, all others take what it read. The folder of the model is
Stanza's option `pos_shared`, `depparse_shared`, … of the processor. Documents look as Stanza's own processors
leave them; what Stanza has no place for, the likelihoods of speech, is in `Document.reading`.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from stanza.models.common import doc as columns
from stanza.models.common.doc import Document
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza.pipeline.ner_processor import NERProcessor
from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from attribution.parse.shared_reader import SharedReader, SharedReading

NAME = "shared"
READS = ("pos", "depparse", "ner", "coref")
"""The processors that there are variants of."""


def options(folder: Path) -> dict[str, str]:
    """The options with which Stanza's pipeline finds the model in a folder."""
    return {f"{processor}_shared": str(folder) for processor in READS}


@cache
def reader_in(folder: str) -> SharedReader:
    """The reader in a folder, opened once."""
    return SharedReader(Path(folder))


class Shared(ProcessorVariant):  # type: ignore[misc]
    """What all variants do: have the document read, once."""

    OVERRIDE = True

    def __init__(self, config: dict[str, Any]) -> None:
        self.reader = reader_in(config["shared"])

    def reading(self, document: Document) -> SharedReading:
        """What was read of the document; its sentences are then those of the reading."""
        known: SharedReading | None = getattr(document, "reading", None)
        if known is None:
            document.reading = known = read(self.reader, document)
        return known


def read(reader: SharedReader, document: Document) -> SharedReading:
    """Reads a document. Where it has a text, sentences end where the reader says, else where they did."""
    words = [word for sentence in document.sentences for word in sentence.words]
    bounds = list(pairwise(accumulate((len(s.words) for s in document.sentences), initial=0)))
    given = document.text is None or any(
        len(t.words) > 1 or t.start_char is None for s in document.sentences for t in s.tokens
    )
    breaks = [False] * len(words)
    if not given:
        for number, (word, following) in enumerate(pairwise(words)):
            breaks[number] = "\n\n" in document.text[word.end_char : following.start_char]
        breaks[-1:] = [True] * bool(words)
    reading = reader.read([word.text for word in words], bounds, breaks, given)
    if reading.sentences != bounds:
        divide(document, bounds, reading.sentences)
    return reading


def divide(document: Document, old: list[tuple[int, int]], new: list[tuple[int, int]]) -> None:
    """Gives the document other sentences of the same words; those that stay are kept as they are."""
    kept = dict(zip(old, document.sentences, strict=True))
    entries = [
        entry for sentence in document.sentences for token in sentence.tokens for entry in token.to_dict()
    ]
    changed = [bounds for bounds in new if bounds not in kept]
    made = Document(
        [
            [entry | {"id": number} for number, entry in enumerate(entries[start:end], 1)]
            for start, end in changed
        ],
        text=document.text,
    )
    kept |= dict(zip(changed, made.sentences, strict=True))
    document.sentences = [kept[bounds] for bounds in new]
    for number, sentence in enumerate(document.sentences):
        sentence.doc, sentence.index, sentence.sent_id = document, number, str(number)


@register_processor_variant("pos", NAME)
class TagVariant(Shared):
    def process(self, document: Document) -> Document:
        reading = self.reading(document)
        feats = [None if feats == "_" else feats for feats in reading.feats]
        document.set(
            (columns.UPOS, columns.XPOS, columns.FEATS),
            list(zip(reading.upos, reading.xpos, feats, strict=True)),
        )
        return document


@register_processor_variant("depparse", NAME)
class TreeVariant(Shared):
    def process(self, document: Document) -> Document:
        reading = self.reading(document)
        heads = [
            reading.heads[w] - start + 1 if reading.heads[w] >= 0 else 0
            for start, end in reading.sentences
            for w in range(start, end)
        ]
        document.set((columns.HEAD, columns.DEPREL), list(zip(heads, reading.relations, strict=True)))
        for sentence in document.sentences:
            sentence.build_dependencies()
        return document


@register_processor_variant("ner", NAME)
class NameVariant(Shared):
    def process(self, document: Document) -> Document:
        reading = self.reading(document)
        document.set([columns.NER], reading.names, to_token=True)
        document.build_ents()
        return document


@register_processor_variant("coref", NAME)
class ChainVariant(Shared):
    def process(self, document: Document) -> Document:
        reading = self.reading(document)
        place = [
            (number, w - start)
            for number, (start, end) in enumerate(reading.sentences)
            for w in range(start, end)
        ]
        chains = []
        for number, chain in enumerate(self.reader.chains(reading)):
            mentions = [CorefMention(*place[m.start], place[m.end - 1][1] + 1) for m in chain]
            longest = max(range(len(chain)), key=lambda i: chain[i].end - chain[i].start)
            text = " ".join(reading.words[chain[longest].start : chain[longest].end])
            chains.append(CorefChain(number, mentions, text, longest))
        document.coref = chains
        return document


class NamesProcessor(NERProcessor):  # type: ignore[misc]
    """Stanza's, which of all processors forgets that it may be a variant when it sets up its options."""

    def _set_up_final_config(self, config: dict[str, Any]) -> None:
        if hasattr(self, "_variant"):
            self._config = config
        else:
            super()._set_up_final_config(config)

    def __str__(self) -> str:
        return "NERProcessor(shared)" if hasattr(self, "_variant") else super().__str__()


NAME_TO_PROCESSOR_CLASS["ner"] = NamesProcessor
