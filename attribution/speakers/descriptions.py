"""Those whom an article describes without a name, "one senior aide", "protesters", "a report", and whom a
later description takes up."""

from __future__ import annotations

from collections import defaultdict

from attribution.find.scene import Token
from attribution.names.person_name import plain
from attribution.result import SpeakerKind
from attribution.speakers import noun_phrase
from attribution.speakers.bodies_beside import body_beside, body_named_in_part
from attribution.speakers.entities import TOLD_BY_NOUN, Entities
from attribution.speakers.headings import is_heading
from attribution.speakers.referent import Referent

HEADS_A_PHRASE = {
    "nsubj",
    "nsubj:pass",
    "nsubj:outer",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "obl:npmod",
    "obl:unmarked",
    "nmod",
    "conj",
    "root",
    "appos",
    "parataxis",
    "ccomp",
    "advcl",
    "dislocated",
    "vocative",
    "list",
}
"""Relations under which a noun is the head of its own phrase."""
MAY_BE_A_BODY = ("organisation", "anonymous")
"""What a noun beside the name of an organisation may be taken for: "the contractor, Lumen Works"."""

Key = tuple[str, SpeakerKind, bool, frozenset[str]]
"""What descriptions of the same have in common: noun, kind, number, and the words for its rank."""


def add(entities: Entities) -> None:
    """Put everybody described into the registry; a definite description goes to whom it takes up."""
    scene, nouns = entities.scene, entities.nouns
    described: dict[Key, list[Referent]] = defaultdict(list)
    for token in scene.tokens:
        if not _heads_a_phrase(entities, token):
            if (bearer := entities.person(token)) is not None and scene.word(token).upos == "NOUN":
                _name_at_last(entities, bearer, token, described[_key(entities, token, "anonymous")])
            continue
        kind = nouns.kind(token)
        if (bearer := entities.named_beside(token)) is not None:
            entities.add_role(bearer, token, noun_phrase.description(scene, token, short=True))
            _name_at_last(entities, bearer, token, described[_key(entities, token, "anonymous")])
        elif kind is None:
            continue
        elif kind in MAY_BE_A_BODY and (body := _body(entities, token, kind)) is not None:
            entities.describe(body, token)
        elif (known := _relative(entities, token)) is not None:
            entities.describe(known, token)
        elif kind != "anonymous" or nouns.plural(token) or not nouns.predicate(token):
            alike = described[_key(entities, token, kind)]
            again = next((r for r in reversed(alike) if _same(entities, r, token)), None)
            if again is None:
                again = _new(entities, token, kind)
            else:
                alike.remove(again)
            alike.append(again)
            entities.describe(again, token)


def _key(entities: Entities, token: Token, kind: SpeakerKind) -> Key:
    nouns = entities.nouns
    return nouns.lemma(token), kind, nouns.plural(token), nouns.rank(token)


def _name_at_last(entities: Entities, bearer: Referent, token: Token, alike: list[Referent]) -> None:
    """Whoever was only described before is whom the same noun names below: "a spokeswoman … the spokeswoman,
    Hua Chunying"."""
    if not entities.nouns.definite(token) or entities.nouns.plural(token):
        return
    first = min(m.start for m in bearer.mentions)
    described = [r for r in alike if r.introduced and _same(entities, r, token)]
    if described and all(m.start < first for m in described[-1].mentions):
        alike.remove(described[-1])
        entities.join(described[-1], bearer)
        entities.referents.remove(described[-1])


def _heads_a_phrase(entities: Entities, token: Token) -> bool:
    """Whether the word is the noun of a phrase of its own and stands for nobody yet."""
    word = entities.scene.word(token)
    return word.upos in ("NOUN", "PROPN") and word.deprel in HEADS_A_PHRASE and entities.known(token) is None


def _new(entities: Entities, token: Token, kind: SpeakerKind) -> Referent:
    """A referent of its own. A headline introduces nobody ("Singer has regrets"), the article below does."""
    scene, nouns = entities.scene, entities.nouns
    heading = is_heading(scene, scene.sentence(token))
    referent = Referent(
        entities.described(token),
        kind,
        plural=nouns.plural(token),
        introduced=_told_apart(entities, token) or (not heading and not nouns.definite(token)),
        owner=entities.possessor(token),
        heads=set(nouns.rank(token)),
    )
    if gender := entities.gender_told(token):
        referent.genders[gender] += TOLD_BY_NOUN
    entities.referents.append(referent)
    return referent


def _told_apart(entities: Entities, token: Token) -> bool:
    """Whether a comparison tells somebody from another ("the younger woman"): a new one, who may be "she" in
    what follows."""
    sentence = entities.scene.sentence(token)
    return any(
        "Degree=Cmp" in sentence.words[c].feats
        for c in sentence.children[token.word]
        if sentence.words[c].deprel == "amod"
    )


def _same(entities: Entities, known: Referent, token: Token) -> bool:
    """Whether a description takes up one with the same noun: in the same words, or definite and not somebody
    else's."""
    if known.name.lower() == entities.described(token).lower():
        return True
    if entities.nouns.owned(token):
        owner = entities.possessor(token)
        return owner is not None and owner is known.owner
    return entities.nouns.definite(token) and _names_in(entities, token) <= {*map(plain, known.name.split())}


def _names_in(entities: Entities, token: Token) -> set[str]:
    """The names in a description, which tell whose it is: "the Ruiz campaign" is not "the Hale campaign"."""
    sentence = entities.scene.sentence(token)
    first, last = noun_phrase.extent(sentence, token.word, short=True)
    return {plain(w.text) for w in sentence.words[first : last + 1] if w.upos == "PROPN"} - {""}


def _body(entities: Entities, token: Token, kind: SpeakerKind | None) -> Referent | None:
    """The organisation with a name that a noun stands for."""
    body = body_beside(entities, token)
    return body_named_in_part(entities, token) if body is None and kind == "organisation" else body


def _relative(entities: Entities, token: Token) -> Referent | None:
    """ "Her husband": the one person of her family name and of the gender that the noun asks for."""
    lemma = entities.nouns.lemma(token)
    if lemma not in entities.lexicon.kin_nouns or entities.nouns.plural(token):
        return None
    owner = entities.possessor(token)
    if owner is None or owner.family is None:
        return None
    gender = entities.nouns.gender(lemma)
    found = [
        r
        for r in entities.referents
        if r is not owner and r.family == owner.family and (gender is None or r.gender == gender)
    ]
    return found[0] if len(found) == 1 else None
