"""Flag rules over pairs of passages and single attributions, and flags out of them: one for each fault."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from attribution.article import Span
from attribution.flags.context import Evidence
from attribution.result import SEVERITIES, Attribution, Candidate, Difference, Flag, Side
from attribution.rule import Rule, RuleBook
from attribution.rulebook.conditions import KINDS
from attribution.rulebook.thresholds import threshold
from attribution.wording.passage import Passage, whole_of

Facts = Mapping[str, frozenset[str]]
Agreeing = Mapping[str, Sequence[tuple[Span, Passage]]]
"""Attribution id -> words of it and a passage elsewhere that has them from the same speaker."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two passages with the stretch they share and the facts that rules ask for. ``departs`` tells which side
    is the one that departs from the other, where that can be told from the words themselves."""

    a: Passage
    b: Passage
    a_words: Span
    b_words: Span
    facts: Facts
    differences: tuple[Difference, ...] = ()
    departs: str | None = None


@dataclass(slots=True)
class _Group:
    hits: list[tuple[Rule, Pair]] = field(default_factory=list)


def holds(rule: Rule, facts: Facts) -> bool:
    """Whether all conditions of ``when`` hold and none of ``unless`` does."""
    return all(
        facts.get(key, frozenset()) & _values(wanted) for key, wanted in rule.when.items()
    ) and not any(facts.get(key, frozenset()) & _values(wanted) for key, wanted in rule.unless_when.items())


def _values(wanted: object) -> frozenset[str]:
    values = wanted if isinstance(wanted, list | tuple | set | frozenset) else [wanted]
    return frozenset(str(v).lower() for v in values)


def raise_flags(
    pairs: Sequence[Pair],
    singles: Sequence[tuple[Passage, Facts]],
    book: RuleBook,
    evidence: Evidence,
    agreeing: Agreeing,
) -> list[Flag]:
    """The flags of all pairs and single passages, gravest first on the same words, in order of article and
    offset.

    ``agreeing`` gives, for an attribution, which of its words the same speaker has elsewhere, and in which
    passage.
    """
    rules = [r for r in book.of("flag") if r.status == "stable"]
    over = {kind: [r for r in rules if r.over == kind] for kind in ("pair", "attribution")}
    hits = []
    for pair in pairs:
        rule = next((r for r in over["pair"] if holds(r, pair.facts)), None)
        if rule is not None:
            hits.append((rule, pair))
    groups = _settled(_grouped(hits))
    flags = [_flag(group, evidence, agreeing) for group in groups]
    covered = {
        a
        for f in flags
        if f.severity in ("high", "medium")
        for a in (f.a.attribution, f.b.attribution if f.b else "")
    }
    for passage, facts in singles:
        rule = next((r for r in over["attribution"] if holds(r, facts)), None)
        if rule is not None and passage.attribution.id not in covered:
            if passage.attribution.id:
                covered.add(passage.attribution.id)  # one flag for all parts of a quotation
            side = _side(passage, evidence)
            flags.append(
                Flag(
                    _id(rule.kind or rule.id, [side], evidence),
                    rule.kind or rule.id,
                    rule.severity,
                    side,
                    None,
                    rule.name,
                    _message(
                        rule,
                        {"a": side},
                        candidates=_listed_names(
                            passage.attribution, threshold(book, rule.language, "rival-support")
                        ),
                    ),
                )
            )
    unique = {f.id: f for f in flags}
    return sorted(unique.values(), key=lambda f: (f.a.article, f.a.spans[0].start, KINDS.index(f.kind), f.id))


# ---------------------------------------------------------------- groups
def _grouped(hits: Sequence[tuple[Rule, Pair]]) -> list[list[tuple[Rule, Pair]]]:
    """Hits of one kind that have words of a passage in common are one fault."""
    parent = list(range(len(hits)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    places: dict[tuple[str | None, str], list[tuple[Span, int]]] = defaultdict(list)
    for i, (rule, pair) in enumerate(hits):
        for passage, words in ((pair.a, pair.a_words), (pair.b, pair.b_words)):
            for span, j in places[rule.kind, passage.article]:
                if span.overlaps(words):
                    parent[root(i)] = root(j)
            places[rule.kind, passage.article].append((words, i))
    groups: dict[int, list[tuple[Rule, Pair]]] = defaultdict(list)
    for i, hit in enumerate(hits):
        groups[root(i)].append(hit)
    return list(groups.values())


def _rank(group: Sequence[tuple[Rule, Pair]]) -> tuple[int, int]:
    return min((SEVERITIES.index(rule.severity), KINDS.index(rule.kind)) for rule, _ in group)


def _settled(groups: list[list[tuple[Rule, Pair]]]) -> list[list[tuple[Rule, Pair]]]:
    """The groups without those whose words a graver one already covers on both sides."""
    kept: list[list[tuple[Rule, Pair]]] = []
    taken: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for group in sorted(groups, key=_rank):
        rest = [
            (r, p)
            for r, p in group
            if not (_touches(taken, p.a.article, p.a_words) & _touches(taken, p.b.article, p.b_words))
        ]
        if not rest:
            continue
        kept.append(rest)
        for _, pair in group:
            taken[pair.a.article].append((pair.a_words, len(kept)))
            taken[pair.b.article].append((pair.b_words, len(kept)))
    return kept


def _touches(taken: Mapping[str, list[tuple[Span, int]]], article: str, words: Span) -> set[int]:
    return {n for span, n in taken.get(article, ()) if span.overlaps(words)}


# ---------------------------------------------------------------- one flag
def _flag(group: Sequence[tuple[Rule, Pair]], evidence: Evidence, agreeing: Agreeing) -> Flag:
    best = min(SEVERITIES.index(rule.severity) for rule, _ in group)
    gravest = [(rule, pair) for rule, pair in group if SEVERITIES.index(rule.severity) == best]
    when = lambda p: (evidence.readings[p.article].article.published or "", p.article, p.span)  # noqa: E731
    degree = Counter(id(p) for _, pair in gravest for p in (pair.a, pair.b))
    words: dict[int, list[Span]] = defaultdict(list)
    for _, pair in group:
        words[id(pair.a)].append(pair.a_words)
        words[id(pair.b)].append(pair.b_words)
    agree = {id(p): _agree(p, words[id(p)], agreeing) for _, pair in group for p in (pair.a, pair.b)}
    support = {
        id(p): 1 + len({q.article for q in agree[id(p)]} - {p.article})
        for _, pair in group
        for p in (pair.a, pair.b)
    }

    def weight(hit: tuple[Rule, Pair]) -> tuple:
        rule, pair = hit
        ends = sorted((when(pair.a), when(pair.b)))
        return (
            -max(degree[id(pair.a)], degree[id(pair.b)]),
            min(support[id(pair.a)], support[id(pair.b)]),
            -len(pair.differences) if rule.kind == "spliced-quote" else len(pair.differences),
            ends,
        )

    rule, pair = min(gravest, key=weight)
    a, b, differences = pair.a, pair.b, pair.differences
    odd = _odd(pair, degree, support)
    if rule.kind in ("wording-altered", "spliced-quote", "paraphrase-as-quote"):
        departing = pair.departs or odd or ("a" if when(a) > when(b) else "b")
        swap = departing == "b"
    else:
        swap = when(b) < when(a)
    if swap:
        a, b, differences = b, a, tuple(Difference(d.type, d.b, d.a) for d in differences)
        odd = {"a": "b", "b": "a"}.get(odd or "")
    sides = {"a": _side(a, evidence), "b": _side(b, evidence)}
    others: dict[tuple[str, str], Passage] = {}
    for _, other in group:
        for passage in (other.a, other.b):
            others[passage.article, passage.attribution.id] = passage
    for passage in list(others.values()):
        for same in agree[id(passage)]:
            others.setdefault((same.article, same.attribution.id), same)
    rest = [p for key, p in others.items() if p.attribution.id not in (a.attribution.id, b.attribution.id)]
    rest.sort(key=when)
    majority = _majority(odd, sides, support, a, b)
    return Flag(
        id=_id(rule.kind or rule.id, list(sides.values()), evidence),
        kind=rule.kind or rule.id,
        severity=rule.severity,
        a=sides["a"],
        b=sides["b"],
        rule=rule.name,
        because=_message(rule, sides, differences=_listed(differences), majority=majority),
        others=tuple(_side(p, evidence) for p in rest),
        differences=differences,
    )


def _agree(passage: Passage, words: Sequence[Span], agreeing: Agreeing) -> list[Passage]:
    """The passages in which the same speaker has these words elsewhere; other words of the same attribution
    do not count."""
    return [
        there
        for here, there in agreeing.get(passage.attribution.id, ())
        if any(here.overlaps(w) for w in words)
    ]


def _odd(pair: Pair, degree: Mapping[int, int], support: Mapping[int, int]) -> str | None:
    """The side that stands alone against several, if one does."""
    for mine, other, name in ((pair.a, pair.b, "a"), (pair.b, pair.a, "b")):
        if support[id(mine)] < support[id(other)] or (
            support[id(mine)] == support[id(other)] and degree[id(mine)] > degree[id(other)] > 0
        ):
            return name
    return None


def _majority(
    odd: str | None, sides: Mapping[str, Side], support: Mapping[int, int], a: Passage, b: Passage
) -> str:
    if odd is None:
        return ""
    mine, other = (a, b) if odd == "a" else (b, a)
    agree = support[id(other)]
    return (
        f" {_outlet(sides[odd])} stands alone against {agree} others that agree."
        if agree >= 2 and support[id(mine)] == 1
        else ""
    )


def _side(passage: Passage, evidence: Evidence) -> Side:
    reading = evidence.readings[passage.article]
    article, attribution = reading.article, passage.attribution
    spans = (passage.span,) if passage.quoted else attribution.content
    sentence = reading.sentence(whole_of(attribution))
    return Side(
        article=article.id,
        publisher=article.publisher,
        published=article.published,
        attribution=attribution.id,
        spans=spans,
        text=" … ".join(s.of(article.text) for s in spans),
        sentence=" ".join(sentence.of(article.text).split()),
        speaker=attribution.speaker.name,
    )


def _outlet(side: Side) -> str:
    return side.publisher or side.article


def _listed(differences: Sequence[Difference]) -> str:
    shown = [
        d for d in differences if d.type not in ("spelling", "filler", "brackets", "ellipsis")
    ] or differences
    return "; ".join(
        f"{d.type}: “{d.a}” / “{d.b}”" if d.a and d.b else f"{d.type}: “{d.a or d.b}” on one side only"
        for d in shown[:4]
    )


def _message(rule: Rule, sides: Mapping[str, Side], **slots: str) -> str:
    text = rule.because
    for name, side in sides.items():
        values = {
            "publisher": _outlet(side),
            "article": side.article,
            "published": side.published or "no date",
            "speaker": side.speaker or "nobody by name",
        }
        for key, value in values.items():
            text = text.replace(f"{{{name}.{key}}}", value)
    for key in ("differences", "majority", "candidates"):
        text = text.replace(f"{{{key}}}", slots.get(key, ""))
    return text.strip()


def _id(kind: str, sides: Sequence[Side], evidence: Evidence) -> str:
    """Stable for the same words in the same articles under the same names; other words make another flag."""
    parts = sorted(
        f"{s.article}\n{' '.join(evidence.readings[s.article].words(s.spans[0]).split())}\n{s.speaker or ''}"
        for s in sides
    )
    return hashlib.sha256("\n\n".join([kind, *parts]).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def speaker_fact(attribution: Attribution, rival: float) -> str:
    """``nobody``, ``several`` where another candidate has at least the share ``rival`` of the support of the
    best, or ``one``."""
    if not attribution.speaker.name:
        return "nobody"
    return "several" if len(_rivals(attribution, rival)) > 1 else "one"


def _rivals(attribution: Attribution, share: float) -> list[Candidate]:
    """The best candidate and those with so great a share of its support."""
    best = attribution.candidates[0].support if attribution.candidates else 0
    return [c for c in attribution.candidates if c.support >= share * best > 0]


def _listed_names(attribution: Attribution, share: float) -> str:
    return " or ".join(c.name for c in _rivals(attribution, share)[:4])
