"""Spellings of one name: keys under which transliterations and variants of a personal name fall together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Literal

from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName, parse, plain
from attribution.rule import RuleBook

ORDINARY = (
    "small-words",
    "titles",
    "titles-male",
    "titles-female",
    "person-nouns",
    "unnamed-nouns",
    "male-nouns",
    "female-nouns",
    "group-nouns",
    "kin-nouns",
    "role-kinds",
    "spelling-words",
    "role-words",
)
"""Lists of words that are no names."""
CLIPPED = 3
"""Letters of the shortest beginning of a given name by which its bearer may be called: Bev, Beverley."""
CONSONANTS = 5
"""Consonants from which two names written together and apart are one where they sound alike: "Abd al-Qadir
Benhaddou", "Abdelkader Ben Haddou". Both were set by hand."""
Relation = Literal["equal", "variant", "short", "clipped", "sound", "other", "none"]
"""How two names are to each other, the nearest first."""
HYPHEN = re.compile(r"[-‐‑–]")
Change = tuple[re.Pattern[str], str]
"""Letters to look for, and what to put in their place."""


def book_words(book: RuleBook, language: str, name: str) -> set[str]:
    """The single words of a list, variants counted."""
    return {
        w
        for line in book.lists.get(language, {}).get(name, ())
        for w in re.split(r"[\s,=]+", line.lower())
        if w
    }


@lru_cache(maxsize=8)
def ordinary_words(book: RuleBook, language: str) -> frozenset[str]:
    """Words of lists that hold no names."""
    return frozenset(w for name in ORDINARY for w in book_words(book, language, name))


