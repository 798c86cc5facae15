"""The rule files that a command is given: their rules, their faults, and the articles to run them on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from attribution.cli.common import stop, tell
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError
from attribution.rule import Rule, RuleBook, RuleProblem
from attribution.rulebook.nearest_name import near
from attribution.rulebook.rule_files import files, shipped_folder

if TYPE_CHECKING:
    from attribution.article import Article
    from attribution.find.scene import Scene

PATHS = typer.Argument(None, metavar="[PATH]…", help="Rule files or folders; without any, the shipped rules.")
CORPUS = typer.Argument(..., metavar="CORPUS…", help="Articles: files, folders, globs.")


def faults_in(paths: Sequence[Path] | None, problems: Iterable[RuleProblem]) -> list[RuleProblem]:
    """The faults of the files given, or all where none are."""
    if not paths:
        return list(problems)
    given = {*map(str, paths), *(shown for _, shown in files(paths))}
    real = set(map(os.path.realpath, given))
    return [p for p in problems if p.place.file in given or os.path.realpath(p.place.file) in real]


def rules_in(paths: Sequence[Path] | None, book: RuleBook) -> list[Rule]:
    """The rules of the files given, or of the shipped ones where none are, in the order of their files."""
    real = {os.path.realpath(shown) for _, shown in files(paths or [shipped_folder()])}
    rules = [rule for rule in book.rules if os.path.realpath(rule.place.file) in real]
    return sorted(rules, key=lambda rule: (rule.place.file, rule.place.line))


def asked_for(ids: Sequence[str], rules: Sequence[Rule]) -> list[Rule]:
    """The rules of the ids, all where there are none; ends the command with 2 where one is of no rule."""
    for id in ids:
        if not any(id in (rule.id, rule.name) for rule in rules):
            meant = near(id, [rule.id for rule in rules]) or "`attribution rules list` has them all."
            stop(f"rule-unknown: there is no rule “{id}”.\n{meant}")
    return [rule for rule in rules if not ids or rule.id in ids or rule.name in ids]


def stop_at_errors(paths: Sequence[Path] | None, book: RuleBook) -> None:
    """End the command with 2 where a rule of the files given is faulty, and say so on standard error."""
    errors = [p for p in faults_in(paths, book.problems) if p.level == "error"]
    for error in errors:
        echo(str(error), err=True)
    if errors:
        raise typer.Exit(2)


def read_articles(corpus: Sequence[str], book: RuleBook) -> Sequence[Article]:
    """The articles of a corpus; without any, the command ends with 2."""
    from attribution.pipeline import reading_lists  # here, so that --help comes at once
    from attribution.read import read

    reading = read(corpus, reading_lists(book))
    tell(reading.problems)
    if not reading.articles:
        stop(f"nothing-to-read: there is no article in {', '.join(corpus)}.\nCheck the path.")
    return reading.articles


def parsed(corpus: Sequence[str], book: RuleBook, models: str, cache: Path | None, jobs: int) -> list[Scene]:
    """The articles of a corpus, parsed; without any, or where models do not load, the command ends with 2."""
    from attribution.each_article import scenes  # here, so that --help comes at once

    articles = read_articles(corpus, book)
    try:
        seen = scenes(articles, book, models=models, cache=cache, jobs=jobs)
        found = list(seen)
    except PackError as error:
        stop(error)
    tell(seen.problems)
    return found
