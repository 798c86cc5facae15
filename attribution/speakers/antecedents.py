"""Who "he", "the senator" or nobody at all stands for: candidates, each with the evidence that speaks for it.

Evidence is a set of words ("chain", "previous-speaker", …); how much each is worth was counted on gold data (``support``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.article import Span
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token
from attribution.names.lexicon import Gender
from attribution.speakers.entities import Cast
from attribution.speakers.ranking import Support
from attribution.speakers.referent import Mention, Referent

REACH = 6
"""Paragraphs before the source within which somebody can be meant."""
BORNE = 3
"""Paragraphs before the source within which whoever bears a role keeps others from it."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody who spoke: where, and who it was."""

    at: int
    referent: Referent
    quoted: bool = False
    """Inside somebody else's quotation."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A candidate with its evidence and how often such evidence was right."""

    referent: Referent
    evidence: frozenset[str]
    support: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the source words ask for. ``form`` is pronoun, role or none; ``heads`` the role nouns that match."""

    form: str
    at: int
    token: Token | None = None
    kinds: frozenset[str] = frozenset({"person"})
    gender: Gender | None = None
    plural: bool | None = None
    heads: frozenset[str] = frozenset()
    rank: frozenset[str] = frozenset()
    """Words of a description that make another office of one ("the deputy minister"): whoever is meant is so
    called."""
    past: bool = False
    """Whether it is an office that somebody has no more ("the former minister")."""
    office: bool = False
    """Whether the noun is an office that stands before names ("the minister")."""
    said: tuple[Span, ...] = ()
    """The words that were said: people speak of others by name, of themselves as "I"."""
    owned: bool = False
    """A description with a possessive: "his physician"."""
    unintroduced: bool = False
    """Whether somebody may be meant of whom the article tells as if known ("the manager came out"), where
    nobody else can be."""
    other_than: Referent | None = None
    """Whoever cannot be meant: the "he" of "his physician"."""

    def agrees(self, referent: Referent) -> bool:
        if not referent.introduced and not self.unintroduced or referent is self.other_than:
            return False
        if referent.kind not in self.kinds:
            return False
        if self.gender and referent.gender not in (self.gender, None):
            return False
        if self.plural is not None and referent.kind != "organisation" and referent.plural is not self.plural:
            return False
        if (
            self.form == "role-organisation"
            and not (referent.heads & self.heads)
            and (referent.place or not any(m.named for m in referent.mentions))
        ):
            return False
        if self.rank and referent.heads and not self.rank <= referent.heads:
            return False
        if self.form in ("role-document", "role-group") and not referent.heads & self.heads:
            return False
        if self.form == "plural" and (referent.place or referent.kind == "anonymous" and referent.person):
            return False
        return True


def antecedents(
    scene: Scene, cast: Cast, support: Support, wanted: Wanted, spoken: Sequence[Spoke]
) -> list[Antecedent]:
    """Everybody who agrees with what is wanted, best first."""
    evidence = gather(scene, cast, wanted, spoken)
    found = [Antecedent(r, frozenset(e), support.of(wanted.form, e)) for r, e in evidence.items()]
    order = {id(r): i for i, r in enumerate(cast.referents)}
    return sorted(found, key=lambda a: (-a.support, order[id(a.referent)]))


def gather(scene: Scene, cast: Cast, wanted: Wanted, spoken: Sequence[Spoke]) -> dict[Referent, set[str]]:
    """The evidence for each candidate."""
    found: dict[Referent, set[str]] = {}

    def add(referent: Referent | None, what: str) -> None:
        if referent is not None and wanted.agrees(referent):
            found.setdefault(referent, set()).add(what)

    here = scene.paragraph(wanted.at)
    inside = scene.quotation_at(wanted.at)
    sentence = wanted.token.sentence if wanted.token else None
    start = scene.document.sentences[sentence].start if sentence is not None else wanted.at

    # Mentions before, nearest first; those in other people's quotations count only where the source stands in
    # it too.
    before = sorted(
        (
            (m, r)
            for r in cast.referents
            if wanted.agrees(r)
            for m in r.mentions
            if m.start < wanted.at
            and (not m.quoted or scene.quotation_at(m.start) is inside)
            and m.head != wanted.token
            and here - scene.paragraph(m.start) <= REACH
        ),
        key=lambda pair: -pair[0].start,
    )
    if wanted.heads:
        bearers = {r for r in cast.referents if r.heads & (wanted.rank or wanted.heads)}
        lower = {
            r
            for r in cast.referents
            if r.heads & (cast.words.lower_ranks if wanted.past else cast.words.other_ranks)
            and r.person is not None
        }
        if not wanted.rank and any(
            m.start < wanted.at and m.head != wanted.token for r in bearers - lower for m in r.mentions
        ):
            bearers -= lower  # "the minister" is not the deputy minister where a minister is
            before = [(m, r) for m, r in before if r not in lower]
        for referent in cast.referents:
            if referent in bearers and any(
                m.start < wanted.at and m.head != wanted.token for m in referent.mentions
            ):
                add(referent, "role")
        for mention, referent in before:
            if referent in bearers:
                add(referent, "nearest-role")
                break
        if not found and wanted.form == "role":
            later = [r for r in bearers if r.person is not None and wanted.agrees(r)]
            if len(later) == 1:
                add(later[0], "role")  # "the coach", and below "Anna Berg, the coach"
    borne = any(
        "role" in e
        and r.person is not None
        and any(m.start < wanted.at and here - scene.paragraph(m.start) <= BORNE for m in r.mentions)
        for r, e in found.items()
    )
    for mention, referent in before:
        add(referent, "near")
    if before:
        add(before[0][1], "nearest")
        last = next((m.head.sentence for m, _ in before if m.start < start), None)
        near = wanted.form == "pronoun"  # a role may be that of a subject farther back
        add(
            next(
                (
                    r
                    for m, r in before
                    if m.subject and m.start < start and (not near or m.head.sentence == last)
                ),
                None,
            ),
            "previous-subject",
        )
        add(next((r for m, r in before if m.subject and m.start >= start), None), "own-subject")
        add(
            next((r for m, r in reversed(before) if m.subject and scene.paragraph(m.start) == here), None),
            "paragraph-subject",
        )
    new = _just_introduced(scene, before, sentence) if sentence is not None and not wanted.heads else None
    if wanted.token is not None:
        members = cast.chains.of(wanted.token)
        named = [(at, cast.at(token)) for at, token in members if token != wanted.token]
        named = [
            (at, r)
            for at, r in named
            if r is not None
            and wanted.agrees(r)
            and not _within(at, wanted.said)
            and _same_voice(scene, r, inside)
        ]
        earlier = [r for at, r in named if at < wanted.at]
        add(earlier[-1] if earlier else named[0][1] if named else None, "chain" if earlier else "chain-later")
        for _, referent in named:
            add(referent, "in-chain")
    last = next((s for s in reversed(spoken) if s.at < wanted.at and s.quoted == (inside is not None)), None)
    if last is not None:
        away = here - scene.paragraph(last.at)
        if away == 0:
            add(last.referent, "previous-speaker")
        elif away <= 2:
            add(last.referent, "speaker-above" if away == 1 else "speaker-further-above")
    if sentence is not None and not wanted.heads:
        end = scene.document.sentences[sentence].end
        for referent in cast.referents:
            if any(wanted.at < m.start < end and m.subject and not m.quoted for m in referent.mentions):
                add(referent, "named-after")
    totals = {r: sum(1 for m in r.mentions) for r in cast.referents if wanted.agrees(r)}
    if totals:
        most = max(totals.values())
        for referent, total in totals.items():
            if total == most and referent in found:
                add(referent, "most-mentioned")
    present = {id(r) for m, r in before if not m.quoted and scene.paragraph(m.start) == here}
    for referent in found:
        if id(referent) in present:
            found[referent].add("in-paragraph")
        elif present:
            found[referent].add("others-in-paragraph")
    for referent in found:
        if any(m.named and m.quoted and _within(m.start, wanted.said) for m in referent.mentions):
            found[referent].add("named-in-words")
    if wanted.gender:
        for referent in found:
            if referent.gender == wanted.gender:
                found[referent].add("gender")
    for referent in found:
        if new is not None:
            found[referent].add("just-introduced" if referent is new else "other-introduced")
        if referent.person is not None:
            found[referent].add("named")
        if any(s.referent is referent and s.at < wanted.at for s in spoken):
            found[referent].add("has-spoken")
        if referent.place:
            found[referent].add("place")
    if wanted.owned:  # "his wife" is nobody who is not called so
        found = {r: e for r, e in found.items() if e & {"role", "chain", "in-chain"}}
    if wanted.heads and not wanted.heads & cast.words.anybody:  # "the keeper" is not the coach
        found = {
            r: e
            for r, e in found.items()
            if "role" in e or r.person is not None or not r.heads & cast.words.before_names
        }
    if wanted.heads:  # who is named only below must be called so there
        found = {
            r: e
            for r, e in found.items()
            if "role" in e or r.person is None or any(m.named and m.start < wanted.at for m in r.mentions)
        }
    if borne:  # "the minister" is no mayor where a minister is at hand
        found = {
            r: e
            for r, e in found.items()
            if "role" in e or not r.heads and e & {"chain", "in-chain", "previous-speaker"}
        }
    if wanted.office:  # nor is "the minister" a commissioner
        found = {
            r: e
            for r, e in found.items()
            if "role" in e or r.person is None or not r.heads & cast.words.all_titles
        }
    if wanted.form == "plural":  # an organisation is "they" only where something says so
        found = {
            r: e
            for r, e in found.items()
            if r.kind != "organisation" or e - {"near", "nearest", "most-mentioned", "named-after"}
        }
    return found


def _just_introduced(
    scene: Scene, before: Sequence[tuple[Mention, Referent]], sentence: int
) -> Referent | None:
    """The one person in the sentence before whom the article has not named until there."""
    start = scene.document.sentences[sentence].start
    last = [(m, r) for m, r in before if m.head.sentence == sentence - 1 and m.start < start]
    new = [r for m, r in last if m.named and r.person is not None and r.mentions[0].start == m.start]
    return new[0] if new and len({r for _, r in last}) == 1 else None


def _same_voice(scene: Scene, referent: Referent, inside: Quotation | None) -> bool:
    """Whether somebody is mentioned in the words around the source: "a man" of whom only a quotation tells is
    not "he" outside it."""
    return referent.person is not None or any(
        not m.quoted or scene.quotation_at(m.start) is inside for m in referent.mentions
    )


def _within(at: int, spans: tuple[Span, ...]) -> bool:
    return any(s.start <= at < s.end for s in spans)
