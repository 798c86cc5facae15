"""Names of people that the tagger took for common words: "Young said"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attribution.document import Word
from attribution.find.scene import Scene
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName, plain
from attribution.speakers.named_person import NamedPerson

TAKEN_FOR = ("NOUN", "ADJ", "X", "ADV", "VERB", "PROPN", "INTJ")
PLACES = ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "parataxis")
"""Relations in which somebody stands."""


def people(scene: Scene, families: set[str], alone: set[str], lexicon: Lexicon) -> Iterator[NamedPerson]:
    """The places of full names that no tag marks, then of the family names, given and just found, alone.
    ``alone`` are names of people of which the article seems to have one word only."""
    full = [
        *_full_names(scene, lexicon),
        *_behind_trade(scene, lexicon),
        *_in_full_once(scene, alone - families, lexicon),
    ]
    yield from full
    families = families | {place.name.keys[-1] for place in full}
    for sentence in scene.document.sentences:
        for word in sentence.words:
            if _may_be_family_name(word, families) and (name := person_name.parse(word.text, lexicon)):
                yield NamedPerson(word.start, word.start, word.end, name)


def _full_names(scene: Scene, lexicon: Lexicon) -> Iterator[NamedPerson]:
    """Given names before a word that the article elsewhere uses as a subject."""
    words = [w for s in scene.document.sentences for w in s.words]
    subjects = {plain(w.text) for w in words if w.deprel == "nsubj" and w.text[:1].isupper()}
    for sentence in scene.document.sentences:
        for left, right in pairwise(sentence.words):
            if (
                plain(left.text) in lexicon.given
                and left.text[:1].isupper()
                and right.text[:1].isupper()
                and not left.ner
                and not right.ner
                and plain(right.text) in subjects
                and right.text.isalpha()
                and right.lemma.lower() not in lexicon.pronouns
            ):
                yield NamedPerson(left.start, left.start, right.end, PersonName((left.text, right.text)))


def _behind_trade(scene: Scene, lexicon: Lexicon) -> Iterator[NamedPerson]:
    """Two words with a capital behind a noun for a person: "cook Luisa Prado"."""
    for sentence in scene.document.sentences:
        words = sentence.words
        for i in range(len(words) - 2):
            noun, given, family = words[i : i + 3]
            behind = words[i + 3] if i + 3 < len(words) else None
            if (
                noun.lemma.lower() in lexicon.person_words
                and all(w.text[:1].isupper() and w.text[1:].islower() and not w.ner for w in (given, family))
                and plain(given.text) not in lexicon.before_names
                and plain(family.text) not in lexicon.firm_words | lexicon.organisation_nouns
                and (behind is None or not behind.text[:1].isupper())
            ):
                yield NamedPerson(given.start, given.start, family.end, PersonName((given.text, family.text)))


def _in_full_once(scene: Scene, alone: set[str], lexicon: Lexicon) -> Iterator[NamedPerson]:
    """Given names before a family name that otherwise stands alone, whatever the tags say: "the District of
    Columbia Joseph diGenova"."""
    for sentence in scene.document.sentences:
        for left, right in pairwise(sentence.words):
            if (
                plain(right.text) in alone
                and plain(left.text) in lexicon.given
                and left.text[:1].isupper()
                and right.text.isalpha()
                and any(c.isupper() for c in right.text)
                and plain(left.text) != plain(right.text)
            ):
                yield NamedPerson(left.start, left.start, right.end, PersonName((left.text, right.text)))


def _may_be_family_name(word: Word, families: set[str]) -> bool:
    return (
        word.text[:1].isupper()
        and plain(word.text) in families
        and word.upos in TAKEN_FOR
        and word.deprel.split(":")[0] in PLACES
    )
