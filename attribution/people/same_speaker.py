"""Whether two attributions have one speaker: by name, by role, or by a pronoun that may stand for either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from anyascii import anyascii

from attribution.names.person_name import parse, plain
from attribution.names.variants import relation as name_relation
from attribution.people.known_speakers import KnownSpeakers
from attribution.result import Attribution, Speaker
from attribution.wording.passage import whole_of, without

GUESS = 0.35
"""A speaker who is not named in place, with less support than this, is a guess."""
GUESS_OF_ROLE = 0.5
"""Where the words are a role ("the teacher") that nobody gives the one who was chosen with less support, any
other candidate may be meant."""
GUESS_ALONE = 0.2
"""As GUESS, where nobody else comes near."""
RIVAL = 0.12
"""A candidate with a smaller share of the best one's support could not as well be meant: of pronouns taken
for the wrong person in tests/gold (3 in 100) a third are below it, of those taken for the right one 85 in
100."""
RIVAL_OF_ONE_NAME = 0.0
"""As RIVAL, where the best one has but one name in the whole article: such a person may be a firm or a horse,
and anybody else be meant."""
UNSURE = ("equal", "variant", "short", "sound")
"""Relations of two names under which they cannot be called two people."""

SpeakerRelation = Literal[
    "same", "different", "different-organisations", "less-specific", "uncertain", "unknown"
]
"""``uncertain``: a pronoun or role was taken for one of two people, and the other side has the other."""


def speaker_relation(a: Attribution, b: Attribution, known: KnownSpeakers) -> SpeakerRelation:
    """Whether the two attributions have one speaker, as far as the articles tell."""
    ours, theirs = _speakers(a), _speakers(b)
    if {s.person for s in ours if s.person} & {s.person for s in theirs if s.person}:
        return "same"
    if not a.speaker.name or not b.speaker.name or "unknown" in (a.speaker.kind, b.speaker.kind):
        return "unknown"
    if _belongs_to(a.speaker, b.speaker, known) or _belongs_to(b.speaker, a.speaker, known):
        return "less-specific"
    match _is_person(a.speaker), _is_person(b.speaker):
        case True, True:
            return _relation_of_people(a, b, known)
        case True, False:
            return "same" if _described_as(a.speaker, b.speaker, known) else "less-specific"
        case False, True:
            return "same" if _described_as(b.speaker, a.speaker, known) else "less-specific"
    if a.speaker.kind == b.speaker.kind == "organisation":
        return _relation_of_organisations(a.speaker.name, b.speaker.name, known)
    return "unknown"


def _speakers(attribution: Attribution) -> tuple[Speaker, ...]:
    return (attribution.speaker, *attribution.joint)


def _is_person(speaker: Speaker) -> bool:
    return speaker.kind == "person" or (speaker.person is not None and speaker.kind != "organisation")


def _relation_of_people(a: Attribution, b: Attribution, known: KnownSpeakers) -> SpeakerRelation:
    sides = ((a, b), (b, a))
    if any(_is_firm_there(x, y, known) for x, y in sides):
        return "less-specific"
    if any(_names_the_other(x, y.speaker, known) for x, y in sides):
        return "uncertain"
    one = any(_may_be_one(x, y, known) for x in _speakers(a) for y in _speakers(b))
    if not one and any(known.named(y) and _of_other_sex(x, _speakers(y), known) for x, y in sides):
        return "different"
    if _by_one_pronoun(a, b, known):
        return "uncertain"
    if any(doubt(x, _speakers(y), known) for x, y in sides for doubt in DOUBTS):
        return "uncertain"
    return "unknown" if one else "different"


def _relation_of_organisations(a: str, b: str, known: KnownSpeakers) -> SpeakerRelation:
    if min(len(a.split()), len(b.split())) == 1:
        return "uncertain"  # a single word is often no organisation at all
    return "unknown" if known.stems.stems(a) & known.stems.stems(b) else "different-organisations"


# ---------------------------------------------------------------- two speakers
def _belongs_to(owned: Speaker, owner: Speaker, known: KnownSpeakers) -> bool:
    """Whether the one name stands in a role of the other: the company of its spokesman, taken for a person or
    not."""
    name = owned.name or ""
    parsed = parse(name, known.lists) if owned.kind == "person" else None
    if parsed:  # "Contractor Alvena" is Alvena
        name = " ".join(known.spelled.parts(parsed))
    words = known.stems.words(name)
    roles = [" ".join(known.stems.words(role)) for role in known.roles_of(owner)]
    return bool(words) and any(f" {' '.join(words)} " in f" {role} " for role in roles)


def _may_be_one(a: Speaker, b: Speaker, known: KnownSpeakers) -> bool:
    """Whether the two names cannot be called those of two people."""
    if a.kind != "person" or b.kind != "person":
        return False
    if a.name and b.name and (a.name.endswith(b.name) or b.name.endswith(a.name)):
        return True  # something is stuck to the front of a name: "PMAna Ruiz"
    x, y = parse(a.name or "", known.lists), parse(b.name or "", known.lists)
    return x is None or y is None or name_relation(x, y, known.spelled)[0] in UNSURE


def _described_as(person: Speaker, other: Speaker, known: KnownSpeakers) -> bool:
    """Whether the one without a name is described by the role of the named one."""
    if not person.role or other.kind == "organisation":
        return False
    description = known.stems.stems(other.name or "")
    return bool(description) and description <= known.stems.stems(person.role)


def _is_firm_there(a: Attribution, b: Attribution, known: KnownSpeakers) -> bool:
    """Whether the single name of one side is the first word of a firm in the article of the other:
    "Brightwell", "Brightwell Stores"."""
    name = a.speaker.name or ""
    if " " in name or a.speaker.role:
        return False
    behind = re.findall(rf"\b{re.escape(name)} ([A-Z]\w+)", known.readings[b.article].article.text)
    return any(plain(word) in known.lists.firm_words for word in behind)


def _by_one_pronoun(a: Attribution, b: Attribution, known: KnownSpeakers) -> bool:
    """Whether both speakers stand there as pronouns, which could be of one person: not he and she."""
    words = (*known.source(a), *known.source(b))
    genders = {known.lists.pronoun_gender(w) for w in words}
    return all(map(known.is_pronoun, words)) and genders != {"male", "female"}


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
        return last not in own or _may_be_a_relative(attribution, last, known)
    if last in own:
        return False
    reading = known.readings[attribution.article]
    outside = without(reading.sentence(whole_of(attribution)), attribution.content)
    words = {plain(w) for span in outside for w in re.split(r"[\s\-]+", span.of(reading.article.text))}
    return last in words and not own & words


def _may_be_a_relative(attribution: Attribution, last: str, known: KnownSpeakers) -> bool:
    """Whether only the family name stands in the source, and may be that of another of the family.

    "Mrs Rennie", where several are candidates, or named only below, may be one whom this article does not
    name in full.
    """
    name, text = attribution.speaker.name or "", known.readings[attribution.article].article.text
    unsure = len(attribution.candidates) > 1 or name not in text[: attribution.source[0].start]
    return unsure and known.in_source(attribution, name) == {last}


# ---------------------------------------------------------------- doubts
def _is_guess(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether nothing in place says who speaks, or too little."""
    if known.named(attribution) or _has_role_of_source(attribution, known):
        return False
    best, second = (
        [*(c.support for c in attribution.candidates), 0.0] if attribution.candidates else [1.0, 0.0]
    )[:2]
    return not attribution.source or best < (GUESS_ALONE if second < RIVAL * best else GUESS)


