"""``attribution check``: articles in, a report out."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from attribution.flags.verdicts import VerdictError
from attribution.parse.model_pack import PackError
from attribution.people.judgements import JudgementError
from attribution.result import SEVERITIES

READ_ALL_THE_SAME = {"no-coreference", "other-encoding", "mojibake", "cut-short"}
"""Problems that a report tells of, though the article was read and reported."""


def check(
    paths: list[str] = typer.Argument(
        ..., metavar="PATH…", help="Articles: files, folders, globs, or - for standard input."
    ),
    out: Path = typer.Option(
        Path("reports"), "--out", metavar="DIR", help="The folder that the report is written to."
    ),
    rules: list[Path] = typer.Option(
        [], "--rules", metavar="PATH", help="Rule files or folders to lay over the shipped rules."
    ),
    models: str = typer.Option(
        "en-news", "--models", metavar="PACK", help="A model pack: its name, its folder, or 'official'."
    ),
    cache: Path = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs."),
    judgements: Path = typer.Option(
        None, "--judgements", metavar="CSV", help="Which names are the same person, as people decided."
    ),
    verdicts: Path = typer.Option(None, "--verdicts", metavar="CSV", help="What people decided about flags."),
    store: Path = typer.Option(
        None,
        "--store",
        metavar="FILE",
        help="An SQLite file to keep all of it in as well, beside what it has.",
    ),
    fail_on: str = typer.Option(
        None,
        "--fail-on",
        metavar="SEVERITY",
        help="Exit with 1 if a flag at or above this severity has no verdict.",
    ),
) -> None:
    """Find who said what in the articles, check them against each other, and write a report."""
    from attribution import pipeline as line
    from attribution import write
    from attribution.write.store import Store, StoreError

    console = Console(stderr=True)
    if fail_on is not None and fail_on not in SEVERITIES:
        console.print(
            f"--fail-on takes one of {', '.join(SEVERITIES)}, not {fail_on!r}.", style="red", markup=False
        )
        raise typer.Exit(2)
    for given in (*rules, *(p for p in (judgements, verdicts) if p)):
        if not given.exists():
            console.print(f"{given} is not there: nothing was read or written.", style="red", markup=False)
            raise typer.Exit(2)
    if out.exists() and not out.is_dir():
        console.print(
            f"{out} is a file, not a folder: nothing was read or written.", style="red", markup=False
        )
        raise typer.Exit(2)
    try:
        if store:
            with Store(store):
                pass  # a file that is something else is refused before the work begins
        with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Parsing articles", total=None)
            report = line.check(
                paths,
                rules=rules,
                models=models,
                cache=cache,
                judgements=judgements,
                verdicts=verdicts,
                stdin=sys.stdin.buffer,
                progress=lambda done, of: bar.update(task, completed=done, total=of),
            )
    except (PackError, StoreError) as error:
        console.print(f"{error.code}: {error}\n{error.next}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    except (VerdictError, JudgementError) as error:
        console.print(f"{error.code}: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    try:
        write.write(report, out, arguments=[*paths])
        if store:
            with Store(store) as kept:
                kept.put(report)
    except (OSError, sqlite3.Error) as error:
        console.print(
            f"not-written: {error}\nMake room, or name another place.",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(2) from None
    for problem in report.rules.problems:
        console.print(
            f"{problem.place}: {problem.code}: {problem.message}",
            style="red" if problem.level == "error" else "yellow",
            markup=False,
            soft_wrap=True,
        )
    for trouble in report.problems:
        console.print(
            f"{trouble.article}: {trouble.code}: {trouble.message} {trouble.next}",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )
    open_flags = [f for f in report.flags if f.verdict is None]
    counts = ", ".join(f"{n} {s}" for s in SEVERITIES if (n := sum(f.severity == s for f in open_flags)))
    console.print(
        f"{len(report.articles)} articles, {len(report.attributions)} attributions, {len(report.people)} people; "
        f"flags: {counts or 'none'}. Report: {out / 'report.html'}",
        markup=False,
        soft_wrap=True,
    )
    raise typer.Exit(status(report, fail_on))


def status(report, fail_on: str | None) -> int:
    """The exit status of the output contract: 2 a faulty rule, 3 an unreadable article, 1 a flag nobody
    looked at, else 0."""
    if any(p.level == "error" for p in report.rules.problems):
        return 2
    if any(p.code not in READ_ALL_THE_SAME for p in report.problems):
        return 3
    if fail_on is not None:
        serious = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        if any(f.severity in serious and f.verdict is None for f in report.flags):
            return 1
    return 0
