"""Whether two attributions have one speaker: by name, by role, or by a pronoun that may stand for either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from attribution.names.person_name import plain
from attribution.people.doubts import (
    CLEAR,
    DOUBTS,
    GUESS_OF_ROLE,
    RIVAL,
    leads_in,
    without_ruled_out,
)
from attribution.people.known_speakers import KnownSpeakers
from attribution.people.one_of_two_names import is_office, may_be_called_otherwise, may_hold
from attribution.result import Attribution, Speaker
from attribution.wording.passage import whole_of, without

SpeakerRelation = Literal[
    "same", "different", "different-organisations", "less-specific", "spoken-for", "uncertain", "unknown"
]
"""``spoken-for``: two people of whom one speaks for the other. ``uncertain``: a pronoun or role was taken for
one of two people, and the other side has the other."""


def speaker_relation(a: Attribution, b: Attribution, known: KnownSpeakers) -> SpeakerRelation:
    """Whether the two attributions have one speaker, as far as the articles tell."""
    if not a.id or not b.id:
        return _relation(a, b, known)
    found: SpeakerRelation | None = known.relations.get((a.id, b.id))
    if found is None:
        found = known.relations[a.id, b.id] = _relation(a, b, known)
    return found


def _relation(a: Attribution, b: Attribution, known: KnownSpeakers) -> SpeakerRelation:
    ours, theirs = _speakers(a), _speakers(b)
    if {s.person for s in ours if s.person} & {s.person for s in theirs if s.person}:
        return "same"
    if not a.speaker.name or not b.speaker.name:
        return "unknown"
    if "unknown" in (a.speaker.kind, b.speaker.kind):
        sides = ((a.speaker, b.speaker), (b.speaker, a.speaker))
        described = any(_is_person(x) and is_description(y) for x, y in sides)
        return "less-specific" if described else "unknown"
    if _belongs_to(a.speaker, b.speaker, known) or _belongs_to(b.speaker, a.speaker, known):
        return "spoken-for" if _one_speaks_for_the_other(a.speaker, b.speaker, known) else "less-specific"
    if _speaks_there_for(a, b.speaker, known) or _speaks_there_for(b, a.speaker, known):
        return "spoken-for"
    match _is_person(a.speaker), _is_person(b.speaker):
        case True, True:
            return _relation_of_people(a, b, known)
        case True, False:
            return _relation_to_described(a.speaker, b.speaker, known)
        case False, True:
            return _relation_to_described(b.speaker, a.speaker, known)
    if a.speaker.kind == b.speaker.kind == "organisation":
        relation = _relation_of_organisations(a.speaker.name, b.speaker.name, known)
        named = known.named(a) and known.named(b)  # "the German paper" may be the other one
        return "uncertain" if relation == "different-organisations" and not named else relation
    return "unknown"


def _speakers(attribution: Attribution) -> tuple[Speaker, ...]:
    return (attribution.speaker, *attribution.joint)


def _is_person(speaker: Speaker) -> bool:
    return speaker.kind == "person" or (speaker.person is not None and speaker.kind != "organisation")


def is_description(speaker: Speaker) -> bool:
    """Whether the speaker is only described, by a noun that no list has: "a lookalike profile"."""
    words = (speaker.name or "").split()
    return speaker.kind == "unknown" and len(words) > 1 and words[1].islower()


def _relation_of_people(a: Attribution, b: Attribution, known: KnownSpeakers) -> SpeakerRelation:
    sides = ((a, b), (b, a))
    if any(_is_firm_there(x, y, known) for x, y in sides):
        return "less-specific"
    for office, other in sides:
        if is_office(office.speaker, known):
            return "uncertain" if may_hold(office, other, known) else "different"
    if any(_has_role_of_the_other_alone(x, y.speaker, known) for x, y in sides):
        return "same"
    meant = [(x, without_ruled_out(x, _speakers(y), known)) for x, y in sides]
    if any(
        y.speaker in others and _names_the_other(x, y.speaker, known)
        for (x, others), (_, y) in zip(meant, sides, strict=True)
    ):
        return "uncertain"
    if any(_holds_it_by_a_nickname(x, y.speaker, known) for x, y in sides):
        return "uncertain"
    if _hold_one_office(a, b, known):
        return "uncertain"
    one = any(known.may_be_one(x, y) for x in _speakers(a) for y in _speakers(b))
    if not one and any(known.named(y) and _of_other_sex(x, _speakers(y), known) for x, y in sides):
        return "different"
    if may_be_called_otherwise(a, b, known):
        return "uncertain"
    if _by_one_pronoun(a, b, known) and not all(_is_clear(x, y.speaker, known) for x, y in sides):
        return "uncertain"
    if any(doubt(x, others, known) for x, others in meant if others for doubt in DOUBTS):
        return "uncertain"
    return "unknown" if one else "different"


def _relation_to_described(person: Speaker, other: Speaker, known: KnownSpeakers) -> SpeakerRelation:
    """Whether somebody without a name is the person: by the role, which another may have held before."""
    if _described_as(person, other, known):
        return "same"
    description = known.stems.stems(other.name or "")
    if description and _other_holder(person, other, known) and description <= known.role_stems(person):
        return "different"
    return "less-specific"


def _relation_of_organisations(a: str, b: str, known: KnownSpeakers) -> SpeakerRelation:
    if min(len(a.split()), len(b.split())) == 1:
        return "uncertain"  # a single word is often no organisation at all
    if any(not any(word[:1].isupper() for word in name.split()[1:]) for name in (a, b)):
        return "uncertain"  # "the ministry" may be the one that the other article names
    return "unknown" if known.stems.stems(a) & known.stems.stems(b) else "different-organisations"


# ---------------------------------------------------------------- two speakers
def _belongs_to(owned: Speaker, owner: Speaker, known: KnownSpeakers) -> bool:
    """Whether the one name stands in a role of the other: the company of its spokesman, taken for a person or
    not."""
    name = owned.name or ""
    parsed = known.spelled.name(name) if owned.kind == "person" else None
    if parsed:  # "Contractor Alvena" is Alvena
        name = " ".join(known.spelled.parts(parsed))
    words = known.stems.words(name)
    roles = [" ".join(known.stems.words(role)) for role in known.roles_of(owner)]
    return bool(words) and any(f" {' '.join(words)} " in f" {role} " for role in roles)


def _one_speaks_for_the_other(a: Speaker, b: Speaker, known: KnownSpeakers) -> bool:
    """Whether both are people with full names, and the role of one is to speak for others."""
    people = all(s.kind == "person" and " " in (s.name or "") for s in (a, b))
    return people and any(known.spokespeople(known.roles_of(s)) for s in (a, b))


def _speaks_there_for(attribution: Attribution, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the speaker's role is to speak for others, and the sentence names the other, outside what is
    said: "Ruiz’s press secretary, Tom Lee, said"."""
    speaks = known.spokespeople(known.roles_of(attribution.speaker))
    if not speaks or not _one_speaks_for_the_other(attribution.speaker, other, known):
        return False
    return plain((other.name or "").split()[-1]) in _words_outside(attribution, known)


