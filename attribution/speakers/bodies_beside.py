"""The organisation that a noun stands for by the names around it: "The Herald, a local paper", "the law firm
Norvane Reed", "the Guardian newspaper", "the Norvane police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.document import Word
from attribution.find.scene import Token
from attribution.names.person_name import plain
from attribution.speakers import noun_phrase
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent

BESIDE = ("appos", "flat", "compound")
"""Relations between a noun and the name beside it, whichever of the two hangs on the other."""


def body_beside(entities: Entities, token: Token) -> Referent | None:
    """The organisation with a name that the description is of: in apposition, at the end of its phrase, after
    "called", or before a noun that only explains its name."""
    named = (_named(entities, Token(token.sentence, i)) for i in _beside(entities, token))
    return next((body for body in named if body is not None), None)


def _beside(entities: Entities, token: Token) -> Iterator[int]:
    """Words at which a name of what the noun describes may stand."""
    sentence = entities.scene.sentence(token)
    word = sentence.words[token.word]
    if word.deprel == "appos":
        yield word.head
    for child in sentence.children[token.word]:
        below = sentence.words[child]
        if below.deprel.split(":")[0] in BESIDE and (child > token.word or entities.nouns.explains(token)):
            yield child
        elif below.deprel.startswith("acl") and below.lemma.lower() in entities.lexicon.naming_verbs:
            yield from (i for i in sentence.subtree(child) if i > child)


def body_named_in_part(entities: Entities, token: Token) -> Referent | None:
    """The one organisation all words of the description belong to, a proper name among them: "the Norvane
    police" where the article names the Norvane Police Department; of a single word, the one whose name ends
    so: "the Gazette"."""
    sentence = entities.scene.sentence(token)
    first, last = noun_phrase.extent(sentence, token.word, short=True)
    words = sentence.words[first : last + 1]
    said = [key for w in words if (key := plain(w.text))]
    if not _has_name(words) or (len(said) == 1 and not entities.nouns.definite(token)):
        return None
    bodies = [r for r in entities.referents if r.kind == "organisation" and any(m.named for m in r.mentions)]
    found = [r for r in bodies if _is_part_of(said, r)]
    return found[0] if len(found) == 1 else None


def _has_name(words: Sequence[Word]) -> bool:
    """Whether one of the words is a name, or an adjective of one: "the Democratic committee"."""
    return any(w.upos == "PROPN" or (w.upos == "ADJ" and w.text[:1].isupper()) for w in words)


def _is_part_of(said: Sequence[str], referent: Referent) -> bool:
    """Whether words are some of those of a longer name, a single one the last."""
    words = [plain(w) for w in referent.name.split()]
    return len(words) > len(said) and (set(said) < set(words) if len(said) > 1 else words[-1:] == [*said])


def _named(entities: Entities, token: Token) -> Referent | None:
    """The organisation that a word names."""
    found = entities.known(token)
    if found is None or found.kind != "organisation" or found.place:
        return None
    return found if any(m.named and m.head == token for m in found.mentions) else None
