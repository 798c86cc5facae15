"""Why the speaker of an attribution may as well be somebody else: a guess, a role or a pronoun of another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from anyascii import anyascii

from attribution.article import Span
from attribution.document import Sentence
from attribution.names.person_name import plain
from attribution.people.known_speakers import KnownSpeakers
from attribution.result import Attribution, Speaker
from attribution.wording.passage import whole_of

GUESS = 0.35
"""A speaker who is not named in place, with less support than this, is a guess."""
GUESS_OF_ROLE = 0.5
"""Where the words are a role ("the teacher") that nobody gives the one who was chosen with less support, any
other candidate may be meant."""
LEADS = 0.85
"""The subject of the sentence before is meant by a pronoun where it has so much support; chosen by hand."""
GUESS_ALONE = 0.2
"""As GUESS, where nobody else comes near."""
RIVAL = 0.15
"""A candidate with a smaller share of the best one's support could not as well be meant: of pronouns taken
for the right person in the news of tests/gold 91 in 100 are below it (of 198), of those taken for the wrong
one 10 of 17."""
CLEAR = 0.9
"""From this support on a pronoun with no other candidate near is sure; chosen by hand, not
measured alone."""
RIVAL_OF_ONE_NAME = 0.0
"""As RIVAL, where the best one has but one name in the whole article: such a person may be a firm or a horse,
and anybody else be meant."""

HERO = 4
"""The one whom an article names so often, and so many times as often as another, is whom it is about; set by
hand, no count stands behind it."""


def _is_guess(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether nothing in place says who speaks, or too little."""
    if known.named(attribution) or _has_role_of_source(attribution, known):
        return False
    if not attribution.source:
        return True
    if not attribution.candidates:
        return False
    best, second = [*(c.support for c in attribution.candidates), 0.0][:2]
    return best < (GUESS_ALONE if second < RIVAL * best else GUESS)


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
    ranks = {plain(w) for w in source.split()} & known.lists.other_ranks
    if ranks:  # "the deputy minister" is no minister
        return not ranks <= known.ranks(attribution.speaker) and any(
            ranks <= known.ranks(other) for other in others
        )
    noun = known.stems.stems(source.split()[-1])
    own = known.role_stems(attribution.speaker)
    return any(
        wanted and not wanted <= own and any(wanted <= known.role_stems(other) for other in others)
        for wanted in (role, noun)  # "the visiting coach" may be the Railway coach
    )


