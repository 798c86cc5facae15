"""Who is quoted: a row for each speaker over all articles, with how often, where, and a colour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attribution.report import Report
from attribution.result import Attribution, Person, Speaker

COLOURS = 8
"""Colours of the page for named speakers; 0 is that of the unnamed."""
UNNAMED = ("anonymous", "group")
"""Kinds of speakers whose name is a description."""


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """A speaker across articles. ``name`` is None where nobody is named; ``colour`` is 1 to COLOURS, 0 for
    the unnamed."""

    key: str
    name: str | None
    kind: str
    roles: tuple[str, ...]
    spellings: tuple[str, ...]
    """Other forms of the name."""
    outlets: tuple[str, ...]
    direct: int
    mixed: int
    indirect: int
    colour: int
    first: str
    """The id of the first attribution to them."""
    index: int = 0
    """Its place among all voices."""

    @property
    def total(self) -> int:
        return self.direct + self.mixed + self.indirect

    @property
    def named(self) -> bool:
        return self.colour > 0


def key(speaker: Speaker, article: str) -> str:
    """Equal for speakers who are one row: the person's id, else the name; who is only described is somebody
    new in each article."""
    if speaker.person:
        return speaker.person
    if speaker.name is None:
        return ""
    return f"{article}\n{speaker.name}" if speaker.kind in UNNAMED else speaker.name


def voices(report: Report) -> tuple[QuotedSpeaker, ...]:
    """All speakers, the most quoted first; the unnamed after the named, nobody last."""
    said: dict[str, list[tuple[Attribution, Speaker]]] = defaultdict(list)
    for a in report.attributions:
        if not a.trial:
            for speaker in (a.speaker, *a.joint):
                said[key(speaker, a.article)].append((a, speaker))
    people = {p.id: p for p in report.people}
    outlets = {a.id: a.publisher or a.id for a in report.articles}
    rows = [_row(which, pairs, people.get(which), outlets) for which, pairs in said.items()]
    rows.sort(key=lambda v: (v.key == "", not v.named, -v.total, v.name or "", v.key))
    return _coloured(rows, {which: {a.article for a, _ in pairs} for which, pairs in said.items()})


def _row(
    which: str,
    said: Sequence[tuple[Attribution, Speaker]],
    person: Person | None,
    outlets: Mapping[str, str],
) -> QuotedSpeaker:
    """A speaker's row, without its colour yet: 1 stands for any."""
    if person is None:
        first = said[0][1]
        name, kind = first.name, first.kind
        roles = tuple(speaker.role for _, speaker in said if speaker.role)
        spellings = tuple(dict.fromkeys(speaker.name for _, speaker in said if speaker.name))
    else:
        name, kind, roles, spellings = person.name, person.kind, person.roles, person.spellings
    kinds = Counter(a.kind for a, _ in said)
    return QuotedSpeaker(
        key=which,
        name=name,
        kind=kind,
        roles=tuple({role.casefold(): role for role in roles}.values()),
        spellings=tuple(spelling for spelling in spellings if spelling != name),
        outlets=tuple(dict.fromkeys(outlets[a.article] for a, _ in said)),
        direct=kinds["direct"] + kinds["turn"],
        mixed=kinds["mixed"],
        indirect=kinds["indirect"],
        colour=int(which != "" and kind not in UNNAMED),
        first=said[0][0].id,
    )


def _coloured(rows: Sequence[QuotedSpeaker], articles: dict[str, set[str]]) -> tuple[QuotedSpeaker, ...]:
    """Each named voice gets the colour that fewest others in its articles have."""
    here: dict[str, Counter[int]] = defaultdict(Counter)
    everywhere: Counter[int] = Counter()
    done = []
    for index, v in enumerate(rows):
        colour = 0
        if v.named:
            clashes = Counter[int]()
            for article in articles[v.key]:
                clashes.update(here[article])
            colour = min(range(1, COLOURS + 1), key=lambda c: (clashes[c], everywhere[c], c))
            everywhere[colour] += 1
            for article in articles[v.key]:
                here[article][colour] += 1
        done.append(replace(v, colour=colour, index=index))
    return tuple(done)
