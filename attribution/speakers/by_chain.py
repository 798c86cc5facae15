"""What coreference chains add to the registry: genders that pronouns tell, and pronouns as mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attribution.find.quotations import Quotation
from attribution.find.scene import Token
from attribution.names.lexicon import Gender
from attribution.speakers.coreference import Member
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent

SUBJECT = 4
"""What "he" counts for a gender where "his" counts one: "his" is put into the wrong chain most often."""


def add_genders(entities: Entities) -> None:
    """Pronouns of a chain in which only one person is named tell that person's gender, where nothing else
    does."""
    votes: dict[Referent, Counter[Gender]] = {}
    for members in entities.chains.members:
        named = {r for _, token in members if (r := entities.at(token)) and r.is_somebody}
        if len(named) == 1:
            votes.setdefault(named.pop(), Counter()).update(_votes(entities, members))
    for referent, counter in votes.items():
        if not referent.genders:
            referent.genders.update(counter)


def _votes(entities: Entities, members: Sequence[Member]) -> Counter[Gender]:
    """The genders of the pronouns of a chain, counted where somebody of the chain is named in the same words:
    in one quotation, or outside all."""
    scene, counter = entities.scene, Counter[Gender]()
    voices = {scene.quotation_at(at) for at, token in members if entities.at(token)}
    for at, token in members:
        word = scene.word(token)
        if scene.quotation_at(at) not in voices or _beside_its_subject(entities, token, members):
            continue
        if gender := entities.lexicon.pronoun_gender(word.text):
            counter[gender] += SUBJECT if "Case=Nom" in word.feats else 1
    return counter


def _beside_its_subject(entities: Entities, token: Token, members: Sequence[Member]) -> bool:
    """Whether the subject of the verb that a pronoun is the object of is in the same chain, as it cannot be:
    "The mayor sees him"."""
    sentence = entities.scene.sentence(token)
    word = sentence.words[token.word]
    if word.deprel not in ("obj", "iobj", "obl") or "Reflex=Yes" in word.feats:
        return False
    subjects = {c for c in sentence.children[word.head] if sentence.words[c].deprel.startswith("nsubj")}
    return any(other.sentence == token.sentence and other.word in subjects for _, other in members)


def add_pronouns(entities: Entities) -> None:
    """A pronoun is a mention of whoever its chain names last before it, but not of somebody described in
    another's words."""
    scene = entities.scene
    for members in entities.chains.members:
        last: Referent | None = None
        said: Quotation | None = None
        for at, token in members:
            if (referent := entities.at(token)) is not None:
                last, said = referent, scene.quotation_at(at)
            elif last is None or not last.is_somebody or _is_other_voice(last, said, scene.quotation_at(at)):
                continue
            elif (gender := _pronoun_gender(entities, token)) and last.gender in (gender, None):
                entities.mention(last, token)


def _is_other_voice(last: Referent, said: Quotation | None, here: Quotation | None) -> bool:
    """Whether somebody without a name is described in a quotation and the pronoun stands outside it."""
    return last.person is None and said is not None and said is not here


def _pronoun_gender(entities: Entities, token: Token) -> Gender | None:
    """The gender of a personal pronoun; None for possessives and other words."""
    word = entities.scene.word(token)
    if word.upos != "PRON" or "Poss=Yes" in word.feats:
        return None
    return entities.lexicon.pronoun_gender(word.text)
