"""What the articles say of speakers, and what the source words of one attribution say of its speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from attribution.names.lexicon import Lexicon
from attribution.names.person_name import plain
from attribution.names.variants import Spellings, relation
from attribution.people.stems import Stems
from attribution.result import Attribution, Speaker
from attribution.wording.passage import Reading
from attribution.wording.same_words import SameWords

SLIP = 2
"""Letters by which a family name of LETTERS or more may be misspelt where the given name is the same."""
LETTERS = 6
SLIP_OF_GIVEN = 1
"""Letters by which a given name of LETTERS or more may be misspelt where the family name is the same."""
UNSURE = ("equal", "variant", "short", "clipped", "sound")
"""Relations of two names under which they cannot be called two people."""


@dataclass(frozen=True, slots=True)
class KnownSpeakers:
    """All articles, and what they say of each person."""

    readings: Mapping[str, Reading]
    spelled: Spellings
    stems: Stems
    roles: Mapping[str, Sequence[str]]
    """The roles that the articles give each person, by the person's id."""
    names: Mapping[str, Set[str]]
    """The names by which the articles call each person, by the person's id."""
    bearers: Callable[[str], Set[str]]
    """The ids of those whom the articles call by a name."""
    relations: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Whether two attributions, by id, have one speaker, as far as ``same_speaker`` was asked before."""

    @classmethod
    def of(
        cls,
        attributions: Sequence[Attribution],
        readings: Mapping[str, Reading],
        same: SameWords,
        spelled: Spellings,
    ) -> KnownSpeakers:
        """What the attributions, whose people are linked, say of their speakers."""
        roles: dict[str, list[str]] = defaultdict(list)
        names: dict[str, set[str]] = defaultdict(set)
        for speaker in (s for a in attributions for s in (a.speaker, *a.joint)):
            if speaker.person and speaker.role:
                roles[speaker.person].append(speaker.role)
            if speaker.person and speaker.name:
                names[speaker.person].add(speaker.name)
        bearers: dict[str, set[str]] = defaultdict(set)
        for person, called in names.items():
            for name in called:
                bearers[name].add(person)
        stems = Stems(same, spelled.words)
        return cls(readings, spelled, stems, roles, names, lambda name: bearers.get(name, set()))

    @property
    def lists(self) -> Lexicon:
        return self.spelled.words

    # ------------------------------------------------------------ one speaker, in all articles
    def roles_of(self, speaker: Speaker) -> tuple[str, ...]:
        """The roles that any article gives the speaker."""
        return (speaker.role or "", *self.roles.get(speaker.person or "", ()))

    def role_stems(self, speaker: Speaker) -> frozenset[str]:
        """The stems of the words of these roles."""
        return self.stems.stems(" ".join(self.roles_of(speaker)))

    def ranks(self, speaker: Speaker) -> set[str]:
        """The words of rank ("deputy", "former") in these roles."""
        return {plain(w) for role in self.roles_of(speaker) for w in role.split()} & self.lists.other_ranks

    def called(self, name: str) -> Speaker | None:
        """The one person who is called so in any article, as far as anybody is."""
        found = sorted(self.bearers(name))
        return Speaker(name, "person", person=found[0]) if len(found) == 1 else None

    # ------------------------------------------------------------ two speakers
    def may_be_one(self, a: Speaker, b: Speaker) -> bool:
        """Whether both are people whose names cannot be called those of two."""
        if a.kind != "person" or b.kind != "person":
            return False
        if a.name and b.name and (a.name.endswith(b.name) or b.name.endswith(a.name)):
            return True  # something is stuck to the front of a name: "PMAna Ruiz"
        x, y = self.spelled.name(a.name or ""), self.spelled.name(b.name or "")
        if x is None or y is None or relation(x, y, self.spelled)[0] in UNSURE:
            return True
        ours, theirs = (list(map(plain, self.spelled.parts(name))) for name in (x, y))
        return _moved(ours, theirs) or _misspelt(ours, theirs) or _has_initial_of(ours, theirs)

    # ------------------------------------------------------------ the source words of one attribution
    def source(self, attribution: Attribution) -> list[str]:
        """The source words, as they stand in the article, by span."""
        text = self.readings[attribution.article].article.text
        return [span.of(text) for span in attribution.source]

    def spokespeople(self, descriptions: Iterable[str]) -> set[str]:
        """The words for people who speak for others that the descriptions have: "press secretary"."""
        rows = [f" {' '.join(map(plain, words.split()))} " for words in descriptions]
        return {each for each in self.lists.spokespeople if any(f" {each} " in row for row in rows)}

    def in_source(self, attribution: Attribution, name: str | None) -> set[str]:
        """The words of the name, in plain letters, that the source words hold; an article is none of them."""
        words = {plain(w) for source in self.source(attribution) for w in source.split()}
        own = {plain(w) for w in (name or "").split() if len(plain(w)) > 1}
        return (own & words) - self.lists.description_skips

    def named(self, attribution: Attribution) -> bool:
        """Whether the source words themselves name the speaker."""
        return bool(self.in_source(attribution, attribution.speaker.name))

    def times_named(self, speaker: Speaker, article: str) -> int:
        """How often the article has the last word of the speaker's name."""
        last = plain((speaker.name or "-").split()[-1])
        return sum(anyascii(word) == last for word in self.readings[article].folded.words)

    def is_pronoun(self, words: str) -> bool:
        return words.lower() in self.lists.pronouns


def _moved(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a word of one name stands in another place of the other: a headline's "Comedienne Sarah" may be
    Sarah Silverman."""
    return any(
        word == other and len(word) > 2 and len(ours) - i != len(theirs) - j
        for i, word in enumerate(ours)
        for j, other in enumerate(theirs)
        if not (i == j == 0)
    )


def _has_initial_of(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one name is a single word, with which the initial of the other begins: Gaëtan, G. Lemaire."""
    short, long = sorted((ours, theirs), key=len)
    return len(short) == 1 < len(long) and len(long[0]) == 1 and short[0].startswith(long[0])


def _misspelt(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the given names are the same and the family names differ by a slip, or the other way round."""
    if len(ours) < 2 or len(theirs) < 2:
        return False
    for same, other, slip in ((0, -1, SLIP), (-1, 0, SLIP_OF_GIVEN)):
        longest = max(len(ours[other]), len(theirs[other]))
        if ours[same] == theirs[same] and longest >= LETTERS:
            return Levenshtein.distance(ours[other], theirs[other]) <= slip
    return False
