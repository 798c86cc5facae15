"""A made-up archive of any size, the same for the same seed: people, outlets, and what is said, copied, cut,
altered and given to other names at known rates."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from attribution.archive.add import NewArticle
from attribution.article import Article, Region, Span
from attribution.result import Attribution, Speaker

PER_ARTICLE = 5
"""Attributions of an article."""
PER_PERSON = 25
"""Attributions of a person, about."""
PER_DAY = 200
"""Articles of a day."""
COPIED = 0.2
"""The share of statements that other outlets print as well, once to three times, within three days."""
FATES = (("same", 0.7), ("cut", 0.15), ("altered", 0.1), ("other-name", 0.05))
"""What becomes of a copy, and how often."""
SMALL = tuple("the of and to in for that on with as at by from it an this was are be have".split())  # noqa: SIM905
ROLES = ("mayor", "engineer", "minister", "judge", "doctor", "teacher", "coach", "farmer", "captain")
ONSETS = tuple("b d f g k l m n p r s t v z br dr gr kr pl st tr".split())  # noqa: SIM905
VOWELS, ENDS = "aeiou", "nrsltmk"
NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "twelve", "fourteen", "forty", "sixty")
BEGINS = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that was planted: what was done, and in which articles the two sides stand."""

    fate: str
    first: str
    copy: str


@dataclass(frozen=True, slots=True)
class _Copy:
    fate: str
    first: str
    words: tuple[str, ...]
    person: int


class MadeUp:
    """Articles one after the other, by day; ``planted`` are the faults in those that were given."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.planted: list[Planted] = []
        self.words = [self._word(3) for _ in range(20_000)]
        self.outlets = [f"The {self._word(2).title()} {n}" for n in ("Post", "Echo", "Courier") * 20]
        self.given = [self._word(2).title() for _ in range(400)]
        self.families: list[str] = []
        self.people: list[tuple[str, str]] = []
        self._waiting: list[tuple[int, str, _Copy]] = []
        self._number = 0

    def take(self, articles: int) -> list[NewArticle]:
        """The next articles."""
        return list(islice(self._articles(), articles))

    def _articles(self) -> Iterator[NewArticle]:
        while True:
            yield self._article()

    def _article(self) -> NewArticle:
        number, chance = self._number, self.chance
        self._number += 1
        day = number // PER_DAY
        id, outlet = f"article-{number:07}", chance.choice(self.outlets)
        ready = [w for w in self._waiting if w[0] <= day and w[1] != outlet][: chance.randint(0, 3)]
        for one in ready:
            self._waiting.remove(one)
        copies = [copy for _, _, copy in ready if copy.first != id]
        parts = [self._told(copy.words, copy.person) for copy in copies]
        self.planted += [Planted(c.fate, c.first, id) for c in copies if c.fate in ("altered", "other-name")]
        while len(parts) < PER_ARTICLE:
            person, words = self._person(number), self._statement()
            parts.append(self._told(words, person))
            if chance.random() < COPIED:
                for _ in range(chance.randint(1, 3)):
                    fate = chance.choices([f for f, _ in FATES], [share for _, share in FATES])[0]
                    due = day + chance.randint(0, 2)
                    self._waiting.append((due, outlet, self._copy(fate, id, words, person)))
        return self._written(id, outlet, str(BEGINS + timedelta(day)), parts)

    def _copy(self, fate: str, first: str, words: tuple[str, ...], person: int) -> _Copy:
        if fate == "cut":
            words = words[: 2 * len(words) // 3]
        elif fate == "altered":
            other = self.chance.choice([n for n in NUMBERS if n not in words])
            words = tuple(other if w in NUMBERS else w for w in words)
        elif fate == "other-name":
            person = (person + 1 + self.chance.randrange(max(1, len(self.people) - 1))) % len(self.people)
        return _Copy(fate, first, words, person)

    # ------------------------------------------------------------ words and people
    def _word(self, syllables: int) -> str:
        chance = self.chance
        told = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables))
        return told + chance.choice(ENDS)

    def _statement(self) -> tuple[str, ...]:
        chance = self.chance
        words = []
        for _ in range(chance.randint(6, 11)):
            words += [chance.choice(SMALL)] if chance.random() < 0.6 else []
            words.append(self.words[int(len(self.words) * chance.random() ** 2)])
        words.insert(chance.randrange(2, len(words)), chance.choice(NUMBERS))
        return tuple(words)

    def _person(self, number: int) -> int:
        """Somebody who is known, among those of these weeks, or somebody new."""
        wanted = 20 + number * PER_ARTICLE // PER_PERSON
        if len(self.people) < wanted:
            self._new_person()
        return self.chance.randrange(max(0, len(self.people) - 1000), len(self.people))

    def _new_person(self) -> None:
        if self.chance.random() < 0.5 or not self.families:
            self.families.append(self._word(3).title())
        name = f"{self.chance.choice(self.given)} {self.chance.choice(self.families[-2000:])}"
        self.people.append((name, self.chance.choice(ROLES)))

    def names(self, people: int) -> list[str]:
        """The names of so many people, without articles."""
        while len(self.people) < people:
            self._new_person()
        return [name for name, _ in self.people[:people]]

    def _told(self, words: tuple[str, ...], person: int) -> tuple[str, str, str]:
        name, role = self.people[person]
        said = " ".join(words)
        return f"{said[0].upper()}{said[1:]}", name, role

    def _written(self, id: str, outlet: str, day: str, parts: list[tuple[str, str, str]]) -> NewArticle:
        text, regions, found = "", [], []
        for n, (words, name, role) in enumerate(parts):
            start = len(text)
            quoted = f"“{words},”"
            text += f"{quoted} said {name}, the {role}."
            regions.append(Region("body", start, len(text)))
            content = Span(start, start + len(quoted))
            at = content.end + len(" said ")
            found.append(
                Attribution(
                    f"{id}-{n}",
                    id,
                    "direct",
                    "statement",
                    (content,),
                    (Span(content.end + 1, content.end + 5),),
                    (Span(at, at + len(name)),),
                    Speaker(name, "person", role),
                    "made/up",
                    "",
                )
            )
            text += "\n"
        article = Article(id, text, tuple(regions), publisher=outlet, published=day, plain=False)
        return NewArticle(article, None, tuple(found), (id,))
