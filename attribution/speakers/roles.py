"""What the article says somebody is: nouns before the name, set beside it, or after "is"; and phrases that describe."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.document import Sentence, Word
from attribution.find.scene import Scene, Token

NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
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


def beside(
    scene: Scene, start: int, end: int, head: Token, person_words: frozenset[str]
) -> Iterator[tuple[Token, str]]:
    """Nouns that say what the bearer of a name is, each with its phrase ("" where there is only the noun to
    know)."""
    sentence = scene.sentence(head)
    inside = {t.word for t in scene.tokens_between(start, end)}
    first = min(inside)
    word = sentence.words[head.word]
    # "Russian Foreign Ministry spokeswoman Maria Zakharova": one phrase, whichever word the parser made its
    # head.
    top = word
    while (
        0 <= top.head < min(first, top.index)
        and top.deprel.split(":")[0] in ("appos", "flat", "compound", "nmod")
        and not marked_off(sentence, top.head, first)
    ):
        top = sentence.words[top.head]
    allowed = set(sentence.subtree(top.index))
    if first > 0 and _twins(sentence.words[first - 1], word):
        allowed.update(
            sentence.subtree(first - 1)
        )  # two subjects of one verb: "Foreign Minister" | "Sergei Lavrov said"
    phrase = _before(sentence, allowed, first)
    if phrase:
        yield Token(head.sentence, phrase[-1]), shown(scene, [sentence.words[i] for i in phrase])
    for child in sentence.children[word.index]:
        other = sentence.words[child]
        if other.deprel == "appos" and other.upos in NOMINAL and child > word.index:
            yield Token(head.sentence, child), description(scene, Token(head.sentence, child), short=True)
    if (other := set_behind(sentence, max(inside))) is not None and (
        sentence.words[other].head,
        sentence.words[other].deprel,
    ) != (word.index, "appos"):
        yield Token(head.sentence, other), description(scene, Token(head.sentence, other), short=True)
    if (
        word.deprel == "appos"
        and word.head < first
        and sentence.words[word.head].upos == "NOUN"
        and marked_off(sentence, word.head, first)
    ):
        noun = _of_whom(sentence, word.head, person_words)
        yield Token(head.sentence, noun), description(scene, Token(head.sentence, noun), short=True)
    if word.deprel.startswith("nsubj") and sentence.words[word.head].upos == "NOUN":
        if any(sentence.words[c].deprel == "cop" for c in sentence.children[word.head]):
            yield Token(head.sentence, word.head), ""


def _of_whom(sentence: Sentence, noun: int, person_words: frozenset[str]) -> int:
    """The noun for a person that a phrase turns on, where a name was hung on its last word: "The head of the
    port, Ana Ruiz"."""
    at = noun
    while sentence.words[at].lemma.lower() not in person_words:
        word = sentence.words[at]
        if word.deprel != "nmod" or word.head > at:
            return noun
        at = word.head
    return at


def set_behind(sentence: Sentence, last: int) -> int | None:
    """The head of a noun phrase between marks right behind a name, its place and an age: "Jane Fox of Bern,
    39, a baker, said"."""
    words = sentence.words
    at = last + 1
    if at + 1 < len(words) and words[at].upos == "ADP" and words[at + 1].upos == "PROPN":
        at += 2
        while at < len(words) and words[at].upos == "PROPN":
            at += 1
    while at + 2 < len(words) and words[at].text == "," and words[at + 1].upos == "NUM":
        at += 2
    if at + 1 >= len(words) or words[at].text not in (",", "—", "–", "--"):
        return None
    for word in words[at + 1 : at + 12]:
        if word.upos in ("PUNCT", "VERB", "AUX", "PRON", "SCONJ") and word.text not in HYPHENS:
            return None
        if word.upos == "NOUN" and word.deprel not in ("compound", "nmod:poss", "nmod"):
            first, end = extent(sentence, word.index)
            fits = first == at + 1 and (end + 1 == len(words) or words[end + 1].upos in ("PUNCT", "PRON"))
            return word.index if fits else None
    return None


def _twins(left: Word, right: Word) -> bool:
    """Whether the parser gave two words one place in the sentence, as it does with a noun and the name beside
    it."""
    return (
        left.head == right.head
        and left.deprel == right.deprel
        and left.upos in ("NOUN", "PROPN")
        and left.deprel != "conj"
    )


def _before(sentence: Sentence, allowed: set[int], first: int) -> list[int]:
    """Words of the same phrase that stand right before a name, with a noun among them."""
    phrase: list[int] = []
    for i in range(first - 1, -1, -1):
        word = sentence.words[i]
        possessive = word.upos == "PART" and phrase
        if (
            i not in allowed
            or not (word.upos in ("NOUN", "PROPN", "ADJ") or possessive or word.text in HYPHENS)
            or word.ner == "DATE"
        ):
            break
        phrase.insert(0, i)
    while phrase and sentence.words[phrase[0]].upos in ("PUNCT", "PART", "SYM"):
        phrase.pop(0)
    if not any(sentence.words[i].upos in ("NOUN", "PROPN") for i in phrase):
        return []
    return phrase


def marked_off(sentence: Sentence, left: int, right: int) -> bool:
    """Whether a comma, dash or the like stands between two words."""
    return any(
        sentence.words[i].upos == "PUNCT" and sentence.words[i].text not in HYPHENS + (".",)
        for i in range(left + 1, right)
    )


def shown(scene: Scene, words: list[Word]) -> str:
    """The stretch of text from the first word to the last, on one line."""
    return " ".join(scene.article.text[words[0].start : words[-1].end].split()) if words else ""


def description(scene: Scene, token: Token, short: bool = False) -> str:
    """The phrase around a noun as the article has it, without what is only added to it; ``short`` leaves the
    article ("the", "a") out."""
    sentence = scene.sentence(token)
    word = sentence.words[token.word]
    first, last = extent(
        sentence, word.head if word.deprel == "amod" else word.index, short
    )  # "an official | close to the talks"
    return shown(scene, list(sentence.words[first : last + 1]))


def extent(sentence: Sentence, head: int, short: bool = False) -> tuple[int, int]:
    """The first and last word of the phrase around a noun."""
    out: set[int] = set()
    for child in sentence.children[head]:
        word = sentence.words[child]
        if (
            word.deprel in ADDED
            or word.deprel == "punct"
            and word.text not in HYPHENS
            or word.deprel == "advmod"
            and child > head
            or short
            and word.deprel == "det"
        ):
            out.update(sentence.subtree(child))
    below = sentence.subtree(head)
    for index in below:
        if (
            index != head
            and index not in out
            and sentence.words[index].deprel in ("appos", "acl:relcl", "parataxis")
        ):
            out.update(sentence.subtree(index))
    present = set(below) - out
    first = last = head
    while first - 1 in present:
        first -= 1
    while last + 1 in present and sentence.words[last + 1].text not in (",", ";"):
        last += 1
    while last > head and sentence.words[last].upos in ("PUNCT", "ADP"):
        last -= 1
    # One phrase that the parser gave two heads: "a Carrier" | "executive tells employees".
    while (
        last + 1 < len(sentence.words)
        and sentence.words[last + 1].upos in ("NOUN", "ADJ")
        and _twins(sentence.words[head], sentence.words[last + 1])
    ):
        last += 1
    while (
        first > 0
        and sentence.words[head].upos in ("NOUN", "ADJ")
        and _twins(sentence.words[first - 1], sentence.words[head])
    ):
        first = min(sentence.subtree(first - 1))
    while first < head and sentence.words[first].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        first += 1
    return first, last
