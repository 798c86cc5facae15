"""Two reports on the same articles, compared: what a change of rules changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader

from attribution.archive.corrected import line_of
from attribution.article import Span, text_of
from attribution.measure.kept_corrections import ComparedCorrections
from attribution.report import Report
from attribution.result import Attribution, Flag

Change = Literal["gained", "lost", "changed"]
CHANGES: tuple[Change, ...] = ("lost", "changed", "gained")


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution or flag that differs. ``rule`` is the rule that finds it now (or did, where it is
    lost); ``what`` names the facts that changed with their old and new values; ``before``/``after`` say each
    side in a line."""

    change: Change
    what: str
    rule: str
    article: str
    start: int
    sentence: str
    before: str = ""
    after: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in order of article and offset, and how much stayed the same."""

    entries: tuple[Entry, ...]
    same_attributions: int
    same_flags: int

    def by_rule(self) -> dict[str, list[Entry]]:
        """The differences grouped by rule, those with most first."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            groups[entry.rule].append(entry)
        return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))

    def count(self, what: str, change: Change) -> int:
        return sum(e.what == what and e.change == change for e in self.entries)


@dataclass(frozen=True, slots=True)
class Comparable:
    """One attribution or flag of a report, as it is compared.

    Only those of one ``group`` can be the same. ``spans`` are its words, by which it is found again;
    ``places`` are all the spans and ``facts`` the names and values in which two versions of it may differ;
    ``told`` says it in a line.
    """

    what: str
    rule: str
    article: str
    group: str
    spans: tuple[Span, ...]
    places: tuple[tuple[Span, ...], ...]
    facts: tuple[tuple[str, str], ...]
    told: str

    def differs(self, other: Comparable) -> bool:
        return (self.places, self.facts) != (other.places, other.facts)


def compare(old: Report, new: Report) -> Comparison:
    """What differs between two reports on the same articles.

    Two attributions are the same if all their words are; one whose content shares words with another of the
    other report is a change of it, not a loss and a gain.
    """
    texts = {a.id: a.text for a in (*old.articles, *new.articles)}
    attributions = _partners(
        [_attribution(a, texts[a.article]) for a in old.attributions],
        [_attribution(a, texts[a.article]) for a in new.attributions],
    )
    flags = _partners([_flag(f) for f in old.flags], [_flag(f) for f in new.flags])
    entries = [
        _entry(before, after, texts)
        for before, after in (*attributions, *flags)
        if before is None or after is None or before.differs(after)
    ]
    return Comparison(
        entries=tuple(sorted(entries, key=lambda e: (e.article, e.start, e.what))),
        same_attributions=_unchanged(attributions),
        same_flags=_unchanged(flags),
    )


def _attribution(a: Attribution, text: str) -> Comparable:
    speaker = a.speaker.name or a.speaker.kind
    facts = {
        "content": text_of(a.content, text),
        "cue": text_of(a.cue, text),
        "source": text_of(a.source, text),
        "speaker": speaker,
        "kind": a.kind,
        "act": a.act,
        "negated": "yes" if a.negated else "no",
        "on trial": "yes" if a.trial else "no",
        "rule": a.rule,
    }
    return Comparable(
        what="attribution",
        rule=a.rule,
        article=a.article,
        group=a.article,
        spans=a.content,
        places=(a.content, a.cue, a.source),
        facts=tuple(facts.items()),
        told=f"{speaker}: {text_of(a.content, text)}",
    )


def _flag(f: Flag) -> Comparable:
    facts = {
        "severity": f.severity,
        "sides": ", ".join(s.article for s in f.sides),
        "speakers": ", ".join(s.speaker or "nobody" for s in f.sides),
        "rule": f.rule,
        "because": f.because,
    }
    return Comparable(
        what="flag",
        rule=f.rule,
        article=f.a.article,
        group=f"{f.kind} {f.a.article}",
        spans=f.a.spans,
        places=(),
        facts=tuple(facts.items()),
        told=f"{f.kind} ({f.severity}): {f.because}",
    )


