"""Where an article names people and organisations: what the tagger calls so, and what the other names of the
article explain.

Taggers miss names and mistake their type in single places, while an article names most people several times;
so a name counts as a person's when any place says so, when it begins with a given name, or when it stands
after a form of address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attribution.article import Span
from attribution.find.scene import Scene
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers import name_stretches, untagged_names
from attribution.speakers.coreference import Chains
from attribution.speakers.name_stretches import NameStretch
from attribution.speakers.named_person import NamedPerson, in_full, with_shared_family_names
from attribution.speakers.organisation_names import ShortForms, is_organisation_name

BEFORE_NAMES = ("ADV", "SCONJ", "CCONJ", "ADP", "AUX", "DET", "PROPN", "NOUN", "ADJ", "VERB")
"""Parts of speech of a word that opens a sentence right before a name and is no part of it."""

Keys = tuple[str, ...]
"""A name as words for comparison."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what an article names: places of people, and of organisations that the tagger may not know as
    such. They do not overlap."""

    people: list[NamedPerson]
    organisations: list[Span]


def find(scene: Scene, lexicon: Lexicon, chains: Chains) -> Names:
    """The places where people and organisations are named, in text order."""
    every = name_stretches.stretches(scene, lexicon)
    told = _told_to_be_people(every)
    bodies = _organisations_by_form(scene, every, lexicon) - {s.keys for s in every if s.of_person}
    things = {s.keys for s in every if s.thing}
    not_people = bodies | things
    people = {s.keys for s in every if s.keys in told or s.names_person(lexicon)} - not_people
    organisations = [
        s for s in every if s.keys in bodies or (s.type == "ORG" and len(s.keys) > 1 and s.keys not in people)
    ]
    rest = _as_elsewhere([s for s in every if s.keys not in not_people], lexicon)
    sure = {s for s in rest if s.keys in told or s.names_person(lexicon)}
    short_forms = ShortForms(scene, lexicon, chains, organisations, [s.name for s in sure])
    shortened = {s for s in rest if short_forms.takes(s.name, s.span)}
    sure -= shortened
    forms = {s.keys for s in sure}
    fitting = sure | {s for s in _fitting(rest, forms, lexicon) if s not in shortened}
    found = [_named(scene, s) for s in rest if s in fitting]
    taken = {i for n in found for i in range(n.start, n.end)}
    families = {keys[-1] for keys in forms if len(keys) > 1}
    alone = {keys[0] for keys in forms if len(keys) == 1} - {keys[0] for keys in forms if len(keys) > 1}
    found += [n for n in untagged_names.people(scene, families, alone, lexicon) if n.start not in taken]
    found = with_shared_family_names(scene, sorted(found, key=lambda n: n.start), lexicon)
    spans = (s.span for s in (*organisations, *shortened))
    return Names(
        [in_full(scene, n, lexicon) for n in found],
        sorted(span for span in spans if span.start not in taken),
    )


def _told_to_be_people(every: Sequence[NameStretch]) -> set[Keys]:
    """Names that the words around them, or their family name alone, tell to be those of people: "Tor
    Eikeland", and below "Eikeland said"."""
    called = {s.keys[-1] for s in every if s.type == "PERSON" and (len(s.name.words) == 1 or s.name.titles)}
    return {s.keys for s in every if s.of_person or (s.is_flat and s.keys[-1] in called)}


def _organisations_by_form(scene: Scene, every: Sequence[NameStretch], lexicon: Lexicon) -> set[Keys]:
    """Names that are those of organisations whatever the tagger says in one place."""
    by_last_word = {s.keys for s in every if is_organisation_name(s.name, s.type, lexicon)}
    return by_last_word | _employers(scene, every, lexicon)


def _employers(scene: Scene, every: Sequence[NameStretch], lexicon: Lexicon) -> set[Keys]:
    """Single names that own somebody who has a full name: "Norvane's Ana Ruiz". Whose husband or lawyer he
    is, an article says."""
    borne = {key for s in every if len(s.keys) > 1 for key in (s.keys[0], s.keys[-1])}
    owning = {f"{end} " for end in lexicon.possessive_ends}
    return {
        one.keys
        for one, other in pairwise(every)
        if scene.article.text[one.span.end : other.span.start] in owning
        and len(one.keys) == 1
        and not one.name.titles
        and one.keys[0] not in borne
        and one.keys[0] not in lexicon.given
        and len(other.keys) > 1
        and other.names_person(lexicon)
    }


