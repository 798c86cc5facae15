"""Whether two attributions have one speaker: by name, by role, or by a pronoun that may stand for either."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from anyascii import anyascii

from attribution.names.person_name import parse, plain
from attribution.names.variants import Spellings
from attribution.names.variants import relation as name_relation
from attribution.result import Attribution, Speaker
from attribution.wording.normalise import SameWords, fold
from attribution.wording.passage import Reading, whole_of, without

GUESS = 0.35
"""A speaker who is not named in place, with less support than this, is a guess."""
GUESS_OF_ROLE = 0.5
"""Where the words are a role ("the teacher") that nobody gives the one who was chosen with less support, any
other candidate may be meant."""
GUESS_ALONE = 0.2
"""The same where nobody else comes near."""
RIVAL = 0.12
"""A candidate with a smaller share of the best one's support could not as well be meant: of pronouns taken
for the wrong person in tests/gold (3 in 100) a third are below it, of those taken for the right one 85 in
100."""
RIVAL_OF_ONE_NAME = 0.0
"""The same where the best one has but one name in the whole article: such a person may be a firm or a horse,
and anybody else be meant."""
UNSURE = ("equal", "variant", "short", "sound")
"""Relations of two names under which they cannot be called two people."""


@dataclass(frozen=True)
class Identity:
    """What all articles say of the speakers, asked about pairs of attributions."""

    readings: Mapping[str, Reading]
    same: SameWords
    spellings: Spellings
    roles: Mapping[str, Sequence[str]]
    """The roles that the articles give each person, by the person's id."""
    names: Mapping[str, Set[str]]
    """The names by which the articles call each person, by the person's id."""
    folded: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    """Words of names and descriptions that were looked at before: the same few are asked for again and again.
    """

    def relation(self, a: Attribution, b: Attribution) -> str:
        """``same``, ``different``, ``different-organisations``, ``less-specific``, ``uncertain`` (a pronoun
        or role that was taken for one of two people, and the other side has the other) or ``unknown``."""
        ours, theirs = (a.speaker, *a.joint), (b.speaker, *b.joint)
        if {s.person for s in ours if s.person} & {s.person for s in theirs if s.person}:
            return "same"
        if not a.speaker.name or not b.speaker.name or "unknown" in (a.speaker.kind, b.speaker.kind):
            return "unknown"
        persons = [
            s.kind == "person" or (s.person is not None and s.kind != "organisation")
            for s in (a.speaker, b.speaker)
        ]
        if self._belongs(a.speaker, b.speaker) or self._belongs(b.speaker, a.speaker):
            return "less-specific"
        if all(persons) and (self._is_firm_there(a, b) or self._is_firm_there(b, a)):
            return "less-specific"
        if all(persons):
            one = any(self._may_be_one(x, y) for x in ours for y in theirs)
            if self._names_the_other(a, b.speaker) or self._names_the_other(b, a.speaker):
                return "uncertain"
            if not one and (
                self._named(b)
                and self._of_other_sex(a, theirs)
                or self._named(a)
                and self._of_other_sex(b, ours)
            ):
                return "different"
            if (
                self._guessed(a)
                or self._guessed(b)
                or self._role_of_another(a, theirs)
                or self._role_of_another(b, ours)
                or self._by_one_pronoun(a, b)
                or self._could_be(a, theirs)
                or self._could_be(b, ours)
                or self._stands_nearer(a, theirs)
                or self._stands_nearer(b, ours)
            ):
                return "uncertain"
            return "unknown" if one else "different"
        if any(persons):
            person, other = (a.speaker, b.speaker) if persons[0] else (b.speaker, a.speaker)
            return "same" if self._described(person, other) else "less-specific"
        if a.speaker.kind == b.speaker.kind == "organisation":
            if min(len(a.speaker.name.split()), len(b.speaker.name.split())) == 1:
                return "uncertain"  # a single word is often no organisation at all
            return (
                "unknown"
                if self.stems(a.speaker.name) & self.stems(b.speaker.name)
                else "different-organisations"
            )
        return "unknown"

    def _is_firm_there(self, attribution: Attribution, other: Attribution) -> bool:
        """Whether the single name of one side is the first word of a firm in the article of the other:
        "Brightwell", "Brightwell Stores"."""
        name = attribution.speaker.name or ""
        if " " in name or attribution.speaker.role:
            return False
        behind = re.findall(rf"\b{re.escape(name)} ([A-Z]\w+)", self.readings[other.article].article.text)
        return any(plain(word) in self.spellings.words.firm_words for word in behind)

    def _belongs(self, name: Speaker, person: Speaker) -> bool:
        """Whether the one name stands in a role of the other: the company of its spokesman, taken for a
        person or not."""
        parsed = parse(name.name or "", self.spellings.words)  # "Contractor Alvena" is Alvena
        words = self._words(
            " ".join(self.spellings.parts(parsed)) if parsed and name.kind == "person" else name.name or ""
        )
        roles = [
            " ".join(self._words(role))
            for role in (person.role or "", *self.roles.get(person.person or "", ()))
        ]
        return bool(words) and any(f" {' '.join(words)} " in f" {role} " for role in roles)

    def _could_be(self, attribution: Attribution, others: tuple[Speaker, ...]) -> bool:
        """Whether the speaker is not named in place, and one of the others was a candidate too."""
        own = self._in_source(attribution, attribution.speaker.name)
        best = attribution.candidates[0].support if attribution.candidates else 0
        sure = " " in (attribution.speaker.name or "") and not (
            best < GUESS_OF_ROLE and self._role_of_nobody(attribution)
        )
        share = RIVAL if sure else RIVAL_OF_ONE_NAME
        return any(
            self._may_be_one(Speaker(c.name, "person"), s)
            for c in attribution.candidates[1:]
            for s in others
            if c.support >= share * best and (not own or own <= self._in_source(attribution, c.name))
        )

    def _stands_nearer(self, attribution: Attribution, others: tuple[Speaker, ...]) -> bool:
        """Whether the source is a pronoun, and one of the others is named before it after the one who was
        taken for the speaker."""
        reading = self.readings[attribution.article]
        if not any(
            s.of(reading.article.text).lower() in self.spellings.words.pronouns for s in attribution.source
        ):
            return False
        words = [anyascii(w) for w in reading.folded.between(0, attribution.source[0].start)]
        last = {w: i for i, w in enumerate(words)}
        place = lambda name: last.get(plain((name or "-").split()[-1]), -1)  # noqa: E731
        return any(place(s.name) > place(attribution.speaker.name) for s in others)

    def _in_source(self, attribution: Attribution, name: str | None) -> set[str]:
        """The words of the name that the source words hold."""
        text = self.readings[attribution.article].article.text
        words = {plain(w) for s in attribution.source for w in s.of(text).split()}
        return {plain(w) for w in (name or "").split() if len(plain(w)) > 1} & words

    def _named(self, attribution: Attribution) -> bool:
        """Whether the source words themselves name the speaker."""
        return bool(self._in_source(attribution, attribution.speaker.name))

    def _names_the_other(self, attribution: Attribution, other: Speaker) -> bool:
        """Whether the sentence, outside what is said, names the other and not the one who was taken for the
        speaker."""
        last = plain((other.name or "").split()[-1])
        text = self.readings[attribution.article].article.text
        if any(s.of(text).split() and plain(s.of(text).split()[-1]) == last for s in attribution.source):
            if last not in {plain(w) for w in (attribution.speaker.name or "").split()}:
                return True
            # "Mrs Rennie", where several of the family are named, or only below, may be one whom this article
            # does not name in full
            unsure = (
                len(attribution.candidates) > 1
                or (attribution.speaker.name or "") not in text[: attribution.source[0].start]
            )
            return self._in_source(attribution, attribution.speaker.name) == {last} and unsure
        own = {plain(w) for w in (attribution.speaker.name or "").split()}
        if last in own:
            return False
        reading = self.readings[attribution.article]
        sentence = reading.sentence(whole_of(attribution))
        text = reading.article.text
        words = {
            plain(w) for s in without(sentence, attribution.content) for w in re.split(r"[\s\-]+", s.of(text))
        }
        return last in words and not own & words

    def _guessed(self, attribution: Attribution) -> bool:
        """Whether nothing in place says who speaks, or too little."""
        best, second = (
            [*(c.support for c in attribution.candidates), 0.0][:2] if attribution.candidates else (1.0, 0.0)
        )
        if self._named(attribution) or self._bears(attribution):
            return False
        return not attribution.source or best < (GUESS_ALONE if second < RIVAL * best else GUESS)

    def _role_of_nobody(self, attribution: Attribution) -> bool:
        """Whether the source is a role that no article gives the one who was taken for the speaker."""
        text = self.readings[attribution.article].article.text
        words = [s.of(text) for s in attribution.source]
        role = self._words(" ".join(words))
        return (
            bool(role)
            and not any(w.lower() in self.spellings.words.pronouns for w in words)
            and not self.stems(" ".join(words)) <= self._roles(attribution.speaker)
        )

    def _bears(self, attribution: Attribution) -> bool:
        """Whether the source is a role that the article gives the one who was taken for the speaker."""
        text = self.readings[attribution.article].article.text
        role = self.stems(" ".join(s.of(text) for s in attribution.source))
        return bool(role) and role <= self.stems(attribution.speaker.role or "")

    def _role_of_another(self, attribution: Attribution, others: tuple[Speaker, ...]) -> bool:
        """Whether the source is a role ("the surgeon") that nobody gives to the one who was taken for the
        speaker, and some article to one of the others."""
        text = self.readings[attribution.article].article.text
        source = " ".join(s.of(text) for s in attribution.source)
        role = self.stems(source)
        ranked = {
            plain(w) for w in source.split()
        } & self.spellings.words.lower_ranks  # "the deputy minister" is no minister
        if not role or self._named(attribution):
            return False
        if ranked:
            return not ranked <= self._ranks(attribution.speaker) and any(
                ranked <= self._ranks(other) for other in others
            )
        return not role <= self._roles(attribution.speaker) and any(
            role <= self._roles(other) for other in others
        )

    def _ranks(self, speaker: Speaker) -> set[str]:
        """The words of rank ("deputy") in the roles that any article gives a speaker."""
        roles = (speaker.role or "", *self.roles.get(speaker.person or "", ()))
        return {plain(w) for role in roles for w in role.split()} & self.spellings.words.lower_ranks

    def _roles(self, speaker: Speaker) -> frozenset[str]:
        """The words of the roles that any article gives a speaker."""
        return self.stems(" ".join((speaker.role or "", *self.roles.get(speaker.person or "", ()))))

    def _of_other_sex(self, attribution: Attribution, others: tuple[Speaker, ...]) -> bool:
        """Whether the source is a pronoun that cannot stand for any of the others: "she", where they are men."""
        text, words = self.readings[attribution.article].article.text, self.spellings.words
        gender = next((g for s in attribution.source if (g := words.pronoun_gender(s.of(text)))), None)
        against = words.women_only if gender == "male" else words.men_only
        return gender is not None and all(
            any(plain(n.split()[0]) in against for n in self.names.get(s.person or "", ())) for s in others
        )

    def _by_one_pronoun(self, a: Attribution, b: Attribution) -> bool:
        """Whether both speakers stand there as pronouns, which could be of one person: not he and she."""
        text = lambda x: [s.of(self.readings[x.article].article.text) for s in x.source]  # noqa: E731
        if not all(w.lower() in self.spellings.words.pronouns for w in (*text(a), *text(b))):
            return False
        genders = {self.spellings.words.pronoun_gender(w) for w in (*text(a), *text(b))}
        return genders != {"male", "female"}

    def _may_be_one(self, a: Speaker, b: Speaker) -> bool:
        if a.kind != "person" or b.kind != "person":
            return False
        if a.name and b.name and (a.name.endswith(b.name) or b.name.endswith(a.name)):
            return True  # something is stuck to the front of a name: "PMAna Ruiz"
        x, y = parse(a.name or "", self.spellings.words), parse(b.name or "", self.spellings.words)
        return x is None or y is None or name_relation(x, y, self.spellings)[0] in UNSURE

    def _described(self, person: Speaker, other: Speaker) -> bool:
        """Whether the one without a name is described by the role of the named one."""
        return bool(
            person.role
            and other.kind != "organisation"
            and self.stems(other.name or "")
            and self.stems(other.name or "") <= self.stems(person.role)
        )

    def stems(self, text: str) -> frozenset[str]:
        skips = self.spellings.words.description_skips
        return frozenset(w.rstrip("s") for w in self._words(text) if w not in skips)

    def _words(self, text: str) -> tuple[str, ...]:
        """The folded words of a name or description."""
        found = self.folded.get(text)
        if found is None:
            found = self.folded[text] = fold(text, self.same).words
        return found
