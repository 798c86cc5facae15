"""What a noun tells of whom it describes: what kind of speaker, how many, of which gender, known or new."""

from __future__ import annotations

from attribution.document import Word
from attribution.find.scene import Scene, Token
from attribution.names.lexicon import Gender, Lexicon
from attribution.result import SpeakerKind


def _orders(word: Word) -> bool:
    """Whether a word tells which of several: "second"."""
    return "NumType=Ord" in word.feats


class Nouns:
    """The nouns of a scene. ``roles`` are nouns that the article itself uses of people it names, ``bodies``
    those at the end of the names of its organisations: "zoo" where it names the Norvane Zoo."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self._scene, self._lexicon = scene, lexicon
        self.roles: set[str] = set()
        self.bodies: set[str] = set()
        self.known_bodies: set[str] = set()
        """The words by which one knows what its organisations are: "herald", "nasa"."""

    def lemma(self, token: Token) -> str:
        """The lemma in lower case, without the dot of a short form."""
        return self._scene.word(token).lemma.lower().rstrip(".")

    def kind(self, token: Token) -> SpeakerKind | None:
        """What kind of speaker the noun describes; None when nothing says that it could speak."""
        word, lemma, w = self._scene.word(token), self.lemma(token), self._lexicon
        if lemma in w.document_nouns and lemma not in w.person_nouns:
            body = lemma in w.organisation_nouns and not self.plural(token)
            return "organisation" if body and w.narrower(lemma) & self.known_bodies else "document"
        if lemma in w.organisation_nouns:
            return "organisation"
        if lemma in w.group_nouns:
            return "group"
        if lemma in w.unnamed_nouns:
            return "anonymous"
        if lemma in w.person_words or lemma in self.roles:
            return "group" if self.plural(token) else "anonymous"
        if lemma in self.bodies and word.upos == "NOUN" and not self.plural(token):
            return "organisation"
        if self.plural(token) and (
            word.ner == "NORP" or lemma in w.parties or (word.upos == "NOUN" and word.deprel == "nsubj")
        ):
            return "group"
        return None

    def gender(self, lemma: str) -> Gender | None:
        """The gender that a noun tells; None where it tells none."""
        if lemma in self._lexicon.male_nouns:
            return "male"
        return "female" if lemma in self._lexicon.female_nouns else None

    def plural(self, token: Token) -> bool:
        """Whether the noun stands for several."""
        return "Number=Plur" in self._scene.word(token).feats

    def definite(self, token: Token) -> bool:
        """Whether "the", "this", "his" … belongs to it: it takes up somebody known."""
        sentence = self._scene.sentence(token)
        return any(
            sentence.words[c].text.lower() in self._lexicon.definite for c in sentence.children[token.word]
        )

    def indefinite(self, token: Token) -> bool:
        """Whether "a", "some", a number … belongs to it: somebody new."""
        sentence = self._scene.sentence(token)
        return any(
            sentence.words[c].text.lower() in self._lexicon.indefinite or sentence.words[c].deprel == "nummod"
            for c in sentence.children[token.word]
        )

    def owned(self, token: Token) -> bool:
        """Whether a possessive belongs to it: "her campaign"."""
        sentence = self._scene.sentence(token)
        return any(sentence.words[c].deprel == "nmod:poss" for c in sentence.children[token.word])

    def owner_named(self, token: Token) -> bool:
        """Whether a name with a possessive ending belongs to it: "Ruiz’s campaign"."""
        sentence = self._scene.sentence(token)
        owners = (sentence.words[c] for c in sentence.children[token.word])
        return any(w.deprel == "nmod:poss" and w.upos == "PROPN" for w in owners)

    def explains(self, token: Token) -> bool:
        """Whether the noun, behind the name of an organisation, only tells what it is: "the Guardian
        newspaper"."""
        return self.lemma(token) in self._lexicon.body_kinds and self._scene.word(token).upos == "NOUN"

    def rank(self, token: Token) -> frozenset[str]:
        """The words of its phrase that make another of the one it names: "deputy" in "the deputy minister",
        "second" in "the second source"."""
        sentence = self._scene.sentence(token)
        before = (sentence.words[c] for c in sentence.children[token.word] if c < token.word)
        ranks = self._lexicon.lower_ranks
        return frozenset(w.text.lower() for w in before if w.text.lower() in ranks or _orders(w))

    def past(self, token: Token) -> bool:
        """Whether its phrase says that somebody has the office no more: "the former minister"."""
        sentence = self._scene.sentence(token)
        return any(
            sentence.words[c].text.lower() in self._lexicon.past_ranks for c in sentence.children[token.word]
        )

    def predicate(self, token: Token) -> bool:
        """Whether it only says what somebody is, "she was a senator", "as president", and so brings in nobody
        new."""
        sentence, word = self._scene.sentence(token), self._scene.word(token)
        children = [sentence.words[c] for c in sentence.children[token.word]]
        bare = not any(c.deprel in ("det", "nummod", "nmod:poss") for c in children)
        return any(c.deprel == "cop" for c in children) or (bare and not word.deprel.startswith("nsubj"))
