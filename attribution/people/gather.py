"""What each article says of each of its speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

from anyascii import anyascii

from attribution.article import Article
from attribution.names.person_name import plain
from attribution.people.aliases import Aliases
from attribution.people.known_name import KnownName, NameRules, parts
from attribution.result import Attribution, Speaker
from attribution.wording.folded import Folded
from attribution.wording.normalise import fold

SHARED_WORDS = 5
"""So many folded words in a row that two articles give to two names are words both said."""
NEAR = 60
"""Code points on each side of a name in which a word such as *née* tells of another name beside it."""
CAPITALISED = re.compile(r"(?<=[^.!?\s“”\"‘’(\n] )[A-Z][^\W\d_]{2,}")
WORD = re.compile(r"\w+")
IN_BRACKETS = re.compile(r"(?<!\s)\s*\((\w+)\)")
OTHERS = re.compile(r"[^\x00-\x7f]+")
"""Letters and marks of other alphabets."""


def gathered(
    attributions: Sequence[Attribution],
    articles: Mapping[str, Article],
    rules: NameRules,
    folded: Callable[[Article], Folded] | None = None,
) -> list[KnownName]:
    """What each article says of each of its speakers, in the order in which they speak. ``folded`` gives the
    folded words of an article where they are known already."""
    said: dict[tuple[str, str], list[tuple[Speaker, Attribution]]] = defaultdict(list)
    for attribution in attributions:
        for speaker in (attribution.speaker, *attribution.joint):
            if speaker.name:
                said[attribution.article, speaker.name].append((speaker, attribution))
    fold_of = folded or (lambda article: fold(article.text, rules.same))
    speaking = {article: articles[article] for article, _ in said if article in articles}
    words = {id: fold_of(article) for id, article in speaking.items()}
    capitals = {id: _capitalised(article.text, rules) for id, article in speaking.items()}
    told = {id: _Told(article.text, rules) for id, article in speaking.items()}
    found = []
    for (id, name), spoken in said.items():
        kind, here = spoken[0][0].kind, id in speaking
        published = speaking[id].published if here else None
        found.append(
            KnownName(
                name,
                kind,
                frozenset({(id, name)}),
                roles=frozenset(s.role for s, _ in spoken if s.role),
                said=frozenset(run for _, a in spoken if here for run in _runs(a, words[id])),
                context=capitals.get(id, frozenset()) - {plain(word) for word in name.split()},
                dates=frozenset({published} if published else ()),
                also=told[id].also(name, kind) if here else frozenset(),
                born=told[id].born(name, kind) if here else frozenset(),
                aliases=told[id].other_names(name, kind) if here else frozenset(),
            )
        )
    return found


def _capitalised(text: str, rules: NameRules) -> frozenset[str]:
    """The words written with a capital inside a sentence, without names of days and months."""
    return frozenset(plain(word) for word in CAPITALISED.findall(text)) - rules.same.dates.keys()


def _runs(attribution: Attribution, folded: Folded) -> set[int]:
    """The words said, as hashes of each SHARED_WORDS in a row, the same in every run of the program."""
    words = [w for span in attribution.content for w in folded.between(span.start, span.end)]
    return {
        int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest(), "big", signed=True)
        for run in (words[i : i + SHARED_WORDS] for i in range(len(words) - SHARED_WORDS + 1))
    }


class _Told:
    """What the text of an article tells of other names of its speakers."""

    def __init__(self, text: str, rules: NameRules) -> None:
        lists = rules.spelled.words
        self.text, self.rules = text, rules
        self.plain = OTHERS.sub(lambda found: anyascii(found[0]), text).lower()
        self.aliases = Aliases(text, lists)
        self.signs, self.certain = (
            {sign for sign in map(plain, words) if self._has(sign)}
            for words in (lists.maiden_words, lists.birth_name_words)
        )
        """Words that tell of another name, as far as the text has them."""
        self._beside_signs: dict[str, list[set[str]]] = {}

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each word stands."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for word in WORD.finditer(self.plain):
            places[word[0]].append(word.span())
        return places

    @cached_property
    def _brackets(self) -> list[re.Match[str]]:
        """The single words in brackets, with the blanks before them."""
        return list(IN_BRACKETS.finditer(self.text))

    @cached_property
    def _casefolded(self) -> str:
        return self.text.casefold()

    def _has(self, word: str) -> bool:
        return word in self.plain and word in self._places

    def also(self, name: str, kind: str) -> frozenset[str]:
        """Names that stand for the same where the text says so."""
        if kind == "organisation":
            return frozenset(self._initials(name))
        family = self._family(name, kind)
        return frozenset(self._near(family, self.signs)) if family and self.signs else frozenset()

    def other_names(self, name: str, kind: str) -> frozenset[str]:
        """Nicknames and stage names that the text gives the bearer of a name."""
        words = parts(name, self.rules) if kind == "person" else ()
        return frozenset(self.aliases.of(words)) if words else frozenset()

    def born(self, name: str, kind: str) -> frozenset[str]:
        """Words of the text, where it tells of a name at birth beside the family name, or of one at all."""
        family = self._family(name, kind)
        if family is None or not self.certain:
            return frozenset()
        beside = set(self._near(family, self.certain, own=True))
        if beside:
            return frozenset(WORD.findall(self.plain))
        return frozenset(
            word for sign in self.certain for around in self._around(sign) for word in WORD.findall(around)
        )

    def _family(self, name: str, kind: str) -> str | None:
        words = parts(name, self.rules) if kind == "person" else ()
        family = plain(words[-1]) if words else ""
        return family if family and family in self.plain else None

    def _near(self, family: str, signs: set[str], own: bool = False) -> Iterator[str]:
        """The words around the family name where a sign is among them; unless ``own``, those too in whose
        surroundings both stand."""
        for around in self._around(family):
            words = set(WORD.findall(around))
            if words & signs:
                yield from words
            if not own:
                yield from (w for w in words if len(w) > 1 and self._has_both(w, family))

    def _has_both(self, word: str, family: str) -> bool:
        if word not in self._beside_signs:
            beside = (set(WORD.findall(around)) for around in self._around(word))
            self._beside_signs[word] = [words for words in beside if words & self.signs]
        return any(family in words for words in self._beside_signs[word])

    def _around(self, word: str) -> Iterator[str]:
        """The text around each place of a word."""
        for start, end in self._places.get(word, ()):
            yield self.plain[max(0, start - NEAR) : end + NEAR]

    def _initials(self, name: str) -> Iterator[str]:
        """What stands in brackets behind the name, and each stretch before the name in brackets."""
        folded = name.casefold()
        for found in self._brackets:
            if self.text[max(0, found.start() - len(name)) : found.start()].casefold() == folded:
                yield plain(found[1])
        if f"({folded})" not in self._casefolded:
            return  # nearly always, and quickly told
        for found in re.finditer(rf"((?:\S+\s+){{1,8}})\({re.escape(name)}\)", self.text, re.IGNORECASE):
            words = found[1].split()
            yield from (" ".join(words[i:]).lower() for i in range(len(words)))
