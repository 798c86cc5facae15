"""Who bears which name: all forms of one person's name in an article brought together under the fullest.

Long forms come first and make the people; a single word then goes to the one it fits. Where it fits several (father and
son, the married), titles and the pronouns of its coreference chain decide, then what the article calls each of them.
"""

from __future__ import annotations

from collections import Counter

from attribution.find.scene import Scene
from attribution.names import person_name
from attribution.names.lexicon import Gender, Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers.coreference import Chains
from attribution.speakers.name_spans import Named
from attribution.speakers.referent import Referent


class Bearers:
    """The people named in a scene. ``of`` has the bearer of each place, in the order of the places given."""

    def __init__(self, scene: Scene, words: Lexicon, chains: Chains, places: list[Named]) -> None:
        self._scene, self._words, self._chains = scene, words, chains
        self.rivals: dict[int, list[Referent]] = {}
        """For places (by number) whose name fits several people, those people."""
        self._called = Counter(place.name.keys[0] for place in places if len(place.name.words) == 1)
        self._addressed: set[PersonName] = set()
        """Names with a title that were taken for one of several; when first used, "Mrs. Hale" is whom the
        article named last."""
        self._before: dict[tuple[str, ...], Referent] = {}
        self._places: dict[int, list[Named]] = {}
        self.people = self._full(places)
        full = list(self.people)
        singles: dict[str, Referent] = {}
        self.of: list[Referent] = [
            self._owner.get(place.name.text) or self._single(i, place, full, singles)
            for i, place in enumerate(places)
        ]
        self.people += {id(r): r for r in singles.values()}.values()

    def _full(self, places: list[Named]) -> list[Referent]:
        """One referent for each set of long forms that name the same person, each with its places."""
        long = [place for place in places if len(place.name.words) > 1]
        counts = Counter(place.name.text for place in long)
        distinct = {place.name.text: place.name for place in long}
        found: list[Referent] = []
        self._owner: dict[str, Referent] = {}
        order = ("same", "family", "spelling")
        for text in sorted(
            distinct,
            key=lambda t: (
                -len(distinct[t].words),
                any(len(k) == 1 for k in distinct[t].keys[:1]),
                -counts[t],
            ),
        ):  # "Ana Ruiz" before "A. Ruiz"; then the first
            name = distinct[text]
            known = [
                (order.index(form), i)
                for i, r in enumerate(found)
                if (form := person_name.relation(name, r.person, self._words)) in order
            ]
            if known:
                self._owner[text] = found[min(known)[1]]
            else:
                self._owner[text] = Referent(
                    text,
                    "person",
                    name,
                    heads={person_name.plain(name.suffix or "")} & self._words.person_words,
                )  # "KC" says what one is
                found.append(self._owner[text])
        for referent in found:
            if gender := self.given_gender(referent):
                referent.genders[gender] += 3
        for place in long:
            self._note(self._owner[place.name.text], place)
        return found

    def _note(self, referent: Referent, place: Named) -> None:
        self._places.setdefault(id(referent), []).append(place)
        if gender := self.title_gender(place):
            referent.genders[gender] += 5

    def _single(
        self, number: int, place: Named, full: list[Referent], singles: dict[str, Referent]
    ) -> Referent:
        referent = self._bearer(number, place, full)
        if referent is None:
            key = place.name.keys[0]
            referent = singles.get(key) or next(
                (r for other, r in singles.items() if person_name.similar(other, key)), None
            )
            if referent is None:
                referent = singles[key] = Referent(place.name.text, "person", place.name)
        if gender := self.title_gender(place):
            referent.genders[gender] += 5
        return referent

    def _bearer(self, number: int, place: Named, full: list[Referent]) -> Referent | None:
        """Who of those with a full name a single word names."""
        gender = self.title_gender(place)
        for form in ("family", "given", "spelling"):
            fitting = [r for r in full if person_name.relation(place.name, r.person, self._words) == form]
            if gender:
                fitting = [
                    r
                    for r in fitting
                    if r.gender in (gender, None) and self.given_gender(r) in (gender, None)
                ]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                self.rivals[number] = fitting
                return self._likeliest(place, fitting)
        return None

    def _likeliest(self, place: Named, fitting: list[Referent]) -> Referent:
        """Among several of one name: the only one in the coreference chain, else the one that the article
        calls so."""
        fitting = [
            r for r in fitting if self._places[id(r)][0].core < place.core
        ] or fitting  # whom the article has named before
        chain = self._chains.around(place.core, place.end)
        gender = self.title_gender(place) or self._gender_in(chain, place.core)
        if gender:
            fitting = [r for r in fitting if r.gender in (gender, None)] or fitting
        in_chain = [
            r
            for r in fitting
            if chain is not None
            and any(chain == self._chains.around(p.core, p.end) for p in self._places[id(r)])
        ]
        first = min(self._places[id(r)][0].core for r in fitting)
        newest = (
            max(fitting, key=lambda r: self._places[id(r)][0].core)
            if place.name.titles and place.name not in self._addressed
            else None
        )
        self._addressed.add(place.name)

        def rank(referent: Referent) -> tuple:
            places = self._places[id(referent)]
            # Whoever is called by a given name is not called by the family name too.
            by_given = min(self._called[referent.person.keys[0]], 3)
            weight = sum(2 if self._is_subject(p) else 1 for p in places)
            weight += 2 * (places[0].core == first) + 2 * (referent is self._before.get(place.name.keys))
            return (
                [referent] == in_chain,
                -by_given,
                referent is newest,
                bool(gender) and referent.gender == gender,
                weight,
                -places[0].core,
            )

        self._before[place.name.keys] = best = max(fitting, key=rank)
        return best

    def _is_subject(self, place: Named) -> bool:
        return any(
            self._scene.word(t).deprel.startswith("nsubj")
            for t in self._scene.tokens_between(place.start, place.end)
        )

    def _gender_in(self, chain: int | None, start: int) -> Gender | None:
        """What the next pronouns of a chain say, if they agree, else the last ones before."""
        if chain is None:
            return None
        members = self._chains.members[chain]
        for tokens in (
            [t for at, t in members if at > start],
            [t for at, t in reversed(members) if at < start],
        ):
            genders = [g for t in tokens if (g := self._words.pronoun_gender(self._scene.word(t).text))]
            if genders:
                return genders[0] if len(set(genders[:3])) == 1 else None
        return None

    def given_gender(self, referent: Referent) -> Gender | None:
        """The gender that the given name is usual for."""
        key = referent.person.keys[0]
        male, female = key in self._words.given_male, key in self._words.given_female
        return None if male == female else "male" if male else "female"

    def title_gender(self, place: Named) -> Gender | None:
        """The gender that the form of address before the name tells."""
        titles = {
            *place.name.titles,
            *map(
                person_name.plain, self._scene.article.text[max(0, place.core - 24) : place.core].split()[-1:]
            ),
        }
        if titles & self._words.titles_male:
            return "male"
        return "female" if titles & self._words.titles_female else None