@dataclass(frozen=True, eq=False)
class Spellings:
    """The letter patterns of one language."""

    book: RuleBook
    language: str = "en"

    _spelled: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _sounded: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False)
    _parsed: dict[str, PersonName | None] = field(default_factory=dict, init=False, repr=False)
    _parts: dict[PersonName, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def words(self) -> Lexicon:
        """The word lists of the language."""
        return Lexicon.of(self.book, self.language)

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words of lists that hold no names."""
        return ordinary_words(self.book, self.language)

    @cached_property
    def _spelling(self) -> list[Change]:
        return _changes(self._lines("name-spellings"))

    @cached_property
    def _sound(self) -> list[Change]:
        return _changes(self._lines("name-sounds"))

    @cached_property
    def _readings(self) -> list[list[Change]]:
        return [_changes(line.split(";")) for line in self._lines("name-readings")]

    def _lines(self, name: str) -> tuple[str, ...]:
        return self.book.lists.get(self.language, {}).get(name, ())

    def name(self, text: str) -> PersonName | None:
        """The name in a stretch of text; None when nothing but titles is left."""
        if text not in self._parsed:
            self._parsed[text] = parse(text, self.words)
        return self._parsed[text]

    def spelled(self, word: str) -> str:
        """One spelling for all spellings of a word; the same letter twice counts once."""
        if word not in self._spelled:
            changed = plain(word)
            for pattern, letters in self._spelling:
                changed = pattern.sub(letters, changed)
            self._spelled[word] = re.sub(r"(.)\1+", r"\1", changed)
        return self._spelled[word]

    def sounds(self, word: str) -> frozenset[str]:
        """What a word sounds like: its consonants, once as its letters are read in English and once in each
        other way."""
        if word not in self._sounded:
            read = {plain(word)}
            for changes in self._readings:
                other = plain(word)
                for pattern, letters in changes:
                    other = pattern.sub(letters, other)
                read.add(other)
            self._sounded[word] = frozenset(map(self._skeleton, read))
        return self._sounded[word]

    def sounds_together(self, name: PersonName) -> frozenset[str]:
        """What a name sounds like with all of its parts written together; none where that is short."""
        return frozenset(s for s in self.sounds("".join(map(plain, name.words))) if len(s) >= CONSONANTS)

    def _skeleton(self, word: str) -> str:
        word = self.spelled(word)
        for pattern, letters in self._sound:
            word = pattern.sub(letters, word)
        head, tail = re.sub(r"[aeiou]", "a", word[:1]), word[1:]
        return re.sub(r"(.)\1+", r"\1", head + re.sub(r"[aeiou]", "", tail))

    def _ordinary(self, word: str) -> bool:
        """Whether a word is one of the language's own rather than a name: it stands in a word list, and not
        in one of names."""
        return plain(word) in self.ordinary and not self._given(word)

    def _ordinary_or_title(self, word: str) -> bool:
        return self._ordinary(word) or (plain(word) in self.words.titles and not self._given(word))

    def _given(self, word: str) -> bool:
        return plain(word) in self.words.given

    def parts(self, name: PersonName) -> tuple[str, ...]:
        """The name's words with hyphens opened; articles such as *al-*, and ordinary words before the name,
        left out."""
        if name not in self._parts:
            self._parts[name] = self._without_roles(name.words)
        return self._parts[name]

    def _without_roles(self, name: Sequence[str]) -> tuple[str, ...]:
        words = list(name)
        while len(words) > 1 and self._ordinary(words[0]) and len(plain(words[1])) > 1:
            words.pop(0)  # "Housekeeper Rosalind Hale", "Coach Moyes", but not the first of "M. K. Hale"
        if len(words) > 2 and self._ordinary_or_title(words[1]) and not self._given(words[0]):
            return self._without_roles(words[2:])  # "Fire Marshal Soriano"
        found = _opened(words)
        return tuple(p for p in found if plain(p) not in self.words.name_articles) or tuple(found)


def _changes(lines: Iterable[str]) -> list[Change]:
    """What to put for which letters, from lines "letters = variant, variant", the longest variant first."""
    found = []
    for line in lines:
        letters, _, variants = line.partition("=")
        options = sorted((v.strip() for v in variants.split(",")), key=len, reverse=True)
        found.append((re.compile("|".join(options)), letters.strip()))
    return found


def relation(a: PersonName, b: PersonName, by: Spellings) -> tuple[Relation, str]:
    """How two names are to each other, and in words.

    ``equal``, ``variant`` (spelling, order, initials, a shorter form of two words or more), ``short`` (one is
    a single word of the other), ``clipped`` (one has only the beginning of a name of the other), ``sound``
    (alike only by ear), ``other`` (a given name or family name that differs), ``none``.
    """
    x, y = by.parts(a), by.parts(b)
    x, y = _initials_joined(x, y), _initials_joined(y, x)
    if len(y) < len(x):
        x, y = y, x
    if [plain(w) for w in x] == [plain(w) for w in y]:
        return "equal", "the same name"
    s, t = [by.spelled(w) for w in x], [by.spelled(w) for w in y]
    if len(x) == 1:
        if how := _one_word_of(x[0], y, by):
            return "short", how
        return (
            ("clipped", "a short form of the given name") if _is_short_for(x[0], y[0], by) else ("none", "")
        )
    if how := _variant(x, y, by):
        return "variant", how
    if s[0] == t[0] and _is_initial_of(x[-1], y[-1]):
        return "clipped", "the same given name, and the initial of the family name"
    if (len(x) == len(y) and _sound_alike(x, y, by)) or _sound_alike_together(a, b, by):
        return "sound", "two names that sound alike"
    if s[0] == t[0] and s[-1] != t[-1]:
        return "other", "another family name"
    if s[-1] == t[-1]:
        return "other", "another given name"
    return "none", ""


def _one_word_of(word: str, name: tuple[str, ...], by: Spellings) -> str:
    """How a single word is one of a name, in words; empty where it is none."""
    s, t = by.spelled(word), [by.spelled(w) for w in name]
    if s in (t[-1], t[0]) or (len(name) > 2 and s in t):
        return "one word of the same name"
    if any(len(sound) > 2 for sound in by.sounds(word) & by.sounds(name[-1])):
        return "one word of the name in another spelling"
    return ""


def _is_short_for(word: str, given: str, by: Spellings) -> bool:
    """Whether a single word is a short form of a given name: one that is known, or its first letters."""
    short, full = plain(word), plain(given)
    if by.words.nickname(short, full):
        return True
    return CLIPPED <= len(short) < len(full) and full.startswith(short)


def _is_initial_of(a: str, b: str) -> bool:
    """Whether one family name is only the first letter of the other: "Maria S.", "Maria Santos"."""
    p, q = plain(a), plain(b)
    return min(len(p), len(q)) == 1 < max(len(p), len(q)) and p[0] == q[0]


def _variant(x: tuple[str, ...], y: tuple[str, ...], by: Spellings) -> str:
    """How two names of two words or more, the shorter first, are forms of one, in words; empty where they are
    not."""
    s, t = [by.spelled(w) for w in x], [by.spelled(w) for w in y]
    if s == t:
        return "two spellings of one name"
    if sorted(s) == sorted(t):
        return "the same name, the family name first in one"
    if any("".join(s) == "".join(t[i:] + t[:i]) for i in range(len(t))):  # "Baek Sung-ryul", "Sungryul Baek"
        return "the same name, with its parts written together in one"
    if _same_given(x[0], y[0], by) and s[-1] == t[-1]:
        return "the same family name with a short, initial or fuller given name"
    if (
        len(s) >= 2
        and all(s.count(w) <= t.count(w) for w in s)
        and (s[0] == t[0] or s[-1] == t[-1] or len(s) > 2)
    ):
        return "a shorter form of the same name"
    return ""


def _same_given(a: str, b: str, by: Spellings) -> bool:
    """Whether two given names are one: in another spelling, as a short form or as an initial."""
    p, q = plain(a), plain(b)
    initial = min(len(p), len(q)) == 1 and p[0] == q[0]
    return by.spelled(a) == by.spelled(b) or by.words.nickname(p, q) or initial


def _sound_alike(x: tuple[str, ...], y: tuple[str, ...], by: Spellings) -> bool:
    """Whether each word of one sounds like one of the other, which may have the family name at the other end,
    and the given names are not those of a man and a woman."""
    sounds, others = [by.sounds(w) for w in x], [by.sounds(w) for w in y]
    orders = (others, [*others[1:], others[0]], [others[-1], *others[:-1]])
    alike = any(
        all(any(len(sound) > 1 for sound in a & b) for a, b in zip(sounds, order, strict=True))
        for order in orders
    )
    return alike and not _other_sex(plain(x[0]), plain(y[0]), by)


def _sound_alike_together(a: PersonName, b: PersonName, by: Spellings) -> bool:
    """Whether two names sound alike when all of their parts are written together, articles as well, and one
    has more parts than the other."""
    if len(_opened(a.words)) == len(_opened(b.words)) or _other_sex(a.keys[0], b.keys[0], by):
        return False
    return bool(by.sounds_together(a) & by.sounds_together(b))


def _opened(words: Iterable[str]) -> list[str]:
    """The words of a name, with hyphens opened."""
    return [part for word in words for part in HYPHEN.split(word) if plain(part)]


def _other_sex(a: str, b: str, by: Spellings) -> bool:
    men, women = by.words.given_male, by.words.given_female
    return (a in men and b in women) or (a in women and b in men)


def _initials_joined(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The words with their initials in one, where the other name writes them so: "M. K. Stalin" beside "MK
    Stalin"."""
    initials = list(takewhile(lambda w: len(plain(w)) == 1, words))
    together = "".join(map(plain, initials))
    if len(initials) < 2 or plain(other[0]) != together:
        return words
    return (together.upper(), *words[len(initials) :])
