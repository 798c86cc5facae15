"""The files for programs: JSON Lines and ``run.json``, in the form that ``schema`` promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attribution import __version__
from attribution.report import Report
from attribution.result import SEVERITIES
from attribution.write.schema import CONTRACT
from attribution.write.schema.across import AlignmentLine, FlagLine, PassedLine, PersonLine
from attribution.write.schema.article import ArticleLine, ProblemLine
from attribution.write.schema.attribution import AttributionLine
from attribution.write.schema.line import Line
from attribution.write.schema.run import Counts, RuleFault, Run


def contract(report: Report, arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each file."""
    texts = {a.id: a.text for a in report.articles}
    counted = [a for a in report.attributions if not a.trial]
    yield "articles.jsonl", _lines(map(ArticleLine.of, report.articles))
    yield "attributions.jsonl", _lines(AttributionLine.of(a, texts[a.article]) for a in counted)
    yield "flags.jsonl", _lines(map(FlagLine.of, report.flags))
    yield "passed.jsonl", _lines(map(PassedLine.of, report.passed))
    yield "alignments.jsonl", _lines(map(AlignmentLine.of, report.alignments))
    yield "people.jsonl", _lines(map(PersonLine.of, report.people))
    yield (
        "problems.jsonl",
        _lines(map(ProblemLine.of, sorted(report.problems, key=lambda p: (p.article, p.code, p.message)))),
    )
    yield (
        "trial.jsonl",
        _lines(AttributionLine.of(a, texts[a.article]) for a in report.attributions if a.trial),
    )
    yield "run.json", run(report, arguments).model_dump_json(indent=2) + "\n"


def run(report: Report, arguments: Sequence[str]) -> Run:
    """What was run, on what, and how much was found."""
    counted = [a for a in report.attributions if not a.trial]
    counts = Counts(
        articles=len(report.articles),
        attributions=len(counted),
        direct=sum(a.kind == "direct" for a in counted),
        mixed=sum(a.kind == "mixed" for a in counted),
        indirect=sum(a.kind == "indirect" for a in counted),
        turns=sum(a.kind == "turn" for a in counted),
        people=len(report.people),
        alignments=len(report.alignments),
        flags={s: sum(f.severity == s for f in report.flags) for s in SEVERITIES},
        settled=sum(f.verdict is not None for f in report.flags),
        problems=len(report.problems),
        skipped=report.skipped,
    )
    faults = tuple(
        RuleFault(
            code=p.code,
            file=p.place.file,
            line=p.place.line,
            column=p.place.column,
            message=p.message,
            level=p.level,
        )
        for p in report.rules.problems
    )
    return Run(
        contract=CONTRACT,
        program=f"attribution {__version__}",
        pack=report.pack,
        rules=report.rules.digest,
        arguments=tuple(arguments),
        counts=counts,
        boilerplate=report.boilerplate,
        faults=faults,
    )


def _lines(lines: Iterable[Line]) -> str:
    return "".join(f"{line.written()}\n" for line in lines)
