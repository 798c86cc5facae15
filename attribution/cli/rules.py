"""``attribution rules``: check, test, write, explain and compare rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from attribution.rule import Rule, RuleBook, RuleProblem
from attribution.rulebook.book import load
from attribution.rulebook.rule_files import files, shipped_folder

app = typer.Typer(no_args_is_help=True, help="Check, test, write, explain and compare rules.")

PATHS = typer.Argument(None, metavar="[PATH]…", help="Rule files or folders; without any, the shipped rules.")
MODELS = typer.Option(
    "en-news", "--models", metavar="PACK", help="A model pack: its name, its folder, or 'official'."
)


@app.callback()
def _rules() -> None:
    """Check, test, write, explain and compare rules."""


# ------------------------------------------------------------------ check, list
@app.command()
def check(paths: list[Path] = PATHS) -> None:
    """Find faults in rule files: each with its place, the line, and what is allowed there.

    Exit status: 0 none, 2 a fault.
    """
    book = load(paths or ())
    problems = of_paths(book.problems, paths)
    for problem in problems:
        typer.echo(render(problem))
        typer.echo()
    shown = {path for _, path in files(paths or [shipped_folder()])}
    rules = own(book, paths)
    faulty = len({p.place.file for p in problems})
    typer.echo(
        f"{len(shown)} files, {len(rules)} rules; "
        + (f"{len(problems)} faults in {faulty} files" if problems else "no faults")
    )
    raise typer.Exit(2 if problems else 0)


def render(problem: RuleProblem) -> str:
    """A fault as ``file:line:column: level code: message``, the line with the spot marked, and what is
    allowed."""
    lines = [f"{problem.place}: {problem.level}: {problem.message} [{problem.code}]"]
    lines += [f"    {line}" for line in problem.excerpt.split("\n") if problem.excerpt]
    if problem.hint:
        lines.append(f"    {problem.hint}")
    return "\n".join(lines)


def of_paths(problems: Iterable[RuleProblem], paths: Sequence[Path] | None) -> list[RuleProblem]:
    """The faults of the files given, or all where none are."""
    if not paths:
        return list(problems)
    given = {shown for _, shown in files(paths)} | {str(path) for path in paths}
    return [
        p
        for p in problems
        if p.place.file in given or _resolved(p.place.file) in {_resolved(g) for g in given}
    ]


def own(book: RuleBook, paths: Sequence[Path] | None) -> list[Rule]:
    """The rules of the files given, or all where none are, in the order of their files."""
    given = {_resolved(shown) for _, shown in files(paths or [shipped_folder()])}
    rules = [rule for rule in book.rules if _resolved(rule.place.file) in given]
    return sorted(rules, key=lambda rule: (rule.place.file, rule.place.line))


def _resolved(file: str) -> str:
    return os.path.realpath(file)


@app.command("list")
def list_(paths: list[Path] = PATHS) -> None:
    """List the rules in the order in which they win: priority, name, what each finds, its title."""
    book = load(paths or ())
    width = max((len(rule.name) for rule in book.rules), default=0)
    for rule in book.rules:
        status = "" if rule.status == "stable" else f" ({rule.status})"
        typer.echo(f"{rule.priority:4}  {rule.name:{width}}  {rule.finds:11}  {rule.title}{status}")
    _tell(book, paths)


def _tell(book: RuleBook, paths: Sequence[Path] | None) -> None:
    """Says on standard error what is wrong with the files given; ends the command with 2 if a rule is faulty."""
    errors = [p for p in of_paths(book.problems, paths) if p.level == "error"]
    for problem in errors:
        typer.echo(render(problem), err=True)
    if errors:
        raise typer.Exit(2)


@contextmanager
def _writing(*paths: Path) -> Iterator[None]:
    """Ends the command with 2 where the system does not let it write."""
    try:
        yield
    except OSError as error:
        typer.echo(
            f"{error.filename or ', '.join(map(str, paths))} cannot be written: {error.strerror or error}",
            err=True,
        )
        raise typer.Exit(2) from None


# ------------------------------------------------------------------ new
@app.command()
def new(
    file: Path = typer.Argument(
        ..., metavar="FILE", help="The rule file to write; it must not be there yet."
    ),
    pack: str = typer.Option("house", "--pack", help="The name of your pack."),
    language: str = typer.Option("en", "--language", help="Its language."),
    flag: bool = typer.Option(
        False, "--flag", help="A rule that raises a flag, not one that finds attributions."
    ),
) -> None:
    """Write a rule file to begin with, each line explained. It has no faults as it stands."""
    from attribution.authoring.template import template

    if file.exists():
        typer.echo(f"{file} is there already; nothing was written.", err=True)
        raise typer.Exit(2)
    with _writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template(pack, language, flag=flag), encoding="utf-8")
    typer.echo(
        f"{file} written. Edit it, then: attribution rules check {file} && attribution rules test {file}"
    )


# ------------------------------------------------------------------ test, parse
@app.command()
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
    from attribution.authoring import example, example_parses

    book = load(paths or ())
    rules = [r for r in own(book, paths) if not rule or r.id in rule or r.name in rule]
    cases = list(example.cases(rules))
    found = example_parses.gather(cases, models=models, fresh=fresh)
    for note in found.notes:
        typer.echo(note, err=True)
    failed = 0
    for case in cases:
        outcome = example.run(case, book, found.documents, found.lacking)
        if not outcome.passed:
            failed += 1
            typer.echo(example.render(outcome))
            typer.echo()
    if found.anew and not fresh:
        typer.echo(
            f"{len(found.anew)} parses made anew ({', '.join(sorted(set(found.anew.values())))}); "
            f"`attribution rules parse{''.join(f' {p}' for p in paths or ())}` keeps them",
            err=True,
        )
    errors = [p for p in of_paths(book.problems, paths) if p.level == "error"]
    for problem in errors:
        typer.echo(render(problem))
    todo = sum(case.kind.startswith("todo_") for case in cases)
    typer.echo(
        f"{len(rules)} rules, {len(cases)} examples: {len(cases) - failed} hold, {failed} fail"
        + (f"; {todo} known misses among them" if todo else "")
        + (f"; {len(errors)} faults in rule files" if errors else "")
    )
    raise typer.Exit(2 if errors else 1 if failed else 0)


@app.command()
def parse(
    paths: list[Path] = PATHS,
    fresh: bool = typer.Option(False, "--fresh", help="Make all of them again, also those that hold."),
    models: str = MODELS,
) -> None:
    """Keep the parses of the examples beside the rules (parses/*.conllu): missing and outdated ones are made,
    the others stay."""
    from attribution.authoring import example, example_parses

    book = load(paths or ())
    cases = list(example.cases(own(book, paths)))
    found = example_parses.gather(cases, models=models, fresh=fresh)
    for note in found.notes:
        typer.echo(note, err=True)
    with _writing(*(paths or [shipped_folder()])):
        for file in example_parses.keep(cases, found):
            typer.echo(f"{file} written")
    typer.echo(f"{len(found.documents)} parses, {len(found.anew)} made now")
    for why in sorted(set(found.lacking.values())):
        typer.echo(f"no parse: {why}", err=True)
    _tell(book, paths)
    raise typer.Exit(2 if found.lacking else 0)


# ------------------------------------------------------------------ coverage, diff
@app.command()
def coverage(
    corpus: list[str] = typer.Argument(..., metavar="CORPUS…", help="Articles: files, folders, globs."),
    rules: list[Path] = typer.Option([], "--rules", metavar="PATH", help="Rules laid over the shipped ones."),
    models: str = MODELS,
    cache: Path = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs."),
) -> None:
    """Count on articles what each rule finds, which rules never fire, and which take words from one another."""
    from attribution.authoring import coverage as counting

    book = load(rules)
    scenes = _scenes(corpus, book, models, cache)
    typer.echo(counting.render(counting.coverage(scenes, book)))
    _tell(book, rules)


@app.command()
def diff(
    old: str = typer.Argument(..., metavar="OLD", help="A rule file or folder, or “shipped”."),
    new: str = typer.Argument(..., metavar="NEW", help="A rule file or folder, or “shipped”."),
    corpus: list[str] = typer.Argument(..., metavar="CORPUS…", help="Articles: files, folders, globs."),
    html: Path = typer.Option(None, "--html", metavar="FILE", help="Write the comparison as a page too."),
    fail_on_change: bool = typer.Option(False, "--fail-on-change", help="Exit with 1 if anything changed."),
    models: str = MODELS,
    cache: Path = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs."),
) -> None:
    """Compare what two versions of the rules find on the same articles: gained, lost and changed, grouped by
    rule.

    Exit status: 0; 1 something changed, with --fail-on-change; 2 a rule file is faulty.
    """
    from attribution.authoring import rules_diff
    from attribution.find.quotations import scan
    from attribution.find.scene import Scene
    from attribution.pipeline import conclude

    paths = [[] if which == "shipped" else [Path(which)] for which in (old, new)]
    books = [load(given) for given in paths]
    parsed = _scenes(corpus, books[1], models, cache)
    reports = [
        conclude(
            [
                Scene(s.article, s.document, scan(s.article, book.words(s.article.language, "elisions")))
                for s in parsed
            ],
            book,
        )
        for book in books
    ]
    comparison = rules_diff.compare(*reports)
    typer.echo(rules_diff.render(comparison))
    if html:
        with _writing(html):
            html.parent.mkdir(parents=True, exist_ok=True)
            html.write_text(rules_diff.html(comparison, old, new), encoding="utf-8")
    for book, given in zip(books, paths, strict=True):
        _tell(book, given)
    raise typer.Exit(1 if fail_on_change and comparison.entries else 0)


def _scenes(corpus: Sequence[str], book: RuleBook, models: str, cache: Path | None) -> list:
    """The articles of a corpus, parsed; a path that is not there or models that do not load end the command
    with 2."""
    from attribution.parse.model_pack import PackError
    from attribution.pipeline import reading_lists, scenes
    from attribution.read import read

    reading = read(corpus, reading_lists(book))
    for problem in reading.problems:
        typer.echo(f"{problem.article}: {problem.code}: {problem.message} {problem.next}", err=True)
    if not reading.articles:
        typer.echo("no articles to look at", err=True)
        raise typer.Exit(2)
    try:
        return list(scenes(reading.articles, book, models=models, cache=cache))
    except PackError as error:
        typer.echo(f"{error.code}: {error} {error.next}", err=True)
        raise typer.Exit(2) from None


# ------------------------------------------------------------------ explain, measure
@app.command()
def explain(
    ids: list[str] = typer.Argument(
        None, metavar="[ID]…", help="Rules by id or full name; all of them if left out."
    ),
    rules: list[Path] = typer.Option([], "--rules", metavar="PATH", help="Rules laid over the shipped ones."),
    out: Path = typer.Option(
        None,
        "--out",
        metavar="DIR",
        help="Write a page for every rule, and an index, instead of showing them.",
    ),
) -> None:
    """Say what a rule does in words, why, with its examples, and how often it is right."""
    from attribution.authoring import rule_page
    from attribution.measure import rule_precision
    from attribution.rulebook import edge_syntax

    book = load(rules)
    counts: dict[str, rule_precision.Precision] = {}
    for folder in (shipped_folder(), *rules):
        for file in sorted(folder.rglob("measured.json")) if folder.is_dir() else ():
            counts |= rule_precision.kept(file)
    if out:
        with _writing(out):
            typer.echo(f"{len(rule_page.write(book, out, counts))} pages written to {out}")
    else:
        wanted = [r for r in book.rules if not ids or r.id in ids or r.name in ids]
        for missing in [i for i in ids or () if not any(i in (r.id, r.name) for r in wanted)]:
            typer.echo(
                f"there is no rule “{missing}”. {edge_syntax.near(missing, [r.id for r in book.rules])}",
                err=True,
            )
            raise typer.Exit(2)
        typer.echo("\n".join(rule_page.page(rule, counts) for rule in wanted))
    _tell(book, rules)


@app.command()
def measure(
    gold: Path = typer.Argument(
        ..., metavar="GOLD", help="A folder with text/ and attributions/, as PolNeAR has."
    ),
    out: Path = typer.Option(
        None,
        "--out",
        metavar="FILE",
        help="Keep the counts there; the pages of rules/…/rule_precision.json show them.",
    ),
    rules: list[Path] = typer.Option([], "--rules", metavar="PATH", help="Rules laid over the shipped ones."),
    name: str = typer.Option(None, "--name", help="What the articles are called on the pages."),
    models: str = MODELS,
    cache: Path = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs."),
) -> None:
    """Count how often each rule is right, against attributions that people marked."""
    from attribution.measure import rule_precision
    from attribution.measure.gold import ScoreError, read_gold

    book = load(rules)
    try:
        marked, _ = read_gold(gold)
    except (ScoreError, OSError, ValueError) as error:
        typer.echo(f"{gold}: {error}", err=True)
        raise typer.Exit(2) from None
    scenes = _scenes([str(gold / "text")], book, models, cache)
    annotated = [
        (scene, marked[stem][1]) for scene in scenes if (stem := Path(scene.article.id).stem) in marked
    ]
    counts = rule_precision.measure(annotated, book, name or f"{len(annotated)} articles")
    for rule, precision in counts.items():
        typer.echo(f"{rule}: {precision}")
    if out:
        with _writing(out):
            rule_precision.keep(counts, out)
    _tell(book, rules)
