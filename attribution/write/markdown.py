"""``report.md``: flags, who is quoted and every quotation, for a ticket or a pull request."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attribution.article import text_of
from attribution.report import Report
from attribution.result import SEVERITIES, Flag, Side
from attribution.write.flag_kinds import called
from attribution.write.voices import voices

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&!$])")
"""What Markdown would take for mark-up inside a line."""
LEAD = re.compile(r"^(\d*)([-+=:.)])")
"""… and at its beginning."""


def markdown(report: Report) -> str:
    """The file's text."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def plain(text: str | None) -> str:
    """Words of an article as one line of Markdown that shows them as they are."""
    line = SPECIAL.sub(r"\\\1", " ".join((text or "").split()))
    return LEAD.sub(r"\1\\\2", line)


def _lines(report: Report) -> Iterator[str]:
    counted = [a for a in report.attributions if not a.trial]
    said = defaultdict(list)
    for a in counted:
        said[a.article].append(a)
    yield "# Who said what"
    yield ""
    yield (
        f"{len(report.articles)} articles, {len(counted)} attributions, {len(report.flags)} flags. A "
        "flag is a question, never a verdict."
    )
    yield ""
    yield "## Flags"
    yield ""
    if not report.flags:
        yield "None."
        yield ""
    for severity in SEVERITIES:
        for flag in report.flags:
            if flag.severity == severity:
                yield from _flag(flag)
    yield "## Who is quoted"
    yield ""
    yield "| name | role | kind | times | direct | mixed | indirect | outlets |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for v in voices(report):
        yield (
            f"| {plain(v.name) or 'nobody named'} | {plain('; '.join(v.roles))} | {v.kind} | {v.total} | "
            f"{v.direct} | {v.mixed} | {v.indirect} | "
            f"{plain(', '.join(v.outlets))} |"
        )
    yield ""
    yield "## Articles"
    yield ""
    for article in report.articles:
        yield f"### {plain(article.title or article.id)}"
        yield ""
        yield plain(" · ".join(p for p in (article.publisher, article.published, article.id) if p))
        yield ""
        for a in said[article.id]:
            words = plain(text_of(a.content, article.text))
            yield f"- **{plain(a.speaker.name) or 'nobody named'}** ({a.kind}): {words}"
        yield ""
    if report.problems:
        yield "## What could not be read"
        yield ""
        for p in report.problems:
            yield f"- {plain(p.article)}: {p.code}: {plain(p.message)} {plain(p.next)}"


AGAINST = {"record": ", against the record", "paper": ", paper against paper", None: ""}


def _flag(flag: Flag) -> Iterator[str]:
    yield f"### {flag.severity}: {plain(called(flag.kind))}{AGAINST[flag.against]}"
    yield ""
    yield plain(flag.because)
    yield ""
    for side in flag.sides:
        yield from _side(side)
    for d in flag.differences:
        yield f"- {plain(d.type)}: {plain(d.a) or '(nothing)'} against {plain(d.b) or '(nothing)'}"
    if flag.verdict is not None:
        said = ", ".join(plain(p) for p in (flag.verdict.note, flag.verdict.by, flag.verdict.when) if p)
        yield f"- verdict: **{flag.verdict.verdict}**{f' ({said})' if said else ''}"
    yield f"- {plain(flag.kind)}, flag `{flag.id}`, rule `{flag.rule}`"
    yield ""


def _side(side: Side) -> Iterator[str]:
    where = ", ".join(f"{s.start}–{s.end}" for s in side.spans)
    yield f"> {plain(side.sentence or side.text)}"
    yield ">"
    yield (
        f"> — **{plain(side.speaker) or 'nobody named'}** in "
        f"{plain(side.publisher or side.article)}{f', {side.published}' if side.published else ''} "
        f"({plain(side.article)}:{where})"
    )
    yield ""
