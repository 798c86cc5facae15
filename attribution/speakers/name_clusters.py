"""Clusters of names: all forms of one person's name in an article brought together under the fullest.

Long forms come first and make the people; a single word then goes to the one it fits. Where it fits several
(father and son, the married), titles and the pronouns of its coreference chain decide, then what the article
calls each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from attribution.find.scene import Scene
from attribution.names import person_name
from attribution.names.lexicon import Gender, Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers.coreference import Chains
from attribution.speakers.named_person import NamedPerson
from attribution.speakers.other_names import second_names
from attribution.speakers.referent import TOLD_BY_GIVEN_NAME, Referent

TITLE = 5
"""What a form of address counts for a gender."""
LONG_FORMS = ("same", "family", "spelling")
"""How one long form may name the bearer of another, the surest first."""
SHORT_FORMS = ("family", "given", "spelling")
"""How a single word may name the bearer of a long form, the surest first."""
BEFORE = 24
"""Characters before a name in which a form of address is looked for."""


@dataclass(slots=True, eq=False)
class _Cluster:
    """One person with a full name, and the places of its long forms in text order."""

    name: PersonName
    referent: Referent
    places: list[NamedPerson] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.places[0].core


class NameClusters:
    """The people named in a scene. ``of`` has the bearer of each place, in the order of the places given."""

    def __init__(self, scene: Scene, lexicon: Lexicon, chains: Chains, places: Sequence[NamedPerson]) -> None:
        self._scene, self._lexicon, self._chains = scene, lexicon, chains
        self.rivals: dict[int, list[Referent]] = {}
        """For places (by number) whose name fits several people, those people."""
        self._called = Counter(place.name.keys[0] for place in places if len(place.name.words) == 1)
        self._addressed: set[PersonName] = set()
        """Names with a title that were taken for one of several; when first used, "Mrs. Hale" is whom the
        article named last."""
        self._before: dict[tuple[str, ...], _Cluster] = {}
        """Whom a name that fits several people meant when it was last used."""
        self._by_form: dict[str, _Cluster] = {}
        self._second = second_names(scene, lexicon, places)
        self._clusters = self._full([place for place in places if len(place.name.words) > 1])
        self._singles: dict[str, Referent] = {}
        self.of = [self._bearer(number, place) for number, place in enumerate(places)]
        self.people = [*(c.referent for c in self._clusters), *self._singles.values()]

    def _full(self, places: Sequence[NamedPerson]) -> list[_Cluster]:
        """A cluster for each set of long forms that name the same person: "Ana Ruiz" before "A. Ruiz"."""
        counts = Counter(place.name.text for place in places)
        forms = {place.name.text: place.name for place in places}

        def fullest_first(text: str) -> tuple[int, bool, int]:
            name = forms[text]
            return -len(name.words), len(name.keys[0]) == 1, -counts[text]

        found: list[_Cluster] = []
        second = [text for text in forms if self._first_name(forms[text]) is not None]
        for text in sorted((t for t in forms if t not in second), key=fullest_first):
            known = [
                (LONG_FORMS.index(form), i)
                for i, cluster in enumerate(found)
                if (form := person_name.relation(forms[text], cluster.name, self._lexicon)) in LONG_FORMS
            ]
            if known:
                self._by_form[text] = found[min(known)[1]]
            else:
                self._by_form[text] = self._new(forms[text])
                found.append(self._by_form[text])
        self._by_form |= {text: self._by_form[self._first_name(forms[text]) or text] for text in second}
        for place in places:
            cluster = self._by_form[place.name.text]
            cluster.places.append(place)
            self._note_title(cluster.referent, place)
        return found

    def _new(self, name: PersonName) -> _Cluster:
        ranks = {person_name.plain(name.suffix or "")} & self._lexicon.person_words  # "KC" says what one is
        referent = Referent(name.text, "person", name, heads=ranks)
        if gender := self._given_gender(name):
            referent.genders[gender] += TOLD_BY_GIVEN_NAME
        return _Cluster(name, referent)

    def _note_title(self, referent: Referent, place: NamedPerson) -> None:
        if gender := self._title_gender(place):
            referent.genders[gender] += TITLE

    def _first_name(self, name: PersonName) -> str | None:
        """The name, as text, of whose second name another is."""
        first = self._second.get(name.keys)
        return None if first is None or first.keys == name.keys or first.keys in self._second else first.text

    # ------------------------------------------------------------ single words
    def _bearer(self, number: int, place: NamedPerson) -> Referent:
        if (named := self._by_form.get(place.name.text)) is not None:
            return named.referent
        cluster = self._cluster_of(number, place)
        referent = cluster.referent if cluster is not None else self._named_alone(place)
        self._note_title(referent, place)
        return referent

    def _named_alone(self, place: NamedPerson) -> Referent:
        """Somebody whom no long form names, in any spelling of the word."""
        key = place.name.keys[0]
        similar = (r for other, r in self._singles.items() if person_name.similar(other, key))
        referent = self._singles.get(key) or next(similar, None)
        if referent is None:
            referent = self._singles[key] = Referent(place.name.text, "person", place.name)
        elif referent.name.isupper() and not place.name.text.isupper():  # "LEE: …", and elsewhere "Mr Lee"
            referent.name = place.name.text
        return referent

    def _cluster_of(self, number: int, place: NamedPerson) -> _Cluster | None:
        """Who of those with a full name a single word names."""
        if (first := self._first_name(place.name)) is not None:
            return self._by_form[first]
        gender = self._title_gender(place)
        for form in SHORT_FORMS:
            fitting = [
                c
                for c in self._clusters
                if person_name.relation(place.name, c.name, self._lexicon) == form
                and (gender is None or self._may_be(c, gender))
            ]
            if len(fitting) > 1:
                self.rivals[number] = [c.referent for c in fitting]
                return self._likeliest(place, fitting)
            if fitting:
                return fitting[0]
        return None

    def _may_be(self, cluster: _Cluster, gender: Gender) -> bool:
        return cluster.referent.gender in (gender, None) and self._given_gender(cluster.name) in (
            gender,
            None,
        )

    def _likeliest(self, place: NamedPerson, fitting: list[_Cluster]) -> _Cluster:
        """Among several of one name: the only one in the coreference chain, else the one that the article
        calls so."""
        fitting = [c for c in fitting if c.first < place.core] or fitting  # whom the article has named before
        chain = self._chains.around(place.bare)
        gender = self._title_gender(place) or self._gender_in(chain, place.core)
        if gender:
            fitting = [c for c in fitting if c.referent.gender in (gender, None)] or fitting
        in_chain = [
            c
            for c in fitting
            if chain is not None and any(chain == self._chains.around(p.bare) for p in c.places)
        ]
        first = min(c.first for c in fitting)
        newest = max(fitting, key=lambda c: c.first)
        first_address = bool(place.name.titles) and place.name not in self._addressed
        self._addressed.add(place.name)

        # Whoever is called by a given name is not called by the family name too.
        def rank(cluster: _Cluster) -> tuple[bool, int, bool, bool, int, int]:
            weight = sum(2 if self._is_subject(p) else 1 for p in cluster.places)
            weight += 2 * (cluster.first == first) + 2 * (cluster is self._before.get(place.name.keys))
            return (
                [cluster] == in_chain,
                -min(self._called[cluster.name.keys[0]], 3),
                first_address and cluster is newest,
                bool(gender) and cluster.referent.gender == gender,
                weight,
                -cluster.first,
            )

        self._before[place.name.keys] = best = max(fitting, key=rank)
        return best

    def _is_subject(self, place: NamedPerson) -> bool:
        tokens = self._scene.tokens_between(place.start, place.end)
        return any(self._scene.word(t).deprel.startswith("nsubj") for t in tokens)

    # ------------------------------------------------------------ genders
    def _gender_in(self, chain: int | None, start: int) -> Gender | None:
        """What the next pronouns of a chain say, if they agree, else the last ones before."""
        if chain is None:
            return None
        members = self._chains.members[chain]
        behind = [t for at, t in members if at > start]
        before = [t for at, t in reversed(members) if at < start]
        for tokens in (behind, before):
            genders = [g for t in tokens if (g := self._lexicon.pronoun_gender(self._scene.word(t).text))]
            if genders:
                return genders[0] if len(set(genders[:3])) == 1 else None
        return None

    def _given_gender(self, name: PersonName) -> Gender | None:
        """The gender that the given name is usual for."""
        key = name.keys[0]
        male, female = key in self._lexicon.given_male, key in self._lexicon.given_female
        return None if male == female else "male" if male else "female"

    def _title_gender(self, place: NamedPerson) -> Gender | None:
        """The gender that the form of address before the name tells."""
        before = self._scene.article.text[max(0, place.core - BEFORE) : place.core].split()[-1:]
        titles = {*place.name.titles, *map(person_name.plain, before)}
        if titles & self._lexicon.titles_male:
            return "male"
        return "female" if titles & self._lexicon.titles_female else None
