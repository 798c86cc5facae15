"""``attribution check``: articles in, a report out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from attribution.cli.common import (
    CACHE,
    JOBS,
    JUDGEMENTS,
    LINKS,
    MODELS_BY_LANGUAGE,
    PRIVATE,
    RULES,
    must_be_writable,
    must_exist,
    parsing,
    say,
    stop,
    tell,
)
from attribution.flags.verdicts import VerdictError
from attribution.parse.model_pack import PackError
from attribution.people.judgements import JudgementError
from attribution.result import SEVERITIES

if TYPE_CHECKING:
    from attribution.report import Report

READ_ALL_THE_SAME = {
    "no-coreference",
    "other-encoding",
    "other-stories",
    "mojibake",
    "cut-short",
    "cache-unusable",
    "rule-took-too-long",
    "other-rules",
    "verdict-unused",
    "judgement-unused",
}
"""Problems of articles that were read and reported nevertheless, and of decisions that were not needed."""


def check(
    paths: list[str] = typer.Argument(
        ...,
        metavar="PATH…",
        help="Articles: files, folders, globs, addresses (https://…), or - for standard input.",
    ),
    out: Path = typer.Option(
        Path("reports"), "--out", metavar="DIR", help="The folder that the report is written to."
    ),
    rules: list[Path] = RULES,
    models: list[str] = MODELS_BY_LANGUAGE,
    cache: Path = CACHE,
    jobs: int = JOBS,
    judgements: Path = JUDGEMENTS,
    private_addresses: bool = PRIVATE,
    follow_links: bool = LINKS,
    verdicts: Path = typer.Option(None, "--verdicts", metavar="CSV", help="What people decided about flags."),
    store: Path = typer.Option(
        None,
        "--store",
        metavar="FILE",
        help="An SQLite file to keep the articles in; they are checked against all that it holds.",
    ),
    whole: bool = typer.Option(
        False, "--whole", help="With --store: report all that it holds, not only what touches these articles."
    ),
    fail_on: str = typer.Option(
        None,
        "--fail-on",
        metavar="SEVERITY",
        help="Exit with 1 if a flag at or above this severity has no verdict.",
    ),
) -> None:
    """Find who said what in the articles, check them against each other, and write a report.

    With --store the articles are kept in a file and checked against all that it holds; the report shows what
    touches them.
    """
    # Imported here, as in every command, so that --help and the shell's completion come at once.
    from attribution import pipeline, write
    from attribution.archive.check import check_into
    from attribution.archive.file import StoreError
    from attribution.archive.store import Store

    if fail_on is not None and fail_on not in SEVERITIES:
        stop(f"--fail-on takes one of {', '.join(SEVERITIES)}, not {fail_on!r}.")
    if whole and not store:
        stop("--whole reports all that a store holds, and no store is named. Name one with --store.")
    must_exist([*rules, judgements, verdicts], "nothing was read or written")
    must_be_writable(out, *([store.parent] if store else []))
    given: dict[str, Any] = {
        "rules": rules,
        "models": models,
        "cache": cache,
        "jobs": jobs,
        "judgements": judgements,
        "verdicts": verdicts,
        "stdin": sys.stdin.buffer,
        "private_addresses": private_addresses,
        "follow_links": follow_links,
    }
    try:
        with parsing() as progress:
            if store:
                with Store(store, waiting=say) as kept:
                    report = check_into(kept, paths, **given, progress=progress, show_all=whole)
            else:
                report = pipeline.check(paths, **given, progress=progress)
    except (PackError, StoreError, VerdictError, JudgementError) as error:
        stop(error)
    if not report.articles and (out / "run.json").exists():
        tell(report.problems)
        say(f"report-kept: nothing was read; the report in {out} is that of an earlier run.", "red")
        raise typer.Exit(status(report, fail_on))
    try:
        write.write(report, out, arguments=paths)
    except OSError as error:
        told = f"{error.filename or out} cannot be written: {error.strerror or error}"
        stop(f"not-written: {told}.\nMake room where {out} lies, or name another place with --out.")
    _summarise(report, out)
    raise typer.Exit(status(report, fail_on))


def _summarise(report: Report, out: Path) -> None:
    """Say on standard error what is wrong with rules and articles, and how much was found."""
    for fault in report.rules.problems:
        say(f"{fault.place}: {fault.code}: {fault.message}", "red" if fault.level == "error" else "yellow")
    tell(report.problems)
    undecided = [f for f in report.flags if f.verdict is None]
    flags = ", ".join(f"{n} {s}" for s in SEVERITIES if (n := sum(f.severity == s for f in undecided)))
    others = f" Passed over, of other kinds: {report.skipped}." if report.skipped else ""
    say(
        f"{len(report.articles)} articles, {len(report.attributions)} attributions, "
        f"{len(report.people)} people; flags: {flags or 'none'}.{others} Report: {out / 'report.html'}"
    )


def status(report: Report, fail_on: str | None) -> int:
    """The exit status of the output contract: 2 a faulty rule, 3 an unreadable article, 1 a flag as severe as
    ``fail_on`` that has no verdict, else 0."""
    if any(p.level == "error" for p in report.rules.problems):
        return 2
    if any(p.code not in READ_ALL_THE_SAME for p in report.problems):
        return 3
    if fail_on is not None:
        order: list[str] = [*SEVERITIES]
        severe = order[: order.index(fail_on) + 1]
        if any(f.severity in severe and f.verdict is None for f in report.flags):
            return 1
    return 0