def _described_as(person: Speaker, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the one without a name is described by the role of the named one; a former holder of an office
    is not the holder."""
    if not person.role or other.kind == "organisation" or _other_holder(person, other, known):
        return False
    description = known.stems.stems(other.name or "")
    return bool(description) and description <= known.stems.stems(person.role)


def _other_holder(person: Speaker, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the description is that of somebody who held the office that the person holds ("the former
    director"), or the other way round."""
    past = known.lists.past_ranks
    roles = [set(map(plain, role.split())) for role in known.roles_of(person) if role]
    described = set(map(plain, (other.name or "").split()))
    return bool(roles) and all(bool(role & past) != bool(described & past) for role in roles)


def _is_firm_there(a: Attribution, b: Attribution, known: KnownSpeakers) -> bool:
    """Whether the single name of one side is the first word of a firm in the article of the other:
    "Brightwell", "Brightwell Stores"."""
    name = a.speaker.name or ""
    if " " in name or a.speaker.role:
        return False
    behind = re.findall(rf"\b{re.escape(name)} ([A-Z]\w+)", known.readings[b.article].article.text)
    return any(plain(word) in known.lists.firm_words for word in behind)


def _hold_one_office(a: Attribution, b: Attribution, known: KnownSpeakers) -> bool:
    """Whether both have one family name and one office, and neither article names the other: a given name
    that no list has for the other's ("Prime Minister Bibi Netanyahu")."""
    names = [(s.name or "").split() for s in (a.speaker, b.speaker)]
    if min(map(len, names)) < 2 or plain(names[0][-1]) != plain(names[1][-1]):
        return False
    ours, theirs = (known.stems.stems(s.role or "") for s in (a.speaker, b.speaker))
    if not ours or not theirs or not (ours <= theirs or theirs <= ours):
        return False
    return not any(
        plain(name[0]) in {plain(w) for w in known.readings[other.article].folded.words}
        for name, other in ((names[0], b), (names[1], a))
    )


def _by_one_pronoun(a: Attribution, b: Attribution, known: KnownSpeakers) -> bool:
    """Whether both speakers stand there as pronouns, which could be of one person: not he and she."""
    words = (*known.source(a), *known.source(b))
    genders = {known.lists.pronoun_gender(w) for w in words}
    return all(map(known.is_pronoun, words)) and genders != {"male", "female"}


def _is_clear(attribution: Attribution, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether nobody but the one who was taken for the speaker can be meant by the pronoun: the sentence
    before leads in with the speaker, or no candidate comes near, and the article does not name the other."""
    if leads_in(attribution, (other,), known):
        return True
    best, second = [*(c.support for c in attribution.candidates), 0.0, 0.0][:2]
    last = plain((other.name or "-").split()[-1])
    words = {plain(w) for w in known.readings[attribution.article].folded.words}
    return best >= CLEAR and second < RIVAL * best and last not in words


def _of_other_sex(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the source is a pronoun that cannot stand for any of the others: "she", where they are men."""
    gender = next((g for w in known.source(attribution) if (g := known.lists.pronoun_gender(w))), None)
    against = known.lists.women_only if gender == "male" else known.lists.men_only
    return gender is not None and all(
        any(plain(name.split()[0]) in against for name in known.names.get(other.person or "", ()))
        for other in others
    )


def _names_the_other(attribution: Attribution, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the sentence, outside what is said, names the other and not the one who was taken for the
    speaker."""
    last = plain((other.name or "").split()[-1])
    own = {plain(w) for w in (attribution.speaker.name or "").split()}
    if any(words.split() and plain(words.split()[-1]) == last for words in known.source(attribution)):
        return last not in own or _may_be_a_relative(attribution, last, other, known)
    if last in own:
        return False
    words = _words_outside(attribution, known)
    return last in words and not own & words


def _has_role_of_the_other_alone(attribution: Attribution, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the source is a role of several words ("the president of the school") that some article gives
    the other, whom this article names too, and none the one who was taken for the speaker."""
    role = _role_in_place(attribution, known)
    return (
        len(role) > 1
        and role <= known.role_stems(other)
        and not role & known.role_stems(attribution.speaker)
        and known.times_named(other, attribution.article) > 0
    )


def _holds_it_by_a_nickname(attribution: Attribution, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the source is a role of both ("the captain"), and all articles name its holder by one word
    alone, which may be a nickname ("Captain Courageous"), and this one not the other, or hardly supports
    the choice."""
    role = _role_in_place(attribution, known)
    best = attribution.candidates[0].support if attribution.candidates else 0
    return (
        bool(role)
        and not any(" " in name for name in known.names.get(attribution.speaker.person or "", (" ",)))
        and role <= known.role_stems(attribution.speaker) & known.role_stems(other)
        and (best < GUESS_OF_ROLE or not known.times_named(other, attribution.article))
    )


def _role_in_place(attribution: Attribution, known: KnownSpeakers) -> frozenset[str]:
    """The stems of a source that is a role; none where it is a pronoun, or names the speaker."""
    words = known.source(attribution)
    if known.named(attribution) or any(map(known.is_pronoun, words)):
        return frozenset()
    return known.stems.stems(" ".join(words))


def _words_outside(attribution: Attribution, known: KnownSpeakers) -> set[str]:
    """The words of the sentence, in plain letters, outside what is said."""
    reading = known.readings[attribution.article]
    outside = without(reading.sentence(whole_of(attribution)), attribution.content)
    return {plain(w) for span in outside for w in re.split(r"[\s\-’']+", span.of(reading.article.text))}


def _may_be_a_relative(attribution: Attribution, last: str, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether only the family name stands in the source, and may be that of another of the family.

    "Mrs Rennie", where several are candidates, or named only below, may be one whom this article does not
    name in full; where it names the other in full, it may be either.
    """
    name, text = attribution.speaker.name or "", known.readings[attribution.article].article.text
    unsure = (
        len(attribution.candidates) > 1
        or name not in text[: attribution.source[0].start]
        or (" " in (other.name or "") and (other.name or "") in text)
    )
    return unsure and known.in_source(attribution, name) == {last}