Partners = tuple[Comparable | None, Comparable | None]
"""One in the old and in the new report; None where it has no partner there."""


def _partners(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Partners]:
    """Everything old and new, each once: those with the very same words are partners first, then those that
    share most."""
    left: dict[str, dict[int, Comparable]] = defaultdict(dict)
    for number, one in enumerate(old):
        left[one.group][number] = one
    partners: list[Partners] = []
    gained: list[Comparable] = []
    for other in new:
        rivals = left[other.group]
        same = next((n for n, one in rivals.items() if one.spans == other.spans), None)
        if same is None:
            gained.append(other)
        else:
            partners.append((rivals.pop(same), other))
    unlike: list[Partners] = []
    for other in gained:
        rivals = left[other.group]
        shared = {n: _shared(one.spans, other.spans) for n, one in rivals.items()}
        nearest = max(shared, key=shared.__getitem__, default=None)
        if nearest is not None and shared[nearest]:
            partners.append((rivals.pop(nearest), other))
        else:
            unlike.append((None, other))
    lost: list[Partners] = [(one, None) for number, one in enumerate(old) if number in left[one.group]]
    return [*partners, *lost, *unlike]


def _shared(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many characters two lists of spans have in common."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _unchanged(partners: Iterable[Partners]) -> int:
    return sum(
        before is not None and after is not None and not before.differs(after) for before, after in partners
    )


def _entry(before: Comparable | None, after: Comparable | None, texts: Mapping[str, str]) -> Entry:
    one = after or before
    assert one is not None
    start = one.spans[0].start
    old, new = (x.facts if x else () for x in (before, after))
    return Entry(
        change="changed" if before and after else "gained" if after else "lost",
        what=one.what,
        rule=one.rule,
        article=one.article,
        start=start,
        sentence=_line(texts[one.article], start),
        before=before.told if before else "",
        after=after.told if after else "",
        facts=tuple((name, a, b) for (name, a), (_, b) in zip(old, new, strict=False) if a != b),
    )


def _line(text: str, at: int) -> str:
    """The paragraph line that holds an offset."""
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[begin : end if end >= 0 else len(text)].strip()


def render(comparison: Comparison) -> str:
    """The comparison as plain text, grouped by rule."""
    mark = {"gained": "+", "lost": "-", "changed": "~"}
    lines: list[str] = []
    for rule, entries in comparison.by_rule().items():
        counts = ", ".join(f"{n} {c}" for c in CHANGES if (n := sum(e.change == c for e in entries)))
        lines += [f"{rule}: {counts}"]
        for entry in entries:
            where = f"{entry.article}:{entry.start}"
            lines.append(f"  {mark[entry.change]} {entry.what} {where}: {entry.after or entry.before}")
            lines += [f"      {name}: “{a}” → “{b}”" for name, a, b in entry.facts]
        lines.append("")
    lines.append(summary(comparison))
    return "\n".join(lines)


def summary(comparison: Comparison) -> str:
    """How many attributions and flags were lost, changed, gained and stayed."""
    return "; ".join(
        f"{what}s: "
        + ", ".join(f"{comparison.count(what, change)} {change}" for change in CHANGES)
        + f", {same} the same"
        for what, same in (("attribution", comparison.same_attributions), ("flag", comparison.same_flags))
    )


def told(found: ComparedCorrections) -> str:
    """The corrections that people made and another book of rules breaks or mends, and how many stay."""
    lines = [f"- correction {line_of(each)}" for each in found.broken]
    lines += [f"+ correction {line_of(each)}" for each in found.mended]
    counts = f"{len(found.broken)} broken, {len(found.mended)} mended"
    stay = f"{found.right} right with both, {found.wrong} wrong with both"
    return "\n".join([*lines, f"corrections: {counts}, {stay}"])


def html(comparison: Comparison | None, corrections: ComparedCorrections | None, old: str, new: str) -> str:
    """What was compared as one self-contained page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("rules_diff.html.jinja")
    return page.render(comparison=comparison, corrections=corrections, line_of=line_of, old=old, new=new)
