"""People and organisations across articles: the names that belong together, each merge with its reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from anyascii import anyascii

from attribution.article import Article
from attribution.names.person_name import plain
from attribution.people.described import holder
from attribution.people.judgements import Judgements
from attribution.people.match import Archive, KnownName, keys, match, parts
from attribution.result import Attribution, Person, Speaker
from attribution.rule import RuleBook
from attribution.wording.folded import Folded
from attribution.wording.normalise import fold

NAMED = ("person", "organisation")
DESCRIBED = ("anonymous", "unknown", "group")
SHARED_WORDS = 5
"""So many folded words in a row that two articles give to two names are words both said."""
CAPITALISED = re.compile(r"(?<=[^.!?\s“”\"‘’(\n] )[A-Z][^\W\d_]{2,}")


def link(
    attributions: Sequence[Attribution],
    articles: Sequence[Article],
    book: RuleBook,
    judgements: Judgements | None = None,
) -> tuple[tuple[Person, ...], tuple[Attribution, ...]]:
    """The people and organisations behind the speakers, and the attributions with ``Speaker.person`` set.

    A speaker who is only described ("the harbour master") gets the id of the one person who is so described
    in another article about the same things, if there is exactly one. Judgements always win.
    """
    archive = Archive.of(articles, book, judgements or Judgements())
    names = _gathered(attributions, archive)
    people = _merged_by_key(_merged_by_spelling([n for n in names if n.kind in NAMED], archive), archive)
    ids = _ids(people)
    person_of = {place: ids[i] for i, person in enumerate(people) for place in person.places}
    because = {i: list(person.because) for i, person in enumerate(people)}
    for described in (n for n in names if n.kind in DESCRIBED):
        i = holder(described, people, archive)
        if i is not None:
            person_of.update(dict.fromkeys(described.places, ids[i]))
            because[i].append(archive.explanations.say("described", description=described.name))
    linked = tuple(_linked(a, person_of) for a in attributions)
    counts = Counter(s.person for a in linked for s in (a.speaker, *a.joint) if s.person)
    found = [_person(ids[i], p, because[i], counts[ids[i]]) for i, p in enumerate(people)]
    return tuple(sorted(found, key=lambda p: p.id)), linked


def _linked(attribution: Attribution, person_of: Mapping[tuple[str, str], str]) -> Attribution:
    """The attribution with the id of the person of each of its speakers."""

    def known(speaker: Speaker) -> Speaker:
        if not speaker.name:
            return speaker
        return replace(speaker, person=person_of.get((attribution.article, speaker.name)))

    return replace(
        attribution, speaker=known(attribution.speaker), joint=tuple(known(s) for s in attribution.joint)
    )


def _person(id: str, known: KnownName, because: Sequence[str], attributions: int) -> Person:
    return Person(
        id=id,
        name=known.name,
        kind=known.kind,
        spellings=tuple(sorted(known.spellings)),
        roles=tuple(sorted(known.roles)),
        articles=len(known.articles),
        attributions=attributions,
        because=tuple(dict.fromkeys(filter(None, because))),
    )


def _ids(people: Sequence[KnownName]) -> list[str]:
    """A readable id for each: the name in plain letters, numbered where two have one name."""
    ids = [""] * len(people)
    used: Counter[str] = Counter()
    for i in sorted(range(len(people)), key=lambda i: (people[i].name, min(people[i].places))):
        slug = re.sub(r"[^a-z0-9]+", "-", anyascii(people[i].name).lower()).strip("-") or "nameless"
        used[slug] += 1
        ids[i] = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
    return ids


# ---------------------------------------------------------------- what each article says
def _gathered(attributions: Sequence[Attribution], archive: Archive) -> list[KnownName]:
    """What each article says of each of its speakers, in the order in which they speak."""
    said: dict[tuple[str, str], list[tuple[Speaker, Attribution]]] = defaultdict(list)
    for attribution in attributions:
        for speaker in (attribution.speaker, *attribution.joint):
            if speaker.name:
                said[attribution.article, speaker.name].append((speaker, attribution))
    speaking = {article for article, _ in said} & archive.articles.keys()
    folded = {article: fold(archive.text(article), archive.same) for article in speaking}
    capitals = {article: _capitalised(archive.text(article), archive) for article in speaking}
    found = []
    for (article, name), spoken in said.items():
        published = archive.articles[article].published if article in speaking else None
        found.append(
            KnownName(
                name,
                spoken[0][0].kind,
                frozenset({(article, name)}),
                roles=frozenset(s.role for s, _ in spoken if s.role),
                said=frozenset(
                    run for _, a in spoken if article in speaking for run in _runs(a, folded[article])
                ),
                context=capitals.get(article, frozenset()) - {plain(word) for word in name.split()},
                dates=frozenset({published} if published else ()),
            )
        )
    return found


def _capitalised(text: str, archive: Archive) -> frozenset[str]:
    """The words written with a capital inside a sentence, without names of days and months."""
    return frozenset(plain(word) for word in CAPITALISED.findall(text)) - archive.same.dates.keys()


def _runs(attribution: Attribution, folded: Folded) -> set[int]:
    """The words said, as hashes of each SHARED_WORDS in a row."""
    words = [w for span in attribution.content for w in folded.between(span.start, span.end)]
    return {hash(tuple(words[i : i + SHARED_WORDS])) for i in range(len(words) - SHARED_WORDS + 1)}


# ---------------------------------------------------------------- merging
def _merged_by_spelling(names: Sequence[KnownName], archive: Archive) -> list[KnownName]:
    """The names with those put together that are spelled alike and match, the fullest first."""
    merged: list[KnownName] = []
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for name in sorted(names, key=lambda n: (-len(n.name.split()), sorted(n.places))):
        key = (name.kind, anyascii(name.name).lower())
        for i in alike[key]:
            if found := match(merged[i], name, archive):
                merged[i] = _together(merged[i], name, f"{found.because}: {name.name}")
                break
        else:
            alike[key].append(len(merged))
            merged.append(name)
    return merged


def _merged_by_key(names: Sequence[KnownName], archive: Archive) -> list[KnownName]:
    """The names with those put together that have a key in common and match.

    A single word that matches several names is left by itself, unless people judged.
    """
    merged = list(names)
    home = list(range(len(names)))
    """For each name the place of the one that it was merged into, or its own."""
    with_key: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        own = keys(name, archive)
        candidates = sorted({home[j] for key in own for j in with_key[key]})
        matches = [(j, found) for j in candidates if (found := match(merged[j], name, archive))]
        if matches and (len(matches) == 1 or matches[0][1].judged or len(parts(name, archive)) > 1):
            j, found = next((m for m in matches if m[1].judged), matches[0])
            why = archive.explanations.say("merged", one=merged[j].name, other=name.name, why=found.because)
            merged[j] = _together(merged[j], name, why)
            home[i] = j
        for key in own:
            with_key[key].append(i)
    return [name for i, name in enumerate(merged) if home[i] == i]


def _together(a: KnownName, b: KnownName, because: str) -> KnownName:
    """What is known of both as of one, under the fuller name."""
    return KnownName(
        b.name if len(b.name.split()) > len(a.name.split()) else a.name,
        a.kind,
        a.places | b.places,
        a.roles | b.roles,
        a.said | b.said,
        a.context | b.context,
        a.dates | b.dates,
        (*a.because, because, *b.because),
    )
