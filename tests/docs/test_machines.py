"""Are the hooks and templates for other machines sound, and do their commands exist?"""

from __future__ import annotations

import json
import re

import pytest
import yaml
from typer.testing import CliRunner

from attribution.cli import app
from tests.helpers.places import ROOT

PAGE = (ROOT / "docs" / "machines.md").read_text(encoding="utf-8")
TEMPLATES = re.findall(r"```yaml\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_hooks_name_commands_that_are_there_and_the_page_names_the_hooks():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["id"] in PAGE and hook["language"] == "python"
        assert CliRunner().invoke(app, [*hook["entry"].split()[1:], "--help"]).exit_code == 0


@pytest.mark.parametrize("text", TEMPLATES)
def test_the_templates_are_yaml_and_their_commands_are_there(text):
    assert yaml.safe_load(text)
    for command in re.findall(r"attribution (rules \w+)", text):
        assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0


def test_both_templates_post_what_a_change_does_though_an_example_is_lost():
    github, gitlab = (yaml.safe_load(text) for text in TEMPLATES if "rules diff" in text)
    *_, tests, diff, comment = github["jobs"]["rules"]["steps"]
    assert "rules test" in tests["run"] and "rules diff" in diff["run"] and "pr comment" in comment["run"]
    assert diff["if"] == comment["if"] == "always()"
    *_, posted, tested = gitlab["rules"]["script"]
    assert "rules diff" in posted and "merge_requests/$CI_MERGE_REQUEST_IID/notes" in posted
    assert "rules test" in tested


def test_a_new_rule_file_names_a_schema_that_stands_beside_it(tmp_path):
    assert CliRunner().invoke(app, ["rules", "new", str(tmp_path / "house.yaml")]).exit_code == 0
    first = (tmp_path / "house.yaml").read_text(encoding="utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert "properties" in json.loads((tmp_path / name).read_text(encoding="utf-8"))
