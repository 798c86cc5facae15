"""The organisation whose name stands beside a noun that describes it: "The Herald, a local paper", "the law
firm Norvane Reed"."""

from __future__ import annotations

from attribution.find.scene import Token
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent

BESIDE = ("appos", "flat", "compound")
"""Relations between a noun and the name beside it, whichever of the two hangs on the other."""


def body_beside(entities: Entities, token: Token) -> Referent | None:
    """The organisation with a name that the description is of: in apposition, at the end of its phrase, or
    after "called"."""
    sentence = entities.scene.sentence(token)
    word = sentence.words[token.word]
    beside = [word.head] if word.deprel == "appos" else []
    for child in sentence.children[token.word]:
        below = sentence.words[child]
        if below.deprel.split(":")[0] in BESIDE and child > token.word:
            beside.append(child)
        elif below.deprel.startswith("acl") and below.lemma.lower() in entities.lexicon.naming_verbs:
            beside += [i for i in sentence.subtree(child) if i > child]
    named = (_named(entities, Token(token.sentence, i)) for i in beside)
    return next((body for body in named if body is not None), None)


def _named(entities: Entities, token: Token) -> Referent | None:
    """The organisation that a word names."""
    found = entities.known(token)
    if found is None or found.kind != "organisation" or found.place:
        return None
    return found if any(m.named and m.head == token for m in found.mentions) else None