def _has_role_of_source(attribution: Attribution, known: KnownSpeakers) -> bool:
    """Whether the source is a role that the article gives the one who was taken for the speaker."""
    role = known.stems.stems(" ".join(known.source(attribution)))
    return bool(role) and role <= known.stems.stems(attribution.speaker.role or "")


def _has_role_of_another(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the source is a role ("the surgeon") that nobody gives to the one who was taken for the
    speaker, and some article to one of the others."""
    source = " ".join(known.source(attribution))
    role = known.stems.stems(source)
    if not role or known.named(attribution):
        return False
    ranks = {plain(w) for w in source.split()} & known.lists.lower_ranks
    if ranks:  # "the deputy minister" is no minister
        return not ranks <= known.ranks(attribution.speaker) and any(
            ranks <= known.ranks(other) for other in others
        )
    return not role <= known.role_stems(attribution.speaker) and any(
        role <= known.role_stems(other) for other in others
    )


def _other_was_candidate(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the speaker is not named in place, and one of the others was a candidate too."""
    name = attribution.speaker.name
    own = known.in_source(attribution, name)
    best = attribution.candidates[0].support if attribution.candidates else 0
    sure = " " in (name or "") and not (best < GUESS_OF_ROLE and _has_role_of_nobody(attribution, known))
    share = RIVAL if sure else RIVAL_OF_ONE_NAME
    return any(
        _may_be_one(Speaker(rival.name, "person"), other, known)
        for rival in attribution.candidates[1:]
        for other in others
        if rival.support >= share * best and (not own or own <= known.in_source(attribution, rival.name))
    )


def _has_role_of_nobody(attribution: Attribution, known: KnownSpeakers) -> bool:
    """Whether the source is a role that no article gives the one who was taken for the speaker."""
    words = known.source(attribution)
    role = " ".join(words)
    return (
        bool(known.stems.words(role))
        and not any(map(known.is_pronoun, words))
        and not known.stems.stems(role) <= known.role_stems(attribution.speaker)
    )


def _other_is_nearer(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the source is a pronoun, and one of the others is named before it after the one who was taken
    for the speaker."""
    if not any(map(known.is_pronoun, known.source(attribution))):
        return False
    before = known.readings[attribution.article].folded.between(0, attribution.source[0].start)
    last = {anyascii(word): i for i, word in enumerate(before)}

    def place(speaker: Speaker) -> int:
        return last.get(plain((speaker.name or "-").split()[-1]), -1)

    return any(place(other) > place(attribution.speaker) for other in others)


DOUBTS = (_is_guess, _has_role_of_another, _other_was_candidate, _other_is_nearer)
"""Reasons for which the speaker of an attribution may as well be one of the others."""
