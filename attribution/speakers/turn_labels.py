"""Who the names before the colons of a transcript stand for: "OLGA MIRSKAYA", below "MIRSKAYA", "OM"."""

from __future__ import annotations

import re
from functools import cached_property

from attribution.article import Span
from attribution.names import person_name
from attribution.names.person_name import PersonName
from attribution.speakers.asked_above import asked_above
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent

IN_BRACKETS = re.compile(r" [(\[]([^()\[\]\n]{3,60})[)\]]")


class TurnLabels:
    """The labels of one article, asked for in text order, since a family name is whose who bore it last."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._last: dict[str, Referent] = {}
        """By family name, who was named in full last."""
        self._offices: dict[str, Referent] = {}
        """By label, who was named in brackets behind it: "The Presiding Officer (Alison Johnstone)"."""
        self._heard: list[Referent] = []
        """Who was named in full by a label alone."""
        self._answers: Referent | None = None
        """Who gives the answers, once that is known."""
        self._first: int | None = None
        """Where the first label stands: before it people are introduced."""
        self._asked: tuple[Referent, Referent] | None = None
        """Who asks and who answers, where a sentence above the first label says so."""

    def of(self, label: Span) -> Referent | None:
        """Who speaks under a label; None where it names nobody."""
        text = label.of(self._entities.scene.article.text)
        if self._first is None:
            self._first = label.start
            self._asked = asked_above(self._entities, label.start)
        if text.lower() in self._entities.lexicon.labels_of_answers:
            self._answers = (
                self._answers
                or (self._asked[1] if self._asked else self._interviewed(self._first))
                or self._interviewed(label.start)
            )
            return self._answers
        if text.lower() in self._entities.lexicon.labels_of_questions:
            asker = self._examiner(label) or (self._asked[0] if self._asked else None)
            if asker is not None:
                return asker
        words = text.lower().split()
        if words[0] in self._entities.lexicon.labels_of_the_unnamed or words[-1].isdigit():
            return Referent(text, "anonymous")
        if (holder := self._named_behind(label, text.lower())) is not None:
            return holder
        if words[0] in self._entities.lexicon.definite:
            return self._by_role(person_name.plain(words[-1]))
        if (found := self._by_initials(text.replace(".", ""))) is not None:
            return found
        name = person_name.parse(text, self._entities.lexicon)
        if name is None:
            return None
        if len(name.words) > 1 or name.titles:
            return self._in_full(name)
        return self._last.get(name.keys[-1]) or self._by_family(name) or self._by_role(name.keys[-1])

    def _examiner(self, label: Span) -> Referent | None:
        """Who asks the questions of a court's record: the last line above says "BY MS. RUIZ"."""
        above = [name for at, name in self._examiners if at < label.start]
        return self._in_full(above[-1]) if above else None

    @cached_property
    def _examiners(self) -> list[tuple[int, PersonName]]:
        """The lines that say who examines a witness: where they begin, and the name."""
        lexicon, found = self._entities.lexicon, []
        for line in re.finditer(r"^[^\n]{4,80}$", self._entities.scene.article.text, re.M):
            words = line[0].strip(" \t:.*_").split()
            starts = (" ".join(words[:n]).lower() for n in range(1, len(words)))
            phrase = next(
                (n for n, start in enumerate(starts, 1) if start in lexicon.examined_by), len(words)
            )
            name = person_name.parse(" ".join(words[phrase:]), lexicon)
            if name is not None and name.titles:
                found.append((line.start(), name))
        return found

    def _named_behind(self, label: Span, office: str) -> Referent | None:
        """Who holds the office that is the label, by the name in brackets behind it or behind the same label
        above."""
        lexicon, text = self._entities.lexicon, self._entities.scene.article.text
        *others, last = office.split()
        if last not in lexicon.person_words or not lexicon.given.isdisjoint(others):
            return None
        behind = IN_BRACKETS.match(text, label.end)
        name = person_name.parse(behind[1], lexicon) if behind else None
        if behind and name is not None and (name.titles or len(name.words) > 1):
            place = Span(behind.start(1), behind.end(1))
            names = (n for n in self._entities.scene.document.names if n.type != "PERSON")
            if not any(place.overlaps(Span(n.start, n.end)) for n in names):
                self._offices[office] = self._in_full(name)
        return self._offices.get(office)

    def _in_full(self, name: PersonName) -> Referent:
        """The person of the article with this name, else somebody new: the tagger may not know a name in
        capitals."""
        known = self._by_last_words(name) or (
            self._named(name, ("same",)) if len(name.words) > 1 else self._by_family(name)
        )
        if known is None:
            known = Referent(self._shown(name), "person", name)
            self._heard.append(known)
        self._last[name.keys[-1]] = known
        return known

    def _by_last_words(self, name: PersonName) -> Referent | None:
        """The one person named in full before whose name ends with these words: "VAN DALEN"."""
        found = [
            r
            for r in dict.fromkeys(self._last.values())
            if r.person is not None
            and len(name.words) < len(r.person.words)
            and r.person.keys[-len(name.keys) :] == name.keys
        ]
        return found[0] if len(found) == 1 else None

    def _shown(self, name: PersonName) -> str:
        """The name as it is shown: what may be an office ("PRESIDING OFFICER") stays as it is printed."""
        lexicon = self._entities.lexicon
        is_office = name.keys[-1] in lexicon.person_words and name.keys[0] not in lexicon.given
        return " ".join(name.words) if is_office else name.text

    def _by_family(self, name: PersonName) -> Referent | None:
        return self._named(name, ("family",)) or self._named(name, ("same",)) or self._named(name, ("given",))

    def _by_role(self, noun: str) -> Referent | None:
        """The one person of the article whose role or title is this noun: "Judge: …"."""
        found = [
            r for r in self._people if noun in r.heads or (r.person is not None and noun in r.person.titles)
        ]
        if len(found) > 1:  # a deputy mayor is not who "Mayor" stands for
            found = [r for r in found if any(role.lower().split()[0] == noun for role in r.roles)]
        return found[0] if len(found) == 1 else None

    def _named(self, name: PersonName, forms: tuple[str, ...]) -> Referent | None:
        """The one person of the article, or of its labels, whom a name fits in one of these ways."""
        for people in (self._people, self._heard):
            found = [
                r
                for r in people
                if r.person is not None
                and person_name.relation(name, r.person, self._entities.lexicon) in forms
            ]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _by_initials(self, text: str) -> Referent | None:
        """The person or organisation whose name has these initials, where nobody bears them as a name."""
        if not text.isupper() or not 2 <= len(text) <= 3:
            return None
        for kind in ("person", "organisation"):
            found = [r for r in self._entities.referents if r.kind == kind and text in _initials(r.name)]
            if len(found) == 1:
                return found[0]
        return None

    def _interviewed(self, before: int) -> Referent | None:
        """The person whom the article names most before an offset, where no other is named as often."""
        often = sorted(
            ((sum(m.start < before for m in r.mentions), i) for i, r in enumerate(self._people)), reverse=True
        )
        if not often or not often[0][0] or (len(often) > 1 and often[0][0] == often[1][0]):
            return None
        return self._people[often[0][1]]

    @property
    def _people(self) -> list[Referent]:
        return [r for r in self._entities.referents if r.kind == "person"]


def _initials(name: str) -> frozenset[str]:
    """The letters that a name may be cut down to: all that begin its words, those in capitals, the first and
    the last."""
    words = name.split()
    if len(words) < 2:
        return frozenset()
    every = "".join(word[0] for word in words)
    return frozenset({every.upper(), "".join(filter(str.isupper, every)), (every[0] + every[-1]).upper()})