def _has_role_of_both(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the source is a role ("the member") that one of the others, who is named in that article before
    the words end, has, too: whoever comes in below is not meant. A rank ("the deputy minister") tells the two
    apart."""
    source = " ".join(known.source(attribution))
    role = known.stems.stems(source)
    ranks = {plain(w) for w in source.split()} & known.lists.other_ranks
    place = _last_place(attribution, whole_of(attribution).end, known)
    return bool(role and not ranks) and any(
        role <= known.role_stems(other) and place(other) >= 0 for other in others
    )


def _other_was_candidate(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the speaker is not named in place, and one of the others was a candidate too."""
    name = attribution.speaker.name
    own = known.in_source(attribution, name)
    if any(map(known.is_pronoun, known.source(attribution))) and (
        leads_in(attribution, others, known) or goes_on(attribution, others, known)
    ):
        return False
    best = attribution.candidates[0].support if attribution.candidates else 0
    sure = " " in (name or "") and not (best < GUESS_OF_ROLE and _has_role_of_nobody(attribution, known))
    share = RIVAL if sure else RIVAL_OF_ONE_NAME
    return any(
        known.may_be_one(Speaker(rival.name, "person"), other)
        for rival in attribution.candidates[1:]
        for other in others
        if rival.support >= share * best and (not own or own <= known.in_source(attribution, rival.name))
    )


def goes_on(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the speaker is said to go on ("she continued"), and is named last before the words."""
    reading = known.readings[attribution.article]
    going_on = reading.same.words("continuing-cues")
    if not any(reading.lemmas.get(cue.start) in going_on for cue in attribution.cue):
        return False
    place = _last_place(attribution, attribution.content[0].start, known)
    return all(place(other) < place(attribution.speaker) for other in others)


def _last_place(attribution: Attribution, end: int, known: KnownSpeakers) -> Callable[[Speaker], int]:
    """At which word before ``end`` the article names each speaker last; -1 where it does not."""
    before = known.readings[attribution.article].folded.between(0, end)
    last = {anyascii(word): i for i, word in enumerate(before)}
    return lambda speaker: last.get(plain((speaker.name or "-").split()[-1]), -1)


def without_ruled_out(
    attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers
) -> tuple[Speaker, ...]:
    """The others whom the source can mean: "the former director" is not who is director."""
    words = {plain(w) for source in known.source(attribution) for w in source.split()}
    past = words & known.lists.past_ranks
    if not past:
        return tuple(others)
    noun = known.stems.stems(" ".join(words - past))
    return tuple(s for s in others if known.ranks(s) & past or not noun or not noun <= known.role_stems(s))


def leads_in(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the sentence before, in the same paragraph, has the speaker as the subject of its main clause,
    and none of the others as a subject beside: then a pronoun of the next sentence is the speaker's."""
    reading = known.readings[attribution.article]
    best = attribution.candidates[0].support if attribution.candidates else 0
    if reading.document is None or best < LEADS:
        return False
    whole = reading.sentence(whole_of(attribution))
    before = [s for s in reading.document.sentences if s.end <= whole.start]
    if not before or not reading.around(Span(before[-1].start, before[-1].end)).overlaps(whole):
        return False
    parsed = before[-1]
    root = next((w.index for w in parsed.words if w.head < 0), None)
    if root is None:
        return False
    subjects = [i for i in parsed.children[root] if parsed.words[i].deprel.startswith("nsubj")]
    spans = _without_clauses(parsed, subjects)
    last = plain((attribution.speaker.name or "-").split()[-1])
    called = (known.names.get(other.person or "", (other.name or "-",)) for other in others)
    rivals = {plain(name.split()[-1]) for names in called for name in names}
    return last in spans and not rivals & spans


def _without_clauses(parsed: Sentence, subjects: Sequence[int]) -> set[str]:
    """The words of the subjects without relative clauses about them."""
    clauses = {
        below
        for i in subjects
        for j in parsed.subtree(i)
        if parsed.words[j].deprel in ("acl:relcl", "acl")
        for below in parsed.subtree(j)
    }
    return {plain(parsed.words[j].text) for i in subjects for j in parsed.subtree(i) if j not in clauses}


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
    if not any(map(known.is_pronoun, known.source(attribution))) or leads_in(attribution, others, known):
        return False
    place = _last_place(attribution, attribution.source[0].start, known)
    return any(place(other) > place(attribution.speaker) for other in others)


def _is_passed_by(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the speaker is not named in place, and the article hardly names the one who was taken for it,
    but one of the others all the time: a portrait's "she" is the woman portrayed, not one who comes up once.
    """
    if known.named(attribution) or not all(map(known.is_pronoun, known.source(attribution))):
        return False
    own = known.times_named(attribution.speaker, attribution.article)
    times = max(known.times_named(other, attribution.article) for other in others)
    return times >= HERO and times >= HERO * own


def _is_spokesperson(attribution: Attribution, others: Sequence[Speaker], known: KnownSpeakers) -> bool:
    """Whether the source is somebody who speaks for others, and the one taken for the speaker is none."""
    words = known.spokespeople(known.source(attribution))
    return bool(words) and not words & known.spokespeople(known.roles_of(attribution.speaker))


DOUBTS = (
    _is_guess,
    _has_role_of_another,
    _has_role_of_both,
    _other_was_candidate,
    _other_is_nearer,
    _is_passed_by,
    _is_spokesperson,
)
"""Reasons for which the speaker of an attribution may as well be one of the others."""
