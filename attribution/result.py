"""What the program finds: attributions with their speakers, alignments, flags and people.

The JSON forms are the output contract; these are the same facts inside the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from attribution.article import Span
from attribution.rule import Act as Act
from attribution.rule import Severity as Severity

Kind = Literal["direct", "mixed", "indirect", "turn"]
"""``turn``: what a record has somebody say, marks or no marks; verbatim like ``direct``."""
VERBATIM: frozenset[Kind] = frozenset({"direct", "turn"})
SpeakerKind = Literal["person", "organisation", "group", "anonymous", "document", "unknown"]
Against = Literal["record", "paper"]
Decision = Literal["fine", "fault", "unsure"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "info")

BY_A_PERSON = "person"
"""Stands in place of the rule where a person decided."""


def short_id(digest: str) -> str:
    """Twelve hexadecimal digits of a digest that no spreadsheet takes for a number, to write it otherwise:
    digits alone, or with one e among them, have a letter for their first digit."""
    id = digest[:12]
    return "abcdef"[int(id[0]) % 6] + id[1:] if re.fullmatch(r"\d+e?\d*", id) else id


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the fullest name in the article without title or office, and what the article says they
    are.

    ``person`` is the id across articles, given by people linking. ``name`` is None when nobody is named.
    """

    name: str | None
    kind: SpeakerKind = "unknown"
    role: str | None = None
    person: str | None = None


NOBODY = Speaker(None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker that was considered, with how often such evidence was right on gold data (0 to 1)."""

    name: str
    support: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content, cue and source of one stretch of reported speech, its speaker, and why. ``id`` is stable: same
    article id, same spans, same id. ``steps`` are the ways from the source words to the speaker, in words."""

    id: str
    article: str
    kind: Kind
    act: Act
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Speaker
    rule: str
    because: str
    joint: tuple[Speaker, ...] = ()
    within: str | None = None
    negated: bool = False
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()
    trial: bool = False
    """Found by a rule whose status is ``test``."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One typed difference between two wordings: what stands on side a and on side b ("" for nothing)."""

    type: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same words in several places: ids of the attributions, whether the speakers agree, and the
    differences."""

    attributions: tuple[str, ...]
    speakers: Literal["same", "different", "unknown"]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One place of a flag."""

    article: str
    publisher: str | None
    published: str | None
    attribution: str
    spans: tuple[Span, ...]
    text: str
    sentence: str
    speaker: str | None
    record: bool = False
    """Whether it is a record of what was said."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about a flag."""

    verdict: Decision
    note: str = ""
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should look at. A question, never a verdict."""

    id: str
    kind: str
    severity: Severity
    a: Side
    b: Side | None
    rule: str
    because: str
    others: tuple[Side, ...] = ()
    differences: tuple[Difference, ...] = ()
    verdict: Verdict | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """All its places: the two that are compared (one, where there is one), then the others."""
        return (self.a, *((self.b,) if self.b else ()), *self.others)

    @property
    def against(self) -> Against | None:
        """Whether a paper is held against a record or papers against each other; None within one article."""
        if self.b is None or self.a.article == self.b.article:
            return None
        return "record" if self.a.record or self.b.record else "paper"


@dataclass(frozen=True, slots=True)
class Passed:
    """Two places that were compared and do not agree, and why no flag was raised: the rule that would have
    raised it and the condition that passed it. ``id`` is made of the words of both sides, like that of a
    flag."""

    id: str
    kind: str
    severity: Severity
    a: Side
    b: Side
    rule: str
    condition: str
    because: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation across articles: every spelling and role, and why they were merged."""

    id: str
    name: str
    kind: SpeakerKind
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    articles: int
    attributions: int
    because: tuple[str, ...] = ()
