"""Is every fault, rule command, key, edge and condition of rules documented, and does every example of the page work?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attribution import rule, rulefile, ruleshape, vocabulary
from attribution.cli.rules import app
from attribution.template import template

ROOT = Path(__file__).parent.parent
SOURCE = "".join((ROOT / "attribution" / f"{name}.py").read_text(encoding="utf-8") for name in ("yamltree", "rulefile", "rulebook", "edge"))
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
CODES = set(re.findall(r'(?:problem|fault|RuleProblem|refuse|EdgeFault)\(\s*"([a-z]+(?:-[a-z0-9]+)+)"', SOURCE)) | set(
    re.findall(r'(?:code = |else )"([a-z]+(?:-[a-z0-9]+)+)"', SOURCE)) | {"unknown-upos", "unknown-ner"}
FENCED = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)


def test_every_code_has_a_heading():
    assert len(CODES) > 30
    assert CODES - set(re.findall(r"^## (\S+)$", ERRORS, re.M)) == set()


def test_the_page_names_every_code_and_no_other():
    named = set(re.findall(r"`([a-z0-9-]+)`", PAGE.partition("## Faults")[2].partition("For completion")[0]))
    assert named == CODES


def test_every_code_is_tested():
    tests = (ROOT / "tests" / "test_rules_faults.py").read_text(encoding="utf-8")
    assert {code for code in CODES if f'"{code}"' not in tests} == set()


def test_the_page_names_every_command():
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert {name for name in names if f"attribution rules {name}" not in PAGE} == set()


def test_the_page_names_every_key_edge_and_form():
    keys = {*ruleshape.FileHead.model_fields, *ruleshape.MatchRule.model_fields, *ruleshape.FlagRule.model_fields,
            *ruleshape.NodeShape.model_fields, *ruleshape.ArticleShape.model_fields, *rule.FORMS}
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()
    assert {place for place in rule.PLACES if f"`A {place} " not in PAGE} == set()


@pytest.mark.parametrize("text", [t for t in FENCED if t.startswith("format:")])
def test_whole_files_of_the_page_are_sound(text):
    assert rulefile.parse(text).problems == ()


@pytest.mark.parametrize("flag", [False, True])
def test_the_template_is_sound(flag):
    file = rulefile.parse(template("house", "en", flag=flag))
    assert file.problems == () and len(file.rules) == 1


def test_every_list_that_the_program_reads_is_read():
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "attribution").rglob("*.py") if p.name != "vocabulary.py")
    unread = {name for name in vocabulary.LISTS if not re.search(rf"[\"'.]{re.escape(name)}\b", source)}
    unread -= {name for name in unread if name.startswith("furniture-") and f'"{name.removeprefix("furniture-")}"' in source}
    unread -= {f"{act}-cues" for act in ("belief", "intention", "attitude")}  # read by the name of the act
    assert unread == set()
