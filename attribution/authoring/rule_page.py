"""A page for each rule, in Markdown: what it does, why, examples, counterexamples, how often it is right.

An index lists the rules in the order in which they win, the conditions of flags, the word lists and the
thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attribution.measure.rule_precision import Precision
from attribution.rule import Example, Finds, Rule, RuleBook
from attribution.rulebook.conditions import CONDITIONS as FLAG_CONDITIONS
from attribution.rulebook.describe import described, either
from attribution.rulebook.list_catalogue import LISTS
from attribution.rulebook.rule_files import shipped_folder
from attribution.rulebook.thresholds import THRESHOLDS, threshold

KINDS_OF_RULES: tuple[tuple[Finds, str], ...] = (
    ("attribution", "Rules that find attributions"),
    ("source", "Rules that find sources"),
    ("flag", "Rules that raise flags"),
)
FINDS = {
    "attribution": "an attribution",
    "source": "the source of an attribution that has none yet",
    "flag": "a flag",
}


def page(rule: Rule, measured: Mapping[str, Precision] = {}) -> str:
    """The page of one rule."""
    return "\n".join(_page(rule, measured.get(rule.name))).rstrip() + "\n"


def _page(rule: Rule, precision: Precision | None) -> Iterator[str]:
    yield from (f"# {rule.name}", "", f"{rule.title}.", "")
    yield from (
        f"Finds {FINDS[rule.finds]}. Priority {rule.priority}, status {rule.status}. In `{_file(rule)}`.",
        "",
    )
    yield from ("## What it does", "")
    if rule.finds == "flag":
        yield f"Raises `{rule.kind or rule.id}`, severity {rule.severity}, over one {rule.over}."
        for word, conditions in (("when", rule.when), ("unless", rule.unless_when)):
            for key, value in conditions.items():
                values = value if isinstance(value, tuple) else (value,)
                yield f"- {word} `{key}` is {either([str(v).lower() for v in values])}"
    else:
        yield from (f"- {line}" for line in described(rule))
        if rule.act != "statement" or rule.negated:
            yield f"- what it finds is {'a negated ' if rule.negated else 'a '}{rule.act}"
    yield from ("", "## Why", "", f"What a reader is told: {rule.because.strip()}", "")
    if rule.notes:
        yield from (rule.notes.strip(), "")
    for title, examples in (
        ("Examples", rule.examples),
        ("Counterexamples", rule.counterexamples),
        ("Known misses", rule.todo_examples),
        ("Known false finds", rule.todo_counterexamples),
    ):
        if examples:
            yield from (f"## {title}", "")
            yield from (line for example in examples for line in _example(example))
            yield ""
    yield from ("## How often it is right", "", str(precision) if precision else "Not measured.", "")


def _example(example: Example) -> Iterator[str]:
    if isinstance(example.text, str):
        yield from ("```text", example.text.rstrip(), "```")
        return
    yield "```text"
    for name, given in example.text.items():
        said = {"text": given} if isinstance(given, str) else dict(given)  # type: ignore[call-overload]
        about = "".join(f" ({value})" for key, value in said.items() if key != "text")
        yield f"{name}{about}: {str(said['text']).rstrip()}"
    yield "```"


def _file(rule: Rule) -> str:
    path, base = Path(rule.place.file).resolve(), shipped_folder().resolve()
    return f"rules/{path.relative_to(base).as_posix()}" if path.is_relative_to(base) else rule.place.file


def file_name(rule: Rule) -> str:
    """The name of a rule's page."""
    return f"{rule.pack}-{rule.id}.md"


def index(book: RuleBook, measured: Mapping[str, Precision] = {}) -> str:
    """The index: all rules in the order in which they win, the conditions of flags, and the lists that the
    program reads."""
    return "\n".join(_index(book, measured)) + "\n"


def _index(book: RuleBook, measured: Mapping[str, Precision]) -> Iterator[str]:
    yield "# The shipped rules"
    yield ""
    yield "Made by `attribution rules explain --out docs/rules`. The format: [rules.md](../rules.md)."
    yield ""
    for finds, title in KINDS_OF_RULES:
        if rules := book.of(finds):
            yield from _rules(title, rules, measured)
    yield from _conditions()
    yield from _lists()
    yield from _thresholds(book)


def _rules(title: str, rules: Iterable[Rule], measured: Mapping[str, Precision]) -> Iterator[str]:
    yield from (f"## {title}", "", "In the order in which they win.", "")
    yield from ("| rule | priority | finds | right |", "| --- | --- | --- | --- |")
    for rule in rules:
        precision = measured.get(rule.name)
        share = ""
        if precision and precision.found:
            share = f"{100 * precision.right / precision.found:.0f} % of {precision.found}"
        yield f"| [{rule.name}]({file_name(rule)}) | {rule.priority} | {rule.title} | {share} |"
    yield ""


def _conditions() -> Iterator[str]:
    yield from ("## Conditions of flags", "", "What `when` and `unless` of a flag rule may ask for.", "")
    for over, conditions in FLAG_CONDITIONS.items():
        yield f"Over {'a pair' if over == 'pair' else 'one attribution'}:"
        yield from ("", "| condition | values |", "| --- | --- |")
        for key, values in conditions.items():
            yield f"| `{key}` | {', '.join(f'`{value}`' for value in values)} |"
        yield ""


def _lists() -> Iterator[str]:
    yield from ("## Word lists that the program reads", "", "Besides those that rules name as `$list`.", "")
    yield from ("| list | holds |", "| --- | --- |")
    yield from (f"| `{name}` | {purpose} |" for name, purpose in LISTS.items())
    yield ""


def _thresholds(book: RuleBook) -> Iterator[str]:
    yield from ("## Thresholds", "")
    yield from ("Numbers of the check across articles, under `thresholds` in a rule file.", "")
    yield from ("| threshold | shipped | from | to | meaning |", "| --- | --- | --- | --- | --- |")
    for name, t in THRESHOLDS.items():
        shipped = threshold(book, "en", name)
        yield f"| `{name}` | {shipped:g} | {t.lowest:g} | {t.highest:g} | {t.meaning} |"


def write(book: RuleBook, folder: Path, measured: Mapping[str, Precision] = {}) -> list[Path]:
    """Writes the index and a page for each rule; pages of rules that are gone are taken out."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "README.md": index(book, measured),
        **{file_name(rule): page(rule, measured) for rule in book.rules},
    }
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in pages]
