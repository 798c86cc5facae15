"""Keys of names: two names that could be one person's or one organisation's meet under a key.

They are narrow on purpose: whoever meets none of a new name's is not looked at. Where one of two names must
have what the other need not have (an initial, an alias, fewer words), the key has two sides: one asks
(``?i:smith j``, of "J. Smith"), all others answer (``!i:smith j``), and those do not meet each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, combinations, product, starmap

from attribution.names.person_name import plain
from attribution.people.described import core
from attribution.people.judgements import plain_name
from attribution.people.known_name import NAMED, KnownName, NameRules, is_single, parts
from attribution.people.match import acronym

SIDES = {"?": "!", "!": "?"}
"""The sides of a key: who asks meets those who answer."""
LONG_SOUND = 3
"""Letters of a sound under which a single word may be a family name."""


def keys(name: KnownName, rules: NameRules) -> set[str]:
    """The keys under which a full name, or an organisation's, meets others of its kind."""
    found = {f"n:{name.slug}"} | _judged(name, rules)
    if name.kind != "person":
        return found | {
            f"o:{acronym(name.name, rules)}",
            f"w:{' '.join(sorted(rules.stems.stems(name.name)))}",
        }
    words = parts(name.name, rules)
    if len(words) < 2:
        return found
    spelled, sounds = [rules.spelled.spelled(w) for w in words], [rules.spelled.sounds(w) for w in words]
    given, family, whole = plain(words[0]), plain(words[-1]), "".join(map(plain, words))
    forms = {given} | rules.spelled.words.full_given.get(given, frozenset())
    heard = [{sound for sound in ways if len(sound) > 1} for ways in sounds]
    initial, short = f"{spelled[-1]} {given[:1]}", f"{spelled[0]} {family[:1]}"
    return (
        found
        | {f"r:{''.join(spelled[i:] + spelled[:i])}" for i in range(len(spelled))}
        | {f"g:{spelled[-1]} {form}" for form in forms}
        | {f"b:{other} {form}" for other in name.also | name.born | {family} for form in forms}
        | _together(name, rules)
        | _sides("2", [(spelled[0], spelled[-1])], combinations(spelled, 2))
        | _sides("s", product(heard[0], heard[-1]), chain(*starmap(product, combinations(heard, 2))))
        | _sides("i", [(initial,)] if len(given) == 1 else (), [(initial,)])
        | _sides("f", [(short,)] if len(family) == 1 else (), [(short,)])
        | _sides("a", [(other,) for other in (*name.aliases, whole)], [(whole,), (family,)])
    )


def sought(key: str) -> str:
    """The key of those whom a name with this key meets."""
    return SIDES[key[0]] + key[1:] if key[0] in SIDES else key


def _sides(kind: str, asks: Iterable[Sequence[str]], answers: Iterable[Sequence[str]]) -> set[str]:
    """Keys with two sides, each of words in any order."""
    both = (("?", asks), ("!", answers))
    return {f"{side}{kind}:{' '.join(sorted(words))}" for side, told in both for words in told}


def keys_of_single(name: KnownName, rules: NameRules) -> set[str]:
    """The keys under which a single word of a name meets full names, and other single words: its words, by
    their letters and by their sound. A full name has them too."""
    words = parts(name.name, rules) if name.kind == "person" else ()
    if not words:
        return _judged(name, rules)
    shorts = rules.spelled.words.short_given.get(plain(words[0]), frozenset()) if len(words) > 1 else ()
    named = (*(words if len(words) > 2 else (words[0], words[-1])), *shorts)
    sounds = {s for s in rules.spelled.sounds(words[-1]) if len(s) >= LONG_SOUND}
    letters = {rules.spelled.spelled(w) for w in (*named, *name.also, *name.aliases)}
    return _judged(name, rules) | {f"k:{w}" for w in letters} | {f"l:{s}" for s in sounds}


def keys_of_role(name: KnownName, rules: NameRules) -> set[str]:
    """The keys of a description ("the harbour master"): the stems of its words. Of a name: those of the nouns
    of its roles, of which a description that is meant has one at least."""
    stems = rules.stems.stems
    if name.kind not in NAMED:
        return {f"d:{stem}" for stem in stems(name.name)}
    return {
        f"d:{stem}"
        for role in name.roles
        for stem in stems((core(role, rules).split() or [role])[-1]) or stems(role)
    }


def meeting_keys(name: KnownName, rules: NameRules) -> set[str]:
    """The keys under which a name meets others of its kind, whether it is full or single."""
    if is_single(name, rules):
        return {f"n:{name.slug}"} | {f"1{key}" for key in keys_of_single(name, rules)}
    return keys(name, rules)


def _together(name: KnownName, rules: NameRules) -> set[str]:
    """The key of what a full name sounds like with its parts written together."""
    parsed = rules.spelled.name(name.name)
    return {f"t:{sound}" for sound in rules.spelled.sounds_together(parsed)} if parsed else set()


def _judged(name: KnownName, rules: NameRules) -> set[str]:
    partners = rules.judgements.partners(name.spellings)
    return {f"j:{key}" for key in (*partners, *map(plain_name, name.spellings))}
