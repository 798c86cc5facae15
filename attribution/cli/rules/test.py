"""``attribution rules test``: the examples of rules, run."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import MODELS
from attribution.cli.rules.given import PATHS, asked_for, faults_in, rules_in
from attribution.cli.terminal import echo
from attribution.rulebook.book import load


def test(
    paths: list[Path] = PATHS,
    fresh: bool = typer.Option(
        False, "--fresh", help="Parse every example again instead of using the stored parses."
    ),
    models: str = MODELS,
    rule: list[str] = typer.Option(
        [], "--rule", metavar="ID", help="Only the examples of this rule (again for more)."
    ),
) -> None:
    """Run every example and counterexample of the rules through the whole rule book.

    Exit status: 0 all hold, 1 one does not, 2 a rule file is faulty.
    """
    from attribution.authoring import example, example_parses  # here, so that --help comes at once

    book = load(paths or ())
    errors = [p for p in faults_in(paths, book.problems) if p.level == "error"]
    for problem in errors:
        echo(str(problem))
    rules = asked_for(rule, rules_in(paths, book))
    cases = list(example.cases(rules))
    found = example_parses.gather(cases, models=models, fresh=fresh)
    for note in found.notes:
        echo(note, err=True)
    outcomes = [example.run(case, book, found.documents, found.lacking) for case in cases]
    failures = [outcome for outcome in outcomes if not outcome.passed]
    for failure in failures:
        echo(example.render(failure))
        echo()
    if found.anew and not fresh:
        reasons = ", ".join(sorted(set(found.anew.values())))
        command = " ".join(["attribution rules parse", *map(str, paths or ())])
        echo(f"{len(found.anew)} parses made anew ({reasons}); `{command}` keeps them", err=True)
    todo = sum(case.kind.startswith("todo_") for case in cases)
    echo(
        f"{len(rules)} rules, {len(cases)} examples: "
        f"{len(cases) - len(failures)} hold, {len(failures)} fail"
        + (f"; {todo} known misses among them" if todo else "")
        + (f"; {len(errors)} faults in rule files" if errors else "")
    )
    raise typer.Exit(2 if errors else 1 if failures else 0)
