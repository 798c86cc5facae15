"""A parsed article: sentences of words with Universal Dependencies, names, and coreference chains.

Everything after annotation works on this, and it is what the parse cache keeps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile

from attribution.article import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. ``start``/``end`` are code points into the article; ``head`` is the index of the word
    it depends on within its sentence (-1 for the root); ``ner`` is "" or the type of the name it stands in
    (PERSON, ORG, PLACE, NORP, DATE, …)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    ner: str = ""
    speech: tuple[float, ...] = ()
    """How likely the word is content, cue and source of reported speech, to two decimals; empty where the
    pack does not say."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, and for each word the indices of its dependents in text order."""

    index: int
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False, compare=False)

    @classmethod
    def build(cls, index: int, words: tuple[Word, ...]) -> Sentence:
        children: list[list[int]] = [[] for _ in words]
        for word in words:
            if word.head >= 0:
                children[word.head].append(word.index)
        return cls(index, words, tuple(map(tuple, children)))

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def subtree(self, index: int) -> list[int]:
        """Indices of the word and of everything below it, in text order."""
        found, queue = set(), [index]
        while queue:
            word = queue.pop()
            if word not in found:
                found.add(word)
                queue.extend(self.children[word])
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The word's head, the head's head, … up to the root."""
        seen = {index}
        while (index := self.words[index].head) >= 0 and index not in seen:
            seen.add(index)
            yield index


def indented(sentence: Sentence) -> Iterator[str]:
    """The tree, a line a word, each below its head and further to the right: the word, its lemma, part of
    speech and type of name, its relation."""
    waiting = [(0, word.index) for word in reversed(sentence.words) if word.head < 0]
    while waiting:
        depth, index = waiting.pop()
        word = sentence.words[index]
        about = " ".join(filter(None, (word.lemma, word.upos, word.ner)))
        yield f"{'  ' * depth}{word.text}  [{about}] {word.deprel}"
        waiting += [(depth + 1, child) for child in reversed(sentence.children[index])]


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: its span and its type (PERSON, ORG, PLACE, NORP, …)."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Document:
    """The parse of one article. ``chains`` are coreference chains, each the spans of its mentions in text
    order; ``gaps`` names the parts of the analysis that failed ("coreference"), so that results can say so.
    """

    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the sentences are."""
        return tuple(Span(s.start, s.end) for s in self.sentences)

    def sentences_at(self, start: int, end: int) -> Iterator[Sentence]:
        """The sentences that reach into a stretch of the text, in order."""
        first = bisect_right(self.sentences, start, key=lambda s: s.end)
        return takewhile(lambda s: s.start < end, islice(self.sentences, first, None))


def sentences_of(documents: Mapping[str, Document]) -> dict[str, tuple[Span, ...]]:
    """Where the sentences of each are."""
    return {id: document.spans for id, document in documents.items()}