def _as_elsewhere(stretches: Sequence[NameStretch], lexicon: Lexicon) -> list[NameStretch]:
    """The stretches as the names of the article elsewhere explain them."""
    known = {s.keys for s in stretches}
    inside = {s.keys for s in stretches if not s.opens_sentence}
    families = {s.keys[-1] for s in stretches if len(s.keys) > 1 and s.keys[0] in lexicon.given}
    called = {s.keys[0] for s in stretches if len(s.keys) > 1} & lexicon.given
    alone = known | {(family,) for family in families}
    result = []
    for stretch in stretches:
        only_opens = stretch.opens_sentence and stretch.keys not in inside
        names = alone if only_opens else known
        found = (
            _without_first(stretch, names, families, lexicon)
            or _given_alone(stretch, called, lexicon)
            or _from_given_on(stretch, lexicon)
        )
        result.append(found or _without_rest(stretch, names, families, lexicon) or stretch)
    return result


def _without_first(
    stretch: NameStretch, known: set[Keys], families: set[str], lexicon: Lexicon
) -> NameStretch | None:
    """A family name without the word before it, which has its capital from the heading or from the beginning
    of the sentence: "Calm Ruiz", "Still Clinton said"."""
    keys, first = stretch.keys, stretch.words[0]
    leading = stretch.opens_sentence and first.upos in BEFORE_NAMES
    if (
        (stretch.heading or leading)
        and len(keys) == 2
        and keys[0] not in families
        and keys[0] not in lexicon.given
        and keys[1] in families
        and keys[1:] in known
    ):
        name, last = PersonName(stretch.name.words[1:]), stretch.words[-1]
        return NameStretch((last,), stretch.type, name, last.text, stretch.heading)
    return None


def _from_given_on(stretch: NameStretch, lexicon: Lexicon) -> NameStretch | None:
    """A full name without the word before its given name, where that is none and stands in capitals ("LATEST
    Tom Lee") or belongs to what is before it ("attorney for the District of Columbia Tom Lee")."""
    keys, first = stretch.keys, stretch.words[0]
    if (
        len(keys) < 3
        or len(keys[0]) < 2
        or keys[0] in lexicon.given
        or keys[1] not in lexicon.given
        or stretch.name.titles
    ):
        return None
    if first.deprel != "nmod" and not (first.text.isupper() and len(first.text) > 1 and not stretch.heading):
        return None
    name = PersonName(stretch.name.words[1:], (), stretch.name.suffix)
    words = stretch.words[1:]
    text = stretch.text[words[0].start - first.start :]
    return NameStretch(words, stretch.type, name, text, stretch.heading, stretch.of_person)


def _given_alone(stretch: NameStretch, called: set[str], lexicon: Lexicon) -> NameStretch | None:
    """The given name of somebody whom the article names in full, without what stands before it: "Comedienne
    Sarah"."""
    keys = stretch.keys
    if len(keys) != 2 or keys[1] not in called or keys[0] in lexicon.given or len(keys[0]) < 2:
        return None
    name, last = PersonName(stretch.name.words[1:]), stretch.words[-1]
    return NameStretch((last,), stretch.type, name, last.text, stretch.heading)


def _without_rest(
    stretch: NameStretch, known: set[Keys], families: set[str], lexicon: Lexicon
) -> NameStretch | None:
    """The beginning of a stretch that is named elsewhere, as in a heading, where every word has a capital:
    "Hillary Clinton Reassures House Democrats"; or a family name before another: "Castell Hale", who does
    what to whom."""
    keys = stretch.keys
    two = len(keys) == 2 and keys[1] in families and keys[0] not in lexicon.given and keys[0] != keys[1]
    for length in range(len(keys) - 1, 0, -1):
        named = keys[:length] in known if length > 1 else (stretch.heading or two) and keys[0] in families
        if named:
            name = PersonName(stretch.name.words[:length], stretch.name.titles)
            end = stretch.span.start + stretch.text.index(name.words[-1]) + len(name.words[-1])
            kept = tuple(w for w in stretch.words if w.start < end)
            kind = "PERSON" if length == 1 else stretch.type
            return NameStretch(kept, kind, name, stretch.text, stretch.heading)
    return None


def _fitting(stretches: Sequence[NameStretch], forms: set[Keys], lexicon: Lexicon) -> Iterator[NameStretch]:
    """Names that are one of the forms, or the family name of one, alone or behind a given name."""
    families = {keys[-1] for keys in forms}
    for stretch in stretches:
        keys = stretch.keys
        family = keys[-1] in families and (len(keys) == 1 or keys[0] in lexicon.given)
        if keys in forms or family:
            yield stretch


def _named(scene: Scene, stretch: NameStretch) -> NamedPerson:
    """The place of a name; a word begins at its core."""
    start, end = stretch.span.start, stretch.span.end
    core = scene.article.text.find(stretch.name.words[0], start, end)
    core = max((w.start for w in stretch.words if w.start <= core), default=start)
    return NamedPerson(start, core, end, stretch.name)
