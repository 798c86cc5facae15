"""The phrase around a noun: from which word to which it goes, and how the article writes it."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.document import Sentence, Word
from attribution.find.scene import Scene, Token

ADDED = {
    "acl:relcl",
    "appos",
    "parataxis",
    "cc",
    "conj",
    "advcl",
    "advcl:relcl",
    "case",
    "mark",
    "list",
    "cop",
    "aux",
    "nsubj",
    "obl",
    "cc:preconj",
    "discourse",
    "dep",
    "advmod:emph",
}
"""Relations of what is only added to a phrase."""
HYPHENS = ("-", "’", "'", "/", "–")
"""Marks that join words of one phrase."""
APART = ("appos", "acl:relcl", "parataxis")
"""Relations of what is added to a phrase however deep in it the word stands."""


def shown(scene: Scene, words: Sequence[Word]) -> str:
    """The stretch of text from the first word to the last, on one line."""
    return " ".join(scene.article.text[words[0].start : words[-1].end].split()) if words else ""


def description(scene: Scene, token: Token, short: bool = False) -> str:
    """The phrase around a noun as the article has it, without what is only added to it; ``short`` leaves the
    article ("the", "a") out."""
    sentence, word = scene.sentence(token), scene.word(token)
    noun = word.head if word.deprel == "amod" else word.index  # "an official | close to the talks"
    first, last = extent(sentence, noun, short)
    return shown(scene, sentence.words[first : last + 1])


def extent(sentence: Sentence, head: int, short: bool = False) -> tuple[int, int]:
    """The first and last word of the phrase around a noun."""
    words = sentence.words
    present = set(sentence.subtree(head)) - _added(sentence, head, short)
    first = last = head
    while first - 1 in present:
        first -= 1
    while last + 1 in present and words[last + 1].text not in (",", ";"):
        last += 1
    while last > head and words[last].upos in ("PUNCT", "ADP"):
        last -= 1
    # One phrase that the parser gave two heads: "a Carrier" | "executive tells employees".
    while (
        last + 1 < len(words)
        and words[last + 1].upos in ("NOUN", "ADJ")
        and twins(words[head], words[last + 1])
    ):
        last += 1
    while first > 0 and words[head].upos in ("NOUN", "ADJ") and twins(words[first - 1], words[head]):
        first = min(sentence.subtree(first - 1))
    while first < head and words[first].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        first += 1
    return first, last


def _added(sentence: Sentence, head: int, short: bool) -> set[int]:
    """The words below a noun that are no part of its phrase."""
    added: set[int] = set()
    for child in sentence.children[head]:
        word = sentence.words[child]
        if (
            word.deprel in ADDED
            or (word.deprel == "punct" and word.text not in HYPHENS)
            or (word.deprel == "advmod" and child > head)
            or (child > head and _tells_when(sentence, child))
            or (short and word.deprel == "det")
        ):
            added.update(sentence.subtree(child))
    for index in sentence.subtree(head):
        if index != head and index not in added and sentence.words[index].deprel in APART:
            added.update(sentence.subtree(index))
    return added


def _tells_when(sentence: Sentence, index: int) -> bool:
    """Whether a word or what it governs is a date or time: "the council | on Friday", "| late on Monday"."""
    return any(
        sentence.words[i].ner in ("DATE", "TIME") for i in (index, *sentence.children[index])
    ) and sentence.words[index].upos in ("ADV", "ADJ", "PROPN", "NOUN")


def twins(left: Word, right: Word) -> bool:
    """Whether the parser gave two words one place in the sentence, as it does with a noun and the name beside
    it."""
    return (
        left.head == right.head
        and left.deprel == right.deprel
        and left.upos in ("NOUN", "PROPN")
        and left.deprel != "conj"
    )


def marked_off(sentence: Sentence, left: int, right: int) -> bool:
    """Whether a comma, dash or the like stands between two words."""
    between = sentence.words[left + 1 : right]
    return any(w.upos == "PUNCT" and w.text not in (*HYPHENS, ".") for w in between)
