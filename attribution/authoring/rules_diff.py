"""Two reports on the same articles, compared: what a change of rules changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader

from attribution.article import Span
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


def compare(old: Report, new: Report) -> Comparison:
    """What differs between two reports on the same articles.

    Two attributions are the same if all their words are; one whose content shares words with another of the
    other report is a change of it, not a loss and a gain.
    """
    texts = {a.id: a.text for a in (*old.articles, *new.articles)}
    attributions, same = _pairs(
        old.attributions, new.attributions, lambda a: a.article, lambda a: a.content, _facts
    )
    flags, same_flags = _pairs(
        old.flags, new.flags, lambda f: f"{f.kind} {f.a.article}", lambda f: f.a.spans, _flag_facts
    )
    entries = [
        _entry("attribution", a, b, texts, _facts, lambda x: (x.article, x.content[0].start))
        for a, b in attributions
    ]
    entries += [
        _entry("flag", a, b, texts, _flag_facts, lambda x: (x.a.article, x.a.spans[0].start))
        for a, b in flags
    ]
    return Comparison(tuple(sorted(entries, key=lambda e: (e.article, e.start, e.what))), same, same_flags)


def _pairs(
    old: Sequence, new: Sequence, group: Callable, spans: Callable, facts: Callable
) -> tuple[list[tuple], int]:
    """Old and new that belong together but differ, with None for what has no partner; and how many did not
    differ."""
    left: list = list(old)
    pairs, lonely, same = [], [], 0
    places: dict = defaultdict(list)
    for one in left:
        places[group(one)].append(one)
    taken: set[int] = set()
    for rounds in (True, False):  # those with the very same words find each other first
        for other in new if rounds else lonely[:]:
            rivals = [one for one in places[group(other)] if id(one) not in taken]
            if rounds:
                match = next((one for one in rivals if spans(one) == spans(other)), None)
            else:
                match = max(
                    (one for one in rivals if _shared(spans(one), spans(other))),
                    key=lambda one: _shared(spans(one), spans(other)),
                    default=None,
                )
            if match is None:
                if rounds:
                    lonely.append(other)
                continue
            taken.add(id(match))
            if not rounds:
                lonely.remove(other)
            if dict(facts(match)) == dict(facts(other)):
                same += 1
            else:
                pairs.append((match, other))
    pairs += [(one, None) for one in left if id(one) not in taken] + [(None, other) for other in lonely]
    return pairs, same


def _shared(a: Iterable[Span], b: Iterable[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _facts(attribution: Attribution, text: str = "") -> list[tuple[str, object]]:
    def said(spans: Iterable[Span]) -> object:
        return " … ".join(s.of(text) for s in spans) if text else tuple(spans)

    return [
        ("content", said(attribution.content)),
        ("cue", said(attribution.cue)),
        ("source", said(attribution.source)),
        ("speaker", attribution.speaker.name or attribution.speaker.kind),
        ("kind", attribution.kind),
        ("act", attribution.act),
        ("negated", "yes" if attribution.negated else "no"),
        ("on trial", "yes" if attribution.trial else "no"),
        ("rule", attribution.rule),
    ]


def _flag_facts(flag: Flag, text: str = "") -> list[tuple[str, object]]:
    sides = [side for side in (flag.a, flag.b, *flag.others) if side]
    return [
        ("severity", flag.severity),
        ("sides", ", ".join(s.article for s in sides)),
        ("speakers", ", ".join(s.speaker or "nobody" for s in sides)),
        ("rule", flag.rule),
        ("because", flag.because),
    ]


def _entry(what: str, old, new, texts: dict[str, str], facts: Callable, where: Callable) -> Entry:
    article, start = where(new or old)
    text = texts[article]
    before, after = ([(n, str(v)) for n, v in facts(x, text)] if x else [] for x in (old, new))
    changed = tuple((name, a, b) for (name, a), (_, b) in zip(before, after, strict=False) if a != b)
    change: Change = "changed" if old and new else "gained" if new else "lost"
    return Entry(
        change,
        what,
        (new or old).rule,
        article,
        start,
        _line(text, start),
        _told(old, text),
        _told(new, text),
        changed,
    )


def _told(one: Attribution | Flag | None, text: str) -> str:
    if one is None:
        return ""
    if isinstance(one, Flag):
        return f"{one.kind} ({one.severity}): {one.because}"
    return f"{one.speaker.name or one.speaker.kind}: {' … '.join(s.of(text) for s in one.content)}"


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
            lines.append(
                f"  {mark[entry.change]} {entry.what} {entry.article}:{entry.start}: {entry.after or entry.before}"
            )
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


def html(comparison: Comparison, old: str, new: str) -> str:
    """The comparison as one self-contained page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("rules_diff.html.jinja").render(comparison=comparison, old=old, new=new)
