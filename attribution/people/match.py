"""Whether two names are one person's or one organisation's, and why.

They are when people judged so, or when the names fit and the articles have something in common: a role, words
that both said, or the other names around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from attribution.article import Article
from attribution.names.person_name import parse, plain
from attribution.names.variants import Spellings, relation
from attribution.people.judgements import Judgements
from attribution.people.stems import Stems
from attribution.result import SpeakerKind
from attribution.rule import RuleBook
from attribution.rulebook.explanations import Explanations
from attribution.wording.same_words import SameWords

SHARED_NAMES = 2
"""So many capitalised words, other than those of the name, make two articles talk of the same things."""
NEAR = 60
"""Code points on each side of a name in which a word such as *née* tells of another name beside it."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """What is known of one name: in one article, or in all where it was found to be the same person's."""

    name: str
    kind: SpeakerKind
    places: frozenset[tuple[str, str]]
    """Pairs of article id and the name as it stands there."""
    roles: frozenset[str]
    said: frozenset[int]
    """The words said, as hashes of short runs of them."""
    context: frozenset[str]
    """Capitalised words of the articles, other than the name."""
    dates: frozenset[str]
    because: tuple[str, ...] = ()

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(article for article, _ in self.places)

    @property
    def spellings(self) -> frozenset[str]:
        return frozenset(name for _, name in self.places)


@dataclass(frozen=True, slots=True)
class Archive:
    """The articles in which names are compared, the word lists of their language, and what people judged."""

    articles: Mapping[str, Article]
    same: SameWords
    spelled: Spellings
    stems: Stems
    explanations: Explanations
    judgements: Judgements

    @classmethod
    def of(cls, articles: Sequence[Article], book: RuleBook, judgements: Judgements) -> Archive:
        """The archive of these articles, all in one language."""
        language = articles[0].language if articles else "en"
        same, spelled = SameWords(book.lists.get(language, {})), Spellings(book, language)
        return cls(
            {a.id: a for a in articles},
            same,
            spelled,
            Stems(same, spelled.words),
            Explanations.of(book, language),
            judgements,
        )

    def text(self, article: str) -> str:
        """The text of an article; empty where there is none of that id."""
        return self.articles[article].text if article in self.articles else ""


@dataclass(frozen=True, slots=True)
class Match:
    """Two names are one: why, and whether people judged so."""

    because: str
    judged: bool = False


def match(a: KnownName, b: KnownName, archive: Archive) -> Match | None:
    """Whether the two names are one person's or one organisation's, or None. A judgement always wins."""
    judgement = archive.judgements.of(a.spellings, b.spellings)
    if judgement is not None:
        return Match(archive.explanations.say("judged-same"), True) if judgement == "same" else None
    if a.kind != b.kind:
        return None
    why = _same_organisation(a, b, archive) if a.kind == "organisation" else _same_person(a, b, archive)
    return None if why is None else Match(why)


def keys(name: KnownName, archive: Archive) -> set[str]:
    """Names that could be one have a key in common: a word by its sound, an acronym, a judgement."""
    found = {f"j:{partner}" for partner in archive.judgements.partners(name.spellings)}
    if archive.judgements.rows:
        found |= {f"j:{spelling.lower()}" for spelling in name.spellings}
    if name.kind == "person":
        words, lists = parts(name, archive), archive.spelled.words
        full = lists.full_given.get(plain(words[0]), frozenset()) if words else frozenset()
        return found | {f"p:{sound}" for word in (*words, *full) for sound in archive.spelled.sounds(word)}
    return found | {
        f"o:{_acronym(name.name, archive)}",
        f"w:{' '.join(sorted(archive.stems.stems(name.name)))}",
    }


def parts(name: KnownName, archive: Archive) -> tuple[str, ...]:
    """The words of a person's name, without titles."""
    parsed = parse(name.name, archive.spelled.words)
    return archive.spelled.parts(parsed) if parsed else ()


