"""Those whom an article describes without a name, "one senior aide", "protesters", "a report", and whom it means again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.find.scene import Token
from attribution.result import SpeakerKind
from attribution.speakers import name_spans, roles
from attribution.speakers.referent import Referent

if TYPE_CHECKING:
    from attribution.speakers.entities import Cast

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


def add(cast: Cast) -> None:
    """Put every described speaker into the cast; a definite description goes to whom it takes up."""
    latest: dict[tuple[str, SpeakerKind, bool, frozenset[str]], Referent] = {}
    for token in cast.scene.tokens:
        word = cast.scene.word(token)
        if (
            word.upos not in ("NOUN", "PROPN")
            or word.deprel not in HEADS_A_PHRASE
            or cast.known(token) is not None
        ):
            continue
        kind = cast.nouns.kind(token)
        if (bearer := cast.named_beside(token)) is not None:
            cast.add_role(bearer, token, roles.description(cast.scene, token, short=True))
        elif kind is None:
            continue
        elif (
            named := _relative(cast, token) or (_in_chain(cast, token) if kind == "anonymous" else None)
        ) is not None:
            cast.describe(named, token)
        elif kind != "anonymous" or cast.nouns.plural(token) or not cast.nouns.predicate(token):
            key = (cast.nouns.lemma(token), kind, cast.nouns.plural(token), cast.nouns.rank(token))
            if (again := latest.get(key)) is None or not _same(cast, again, token):
                again = latest[key] = _new(cast, token, kind)
            cast.describe(again, token)


def _new(cast: Cast, token: Token, kind: SpeakerKind) -> Referent:
    referent = Referent(
        roles.description(cast.scene, token),
        kind,
        plural=cast.nouns.plural(token),
        introduced=not _in_heading(cast, token)
        and not cast.nouns.definite(token)
        or _told_apart(cast, token),
        owner=cast.possessor(token),
    )
    if gender := cast.gender_told(token):
        referent.genders[gender] += 4
    cast.referents.append(referent)
    return referent


def _in_heading(cast: Cast, token: Token) -> bool:
    """Whether a headline has the noun: "Singer has regrets" introduces nobody, the article below does."""
    return name_spans.is_heading(cast.scene, cast.scene.sentence(token))


def _told_apart(cast: Cast, token: Token) -> bool:
    """Whether a comparison tells somebody from another ("the younger woman"): a new one, who may be "she" in
    what follows."""
    sentence = cast.scene.sentence(token)
    return any(
        "Degree=Cmp" in sentence.words[c].feats
        for c in sentence.children[token.word]
        if sentence.words[c].deprel == "amod"
    )


def _same(cast: Cast, known: Referent, token: Token) -> bool:
    """Whether a description takes up one with the same noun: in the same words, or definite and not somebody
    else's."""
    if known.name.lower() == roles.description(cast.scene, token).lower():
        return True
    if cast.nouns.owned(token):
        owner = cast.possessor(token)
        return owner is not None and owner is known.owner
    return cast.nouns.definite(token)


def _relative(cast: Cast, token: Token) -> Referent | None:
    """ "Her husband": the one person of her family name and of the gender that the noun asks for."""
    lemma = cast.nouns.lemma(token)
    if lemma not in cast.words.kin_nouns or cast.nouns.plural(token):
        return None
    owner = cast.possessor(token)
    if owner is None or owner.family is None:
        return None
    gender = cast.nouns.gender(lemma)
    found = [
        r
        for r in cast.referents
        if r is not owner and r.family == owner.family and (gender is None or r.gender == gender)
    ]
    return found[0] if len(found) == 1 else None


def _in_chain(cast: Cast, token: Token) -> Referent | None:
    """The one person whom a chain names, for a description that takes somebody up ("the senator")."""
    if not cast.nouns.definite(token) or cast.nouns.plural(token) or _told_apart(cast, token):
        return None
    people = {r for _, other in cast.chains.of(token) if (r := cast.known(other)) and r.kind == "person"}
    if len(people) != 1:
        return None
    referent = people.pop()
    if referent.heads and cast.nouns.rank(token) != referent.heads & cast.words.lower_ranks:
        return None  # "the minister" is not her deputy
    if referent.heads & cast.words.past_ranks and not cast.nouns.past(token):
        return None
    lemma = cast.nouns.lemma(token)
    kinds = {lemma} | cast.words.role_kinds.get(lemma, frozenset())
    if not kinds & referent.heads and any(r.person is not None and kinds & r.heads for r in cast.referents):
        return None  # "the senator" is the one who is called so
    jobs = referent.heads & cast.words.role_words
    if (
        lemma in cast.words.role_words
        and jobs
        and not kinds & referent.heads
        and not any(lemma in cast.words.role_kinds.get(job, ()) for job in jobs)
    ):
        return None  # "the keeper" is not the coach
    gender = cast.gender_told(token)
    return referent if gender is None or referent.gender in (gender, None) else None
