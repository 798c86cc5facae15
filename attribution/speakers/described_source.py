"""A source that describes somebody: what it asks for, and whether it can mean somebody known."""

from __future__ import annotations

from attribution.find.scene import Token
from attribution.result import SpeakerKind
from attribution.speakers.antecedents import Antecedent
from attribution.speakers.entities import Entities
from attribution.speakers.wanted import Wanted

PEOPLE = frozenset[SpeakerKind]({"person", "anonymous"})
TRUSTED = 0.2
"""A description is taken for somebody named before, and a missing source for whoever speaks, only with at
least this support; below it, the description stands for itself."""
TRUSTED_BODY = 0.3
"""The same of an organisation that is not called so: of four such answers from .2 to .3 in the
gold articles of PolNeAR and the news one was right."""
UNSURE = 0.05
"""Nobody is named for "he" or "she" with less support than this: in articles that the table was not counted
on, none of 3 such answers was right."""


def kind_of(entities: Entities, token: Token) -> SpeakerKind:
    """What kind of speaker a noun is. Of words in no list, "the 46-year-old" is somebody, and several things
    that speak are people."""
    if (referent := entities.at(token)) is not None:
        return referent.kind
    if (kind := entities.nouns.kind(token)) is not None:
        return kind
    if entities.nouns.plural(token):
        return "group"
    return "anonymous" if entities.scene.word(token).upos in ("ADJ", "NUM", "PROPN") else "unknown"


def takes_up(entities: Entities, token: Token) -> bool:
    """Whether a description can mean somebody known: it is definite, or a bare noun of one, and no name in it
    tells it from others of its kind ("the USC poll")."""
    nouns, sentence, word = entities.nouns, entities.scene.sentence(token), entities.scene.word(token)
    if nouns.kind(token) in ("document", "organisation") and any(
        sentence.words[c].upos == "PROPN"
        and sentence.words[c].deprel in ("compound", "nmod", "flat", "nmod:poss")
        for c in sentence.children[token.word]
    ):
        return False
    bare = word.upos == "NOUN" and not nouns.indefinite(token) and not nouns.plural(token)
    return nouns.definite(token) or bare


def wanted_by(entities: Entities, token: Token, kind: SpeakerKind) -> Wanted:
    """What a description of this kind asks for."""
    nouns, lexicon = entities.nouns, entities.lexicon
    lemma, one = nouns.lemma(token), names_one(entities, token, kind)
    return Wanted(
        "role" if kind == "anonymous" else f"role-{kind}",
        entities.scene.word(token).start,
        token,
        kinds=PEOPLE if one else frozenset({kind}),
        gender=entities.gender_told(token),
        plural=nouns.plural(token),
        noun=lemma,
        heads=frozenset({lemma}) | lexicon.narrower(lemma),
        rank=nouns.rank(token),
        past=nouns.past(token),
        office=one and lemma in lexicon.all_titles,
        told_apart=_has_name(entities, token),
        owned=nouns.owned(token),
        owner_named=nouns.owner_named(token),
        other_than=entities.possessor(token),
    )


def _has_name(entities: Entities, token: Token) -> bool:
    """Whether a name, or an adjective made of one, hangs on the noun."""
    sentence = entities.scene.sentence(token)
    below = [sentence.words[c] for c in sentence.children[token.word] if c < token.word]
    return any(w.upos in ("PROPN", "ADJ") and w.text[:1].isupper() for w in below)


def names_one(entities: Entities, token: Token, kind: SpeakerKind) -> bool:
    """Whether the description is of one person who may have a name."""
    return kind == "anonymous" and entities.nouns.lemma(token) not in entities.lexicon.never_named


def is_trusted(entities: Entities, token: Token, kind: SpeakerKind, best: Antecedent) -> bool:
    """Whether the best candidate is sure enough for the description to be theirs."""
    if names_one(entities, token, kind) and _is_called_so(entities, token, best):
        return True
    if names_one(entities, token, kind) and "goes-on" in best.evidence:
        return True
    called_so = kind != "organisation" or "role" in best.evidence
    return best.support >= (TRUSTED if called_so else TRUSTED_BODY)


def _is_called_so(entities: Entities, token: Token, best: Antecedent) -> bool:
    """Whether the article calls somebody what is asked for: before, or below with no word that says it is no
    more so."""
    at = entities.scene.word(token).start
    named = any(m.named and m.start < at for m in best.referent.mentions)
    return "role" in best.evidence and (named or not best.referent.heads & entities.lexicon.other_ranks)