# ---------------------------------------------------------------- people
def _same_person(a: KnownName, b: KnownName, archive: Archive) -> str | None:
    """Why the two are one person; None when nothing says so."""
    x, y = parse(a.name, archive.spelled.words), parse(b.name, archive.spelled.words)
    if x is None or y is None:
        return None
    how, names = relation(x, y, archive.spelled)
    context = _in_common(a, b, archive)
    if how == "equal":
        if len(x.words) > 1:
            return None if context is None and a.roles and b.roles else names
        return names if context is not None or a.articles == b.articles else None
    if how in ("variant", "short"):
        enough = context is not None
    elif how == "sound":
        enough = _shared_role(a, b, archive) is not None or bool(a.said & b.said)
    else:
        return archive.explanations.say("renamed") if _renamed(a, b, archive) else None
    return archive.explanations.say("names-and-context", names=names, context=context) if enough else None


def _in_common(a: KnownName, b: KnownName, archive: Archive) -> str | None:
    """What the two have in common, in words; None when nothing."""
    role = _shared_role(a, b, archive)
    if role is not None:
        return archive.explanations.say("same-role", role=role)
    if a.said & b.said:
        return archive.explanations.say("same-words-said")
    names = (a.context & b.context) - {plain(word) for name in (a.name, b.name) for word in name.split()}
    if len(names) >= SHARED_NAMES:
        shown = ", ".join(sorted(name.title() for name in names)[:3])
        return archive.explanations.say("shared-names", names=shown)
    return None


def _shared_role(a: KnownName, b: KnownName, archive: Archive) -> str | None:
    """The first role of one that has a word in common with a role of the other."""
    theirs = {stem for role in b.roles for stem in archive.stems.stems(role)}
    return next((role for role in sorted(a.roles) if archive.stems.stems(role) & theirs), None)


def _renamed(a: KnownName, b: KnownName, archive: Archive) -> bool:
    """Whether an article says that the bearer of one name has or had the other.

    The two names share the given name, or one is a single word; and a word such as *née* stands beside the
    family names. Where the given name is shared and the word means nothing else ("her maiden name, Hale"),
    the other family name may stand anywhere in the article.
    """
    lists = archive.spelled.words
    x, y = ([plain(word) for word in parts(name, archive)] for name in (a, b))
    given = len(x) > 1 and len(y) > 1 and (x[0] == y[0] or lists.nickname(x[0], y[0]))
    if not x or not y or not (len(x) == 1 or len(y) == 1 or given):
        return False
    signs, certain = ({plain(w) for w in words} for words in (lists.maiden_words, lists.birth_name_words))
    for article in a.articles | b.articles:
        text = anyascii(archive.text(article)).lower()
        for one, other in ((x[-1], y[-1]), (y[-1], x[-1])):
            for words in _words_near(one, text):
                if (other in words and words & signs) or (given and words & certain and other in text):
                    return True
    return False


def _words_near(name: str, text: str) -> Iterator[set[str]]:
    """The words around each place of a name in a text."""
    for found in re.finditer(rf"\b{re.escape(name)}\b", text):
        yield set(re.findall(r"\w+", text[max(0, found.start() - NEAR) : found.end() + NEAR]))


# ---------------------------------------------------------------- organisations
def _same_organisation(a: KnownName, b: KnownName, archive: Archive) -> str | None:
    """Why the two are one organisation; None when nothing says so."""
    if archive.stems.stems(a.name) == archive.stems.stems(b.name):
        return archive.explanations.say("same-organisation")
    long, short = (a, b) if len(a.name) > len(b.name) else (b, a)
    letters = _acronym(long.name, archive)
    if len(letters) < 2 or plain(short.name) != letters:
        return None
    shown = re.compile(re.escape(long.name) + r"\s*\(" + re.escape(short.name) + r"\)", re.IGNORECASE)
    is_shown = any(shown.search(archive.text(article)) for article in a.articles | b.articles)
    if is_shown or _in_common(a, b, archive) is not None:
        return archive.explanations.say("initials")
    return None


def _acronym(name: str, archive: Archive) -> str:
    """The first letters of a name's words in lower case; a single word as it is."""
    words: list[str] = re.findall(r"\w+", anyascii(name))
    if len(words) == 1:
        return words[0].lower()
    skips = archive.spelled.words.acronym_skips
    return "".join(word[0].lower() for word in words if word.lower() not in skips)
