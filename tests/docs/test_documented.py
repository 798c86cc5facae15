"""Is every rule, command, option, flag kind and problem code documented?"""

from __future__ import annotations

import re

import pytest
import typer

from attribution.authoring import rule_page
from attribution.cli import app
from attribution.cli.check import READ_ALL_THE_SAME
from attribution.measure import rule_precision
from attribution.rule import Rule
from attribution.rulebook.book import load
from attribution.rulebook.rule_files import shipped_folder
from tests.helpers.places import ROOT

DOCS = {
    path: path.read_text(encoding="utf-8")
    for path in [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
    if path.exists()
}
TEXT = "\n".join(DOCS.values())
BOOK = load()
PAGES = ROOT / "docs" / "rules"
AGAIN = "write the pages again: make docs"


def counts() -> dict[str, rule_precision.Precision]:
    return {
        name: p
        for file in sorted(shipped_folder().rglob("measured.json"))
        for name, p in rule_precision.kept(file).items()
    }


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_every_rule_has_its_page(rule: Rule):
    page = PAGES / rule_page.file_name(rule)
    assert page.exists() and page.read_text(encoding="utf-8") == rule_page.page(rule, counts()), AGAIN


def test_the_index_names_every_rule_and_no_page_is_left_over():
    assert (PAGES / "README.md").read_text(encoding="utf-8") == rule_page.index(BOOK, counts()), AGAIN
    assert {p.name for p in PAGES.glob("*.md")} == {"README.md", *map(rule_page.file_name, BOOK.rules)}, AGAIN


def commands() -> list[tuple[str, set[str]]]:
    """Every command with the names of its options."""

    def below(group, path: str):
        for name, command in sorted(group.commands.items()):
            if hasattr(command, "commands"):
                yield from below(command, f"{path} {name}")
            else:
                options = {o for p in command.params for o in p.opts if o.startswith("--")} - {"--help"}
                yield f"{path} {name}", options

    return list(below(typer.main.get_command(app), "attribution"))


@pytest.mark.parametrize(("name", "options"), commands(), ids=[name for name, _ in commands()])
def test_every_command_and_option_is_documented(name, options):
    sections = dict(
        re.findall(r"^##+ `(.+?)`\n(.*?)(?=^##+ |\Z)", DOCS[ROOT / "docs" / "commands.md"], re.M | re.S)
    )
    assert name in sections, AGAIN
    assert {
        option
        for option in options
        if f"`{option}" not in sections[name] and f"/ {option}" not in sections[name]
    } == set(), AGAIN


def test_every_problem_that_changes_no_exit_status_is_documented():
    section = DOCS[ROOT / "docs" / "outputs.md"].partition("## Exit status")[2]
    assert {code for code in READ_ALL_THE_SAME if f"`{code}`" not in section} == set()


def test_every_flag_kind_is_documented():
    kinds = {rule.kind or rule.id for rule in BOOK.of("flag")}
    assert kinds and {kind for kind in kinds if f"### {kind}\n" not in TEXT} == set()


CODE = r'"([a-z]+(?:-[a-z]+)+)'
TOLD = (
    r'\bProblem\([^"()]*(?:\([^()]*\)[^"()]*)*',
    r"\b(?:[A-Z]\w*Error|Unusable|NotTaken|CannotCorrect|EdgeFault|refused|fault|problem)\(\s*",
    r"RefusedRequest\(\s*\d+,\s*",
    r"\bcode(?:: str)?(?:, next)? = ",
)
"""What stands before the code of a problem, wherever one is told; commands begin a message with it."""


def test_every_problem_code_has_a_heading():
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "attribution").rglob("*.py"))
    codes = {code for way in TOLD for code in re.findall(way + CODE + '"', source)}
    codes |= set(re.findall(rf"\b(?:stop|say)\(\s*f?{CODE}: ", source))
    assert len(codes) >= 100
    assert {code for code in codes if f"## {code}\n" not in DOCS[ROOT / "docs" / "errors.md"]} == set()
