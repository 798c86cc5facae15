"""Personal names: taking titles off, and telling whether two forms name the same person.

A name is its words in order, given name first and family name last, which is how English writes nearly all
names; a title before a single word ("Ms. Gao") may also take up a family name that stands first ("Gao
Junlan").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from attribution.names.lexicon import Lexicon

Form = Literal["same", "family", "given", "spelling"]
"""How a shorter form names the bearer of a longer one, the surest first."""

IN_BRACKETS = re.compile(r"\([^)]*(\)|$)")
CAPITALS = re.compile(r"[^\W\d_]{2}(?:[^\W\d_]|['’\-])*|[^\W\d_]['’][^\W\d_]{2,}")
"""A word of two letters or more, perhaps with hyphens and apostrophes."""
PIECE = re.compile(r"(?P<mac>MC(?=[^\W\d_]{3}))?(?P<rest>[^\W\d_]+)")
VOWEL = re.compile(r"[aeiouy]")
LONGEST_ABBREVIATION = 4
"""Letters."""
NICKNAME = re.compile(r"(?<=\s)[\"“‘'][^\"”’']{2,30}[\"”’'](?=\s)")
"""What stands between marks inside a name: Maria “Big Spoon” Olvera."""


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """A word of a name without accents, marks and case, for comparison."""
    return re.sub(r"[^a-z0-9]", "", anyascii(word).lower())


@lru_cache(maxsize=65536)
def _keys(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, words))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name: ``words`` as written without titles and suffix, ``titles`` in lower case without
    dots."""

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    suffix: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return _keys(self.words)

    @property
    def text(self) -> str:
        """The name as it is shown: words and suffix, what is printed in capitals in small letters."""
        return " ".join((*_shown(self.words, bool(self.titles)), *((self.suffix,) if self.suffix else ())))


def _shown(words: tuple[str, ...], titled: bool) -> Iterator[str]:
    """The words of a name, each as it is written where no capitals are needed: "Rosa IBARRA" is Rosa
    Ibarra. Initials ("JD") stay, and so does a short word without a title, which may be an abbreviation."""
    for i, word in enumerate(words):
        sure = (len(words) > 1 or titled or len(word) > LONGEST_ABBREVIATION) and word.isupper()
        letters = CAPITALS.fullmatch(word) if sure else None
        initials = len(word) == 2 and i < len(words) - 1 and not VOWEL.search(plain(word))
        yield word if letters is None or initials else PIECE.sub(_in_small_letters, word)


def _in_small_letters(piece: re.Match[str]) -> str:
    return f"{(piece['mac'] or '').capitalize()}{piece['rest'].capitalize()}"


def parse(text: str, lexicon: Lexicon) -> PersonName | None:
    """The name in a stretch of text; None when nothing but titles is left."""
    text = lexicon.without_possessive(NICKNAME.sub(" ", IN_BRACKETS.sub(" ", text)).strip())
    pieces = [piece.strip(',;:“”"()[]`').strip("'‘’") for piece in text.split()]
    pieces = [piece for piece in pieces if plain(piece)]
    titles = []
    while len(pieces) > 1 and plain(pieces[0]) in lexicon.all_titles:
        titles.append(plain(pieces.pop(0)))
    suffix = None
    while len(pieces) > 1 and plain(pieces[-1]) in lexicon.name_suffixes:
        suffix = pieces.pop()
    stem, hyphen, hung = pieces[-1].rpartition("-") if pieces else ("", "", "")
    if stem and f"-{plain(hung)}" in lexicon.name_suffixes:  # "Ito-san"
        pieces[-1], suffix = stem, suffix or hyphen + hung
    if not pieces or (len(pieces) == 1 and plain(pieces[0]) in lexicon.all_titles and titles):
        return None
    return PersonName(tuple(pieces), tuple(titles), suffix)


def relation(short: PersonName, full: PersonName, lexicon: Lexicon) -> Form | None:
    """How ``short`` can name the bearer of ``full``, or None when it cannot."""
    if short.suffix and full.suffix and plain(short.suffix) != plain(full.suffix):
        return None
    a, b = short.keys, full.keys
    if a == b or (len(a) > 1 and len(b) > 1 and _same_ends(a, b, lexicon)):
        return "same"
    if len(a) < len(b) and a == b[-len(a) :]:
        return "family"
    if len(a) == 1 and len(b) > 1:
        if a[0] == b[0] or lexicon.nickname(a[0], b[0]):
            return "given"
        return "spelling" if similar(a[0], b[-1]) else None
    if len(a) == len(b) > 1 and all(similar(x, y) for x, y in zip(a, b, strict=True)):
        return "spelling"
    return None


def _same_ends(a: tuple[str, ...], b: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether two names have one family name, given names that agree, and middle names that do not differ."""
    return a[-1] == b[-1] and _given(a[0], b[0], lexicon) and _middle(a[1:-1], b[1:-1])


def _given(a: str, b: str, lexicon: Lexicon) -> bool:
    return a == b or lexicon.nickname(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the middle names of one are all among those of the other, initials counted."""
    if len(a) > len(b):
        a, b = b, a
    return all(any(x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) for y in b) for x in a)


@lru_cache(maxsize=65536)
def similar(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name: the same first letter and few letters changed or
    swapped."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    return DamerauLevenshtein.distance(a, b) <= (1 if min(len(a), len(b)) < 8 else 2)
