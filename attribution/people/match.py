"""Whether two names are one person's or one organisation's, and why.

They are when people judged so, or when the names fit and the articles have something in common: a role, words
that both said, or the other names around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii

from attribution.names.person_name import plain
from attribution.names.variants import relation
from attribution.people.known_name import KnownName, NameRules, parts

SHARED_NAMES = 2
"""So many capitalised words, other than those of the name, make two articles talk of the same things."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two names are one: why, and whether people judged so."""

    because: str
    judged: bool = False


def match(a: KnownName, b: KnownName, rules: NameRules) -> Match | None:
    """Whether the two names are one person's or one organisation's, or None. A judgement always wins."""
    judgement = rules.judgements.of(a.spellings, b.spellings) if rules.judgements.rows else None
    if judgement is not None:
        return Match(rules.explanations.say("judged-same"), True) if judgement == "same" else None
    if a.kind != b.kind:
        return None
    why = _same_organisation(a, b, rules) if a.kind == "organisation" else _same_person(a, b, rules)
    return None if why is None else Match(why)


# ---------------------------------------------------------------- people
def _same_person(a: KnownName, b: KnownName, rules: NameRules) -> str | None:
    """Why the two are one person; None when nothing says so."""
    x, y = rules.spelled.name(a.name), rules.spelled.name(b.name)
    if x is None or y is None:
        return None
    how, names = relation(x, y, rules.spelled)
    context = _in_common(a, b, rules)
    if how == "equal":
        if len(x.words) > 1:
            return None if context is None and a.roles and b.roles else names
        return names if context is not None or a.articles == b.articles else None
    if how in ("variant", "short"):
        enough = context is not None
    elif how in ("clipped", "sound"):
        enough = _shared_role(a, b, rules) is not None or bool(a.said & b.said)
    elif _renamed(a, b, rules):
        return rules.explanations.say("renamed")
    elif context is not None and _has_alias(a, b, rules):
        return rules.explanations.say("alias")
    else:
        return None
    return rules.explanations.say("names-and-context", names=names, context=context) if enough else None


def _in_common(a: KnownName, b: KnownName, rules: NameRules) -> str | None:
    """What the two have in common, in words; None when nothing."""
    role = _shared_role(a, b, rules)
    if role is not None:
        return rules.explanations.say("same-role", role=role)
    if a.said & b.said:
        return rules.explanations.say("same-words-said")
    names = (a.context & b.context) - {plain(word) for name in (a.name, b.name) for word in name.split()}
    if len(names) >= SHARED_NAMES:
        shown = ", ".join(sorted(name.title() for name in names)[:3])
        return rules.explanations.say("shared-names", names=shown)
    return None


def _shared_role(a: KnownName, b: KnownName, rules: NameRules) -> str | None:
    """The first role of one that has a word in common with a role of the other."""
    theirs = {stem for role in b.roles for stem in rules.stems.stems(role)}
    return next((role for role in sorted(a.roles) if rules.stems.stems(role) & theirs), None)


def _renamed(a: KnownName, b: KnownName, rules: NameRules) -> bool:
    """Whether an article says that the bearer of one name has or had the other.

    The two names share the given name, or one is a single word; and a word such as *née* stands beside the
    family names. Where the given name is shared and the word means nothing else ("her maiden name, Hale"),
    the other family name may stand anywhere in the article.
    """
    x, y = ([plain(word) for word in parts(name.name, rules)] for name in (a, b))
    given = len(x) > 1 and len(y) > 1 and (x[0] == y[0] or rules.spelled.words.nickname(x[0], y[0]))
    if not x or not y or not (len(x) == 1 or len(y) == 1 or given):
        return False
    if y[-1] in a.also or x[-1] in b.also:
        return True
    return given and (y[-1] in a.born or x[-1] in b.born)


def _has_alias(a: KnownName, b: KnownName, rules: NameRules) -> bool:
    """Whether an article gives one name as another of the bearer of the other: "Baptiste, who sings as the
    Mighty Pelican"; or tells of two names of one person beside both, and both said the same words."""
    x, y = ([plain(word) for word in parts(name.name, rules)] for name in (a, b))
    if not x or not y:
        return False
    if "".join(y) in a.aliases or "".join(x) in b.aliases:
        return True
    return bool(a.said & b.said) and (y[-1] in a.aliases or x[-1] in b.aliases)


# ---------------------------------------------------------------- organisations
def _same_organisation(a: KnownName, b: KnownName, rules: NameRules) -> str | None:
    """Why the two are one organisation; None when nothing says so."""
    if rules.stems.stems(a.name) == rules.stems.stems(b.name):
        return rules.explanations.say("same-organisation")
    long, short = (a, b) if len(a.name) > len(b.name) else (b, a)
    letters = acronym(long.name, rules)
    if len(letters) < 2 or plain(short.name) != letters:
        return None
    is_shown = plain(short.name) in long.also or " ".join(long.name.split()).lower() in short.also
    if is_shown or _in_common(a, b, rules) is not None:
        return rules.explanations.say("initials")
    return None


def acronym(name: str, rules: NameRules) -> str:
    """The first letters of a name's words in lower case; a single word as it is."""
    words: list[str] = re.findall(r"\w+", anyascii(name))
    if len(words) == 1:
        return words[0].lower()
    skips = rules.spelled.words.acronym_skips
    return "".join(word[0].lower() for word in words if word.lower() not in skips)
