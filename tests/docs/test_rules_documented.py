"""Is every fault, rule command, key, edge and condition of rules documented, and does every example of the
page work?"""

from __future__ import annotations

import re

import pytest

from attribution import rule
from attribution.authoring.template import template
from attribution.cli.rules import app
from attribution.rulebook import file_schema, list_catalogue
from attribution.rulebook.file import parse as parse_file
from tests.helpers.places import ROOT

SOURCE = "".join(
    module.read_text(encoding="utf-8") for module in sorted((ROOT / "attribution" / "rulebook").glob("*.py"))
)
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
OF_RULES = ERRORS.partition("# Rule files")[2].partition("\n# ")[0]
CODES = (
    set(re.findall(r'(?:problem|fault|RuleProblem|refused|EdgeFault)\(\s*"([a-z]+(?:-[a-z0-9]+)+)"', SOURCE))
    | set(re.findall(r'(?:code = |else )"([a-z]+(?:-[a-z0-9]+)+)"', SOURCE))
    | set(re.findall(r'_problem\(file, "\w+", name, "([a-z]+(?:-[a-z0-9]+)+)"', SOURCE))
    | set(re.findall(r'": \("([a-z]+(?:-[a-z0-9]+)+)", ', SOURCE))
)
FENCED = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)


def test_every_code_has_a_heading_and_no_other_has():
    every, of_rules = (set(re.findall(r"^## (\S+)$", page, re.M)) for page in (ERRORS, OF_RULES))
    assert len(CODES) > 30 and CODES - every == set() and of_rules - CODES == set()


def test_every_code_is_tested():
    tests = (ROOT / "tests" / "rulebook" / "test_faults.py").read_text(encoding="utf-8")
    assert {code for code in CODES if f'"{code}"' not in tests} == set()


def test_the_page_names_every_command():
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert {name for name in names if f"attribution rules {name}" not in PAGE} == set()


def test_the_page_names_every_key_edge_and_form():
    keys = {
        *file_schema.FileHead.model_fields,
        *file_schema.MatchRule.model_fields,
        *file_schema.FlagRule.model_fields,
        *file_schema.NodeShape.model_fields,
        *file_schema.ArticleShape.model_fields,
        *rule.FORMS,
    }
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()
    assert {place for place in rule.PLACES if f"`A {place} " not in PAGE} == set()


@pytest.mark.parametrize("text", [t for t in FENCED if t.startswith("format:")])
def test_whole_files_of_the_page_are_sound(text):
    assert parse_file(text).problems == ()


@pytest.mark.parametrize("flag", [False, True])
def test_the_template_is_sound(flag):
    file = parse_file(template("house", "en", flag=flag))
    assert file.problems == () and len(file.rules) == 1


def test_every_list_that_the_program_reads_is_read():
    source = "".join(
        p.read_text(encoding="utf-8")
        for p in (ROOT / "attribution").rglob("*.py")
        if p.name != "list_catalogue.py"
    )
    unread = {
        name
        for name in list_catalogue.LISTS
        if f'"{name}"' not in source and not re.search(rf"\.{name.replace('-', '_')}\b", source)
    }
    unread -= {
        name
        for name in unread
        if name.startswith("furniture-") and f'"{name.removeprefix("furniture-")}"' in source
    }
    unread -= {f"{act}-cues" for act in ("belief", "intention", "attitude")}  # read by the name of the act
    assert unread == set()
