"""A document with all that is known of its words, and stretches of it."""

import gzip
import pickle
from dataclasses import dataclass, field, replace

from training.settings import WORK

Chain = list[tuple[int, int, int]]
"""Mentions: the number of the head word, of the first word, and of the one after the last; -1, -1 where the
span is not known."""


@dataclass(slots=True)
class Text:
    """A document. What is not known of its words is None."""

    words: list[str]
    sentences: list[int]
    """The number of each word's sentence, rising."""
    breaks: list[bool]
    """Whether a paragraph ends after the word."""
    tags: list[tuple[str, str, str]] | None = None
    heads: list[int] | None = None
    """Numbers of words of the text; -1 for a root, -2 where it is not known."""
    relations: list[str] | None = None
    names: list[str] | None = None
    chains: list[Chain] | None = None
    speech: list[tuple[bool, bool, bool]] | None = None
    ends: bool = False
    """Whether the sentences are as people cut them."""
    silver: bool = False
    """Whether trees and chains are a program's."""
    name: str = field(default="", compare=False)


def sentence_bounds(sentences: list[int]) -> list[tuple[int, int]]:
    """Where sentences begin and end, from the number of each word's sentence."""
    starts = [i for i, s in enumerate(sentences) if i == 0 or sentences[i - 1] != s]
    return list(zip(starts, [*starts[1:], len(sentences)], strict=False))


def stretch(text: Text, start: int, end: int) -> Text:
    """The words from `start` to `end`, which are borders of sentences; a chain is cut with the text."""
    part = replace(
        text, words=text.words[start:end], sentences=text.sentences[start:end], breaks=text.breaks[start:end]
    )
    for kind in ("tags", "relations", "names", "speech"):
        if getattr(text, kind) is not None:
            setattr(part, kind, getattr(text, kind)[start:end])
    if text.heads is not None:
        part.heads = [h - start if h >= 0 else h for h in text.heads[start:end]]
    if text.chains is not None:
        inside = [
            [
                (h - start, b - start if b >= 0 else -1, e - start if b >= 0 else -1)
                for h, b, e in chain
                if start <= h < end
            ]
            for chain in text.chains
        ]
        part.chains = [chain for chain in inside if len(chain) > 1]
    return part


def keep(texts: dict[str, list[Text]]) -> None:
    """Writes the texts of each corpus to `texts.pickle.gz` in the work folder."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "texts.pickle.gz").write_bytes(gzip.compress(pickle.dumps(texts), 6))


def kept() -> dict[str, list[Text]]:
    """The texts that were kept: a file of our own making, hence a pickle."""
    return pickle.loads(gzip.decompress((WORK / "texts.pickle.gz").read_bytes()))
