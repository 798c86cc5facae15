"""Does a configuration file settle what the command line leaves open, and gives Python the same?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import attribution
from attribution.cli import app
from attribution.cli.configured import CONFIGURED
from attribution.configuration import KEYS, ConfigurationError, nearest, read
from tests.helpers.parsed import MUMBLE, STORY, corpus
from tests.helpers.places import ROOT

SETTLED = """\
paths = ["articles/*.txt"]
cache = "articles/cache"
out = "made"
fail-on = "high"
"""


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles and a configuration, and a folder below it, where the test runs."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "desk").mkdir()
    corpus(tmp_path / "articles", story=STORY, mumble=MUMBLE)
    (tmp_path / "attribution.toml").write_text(SETTLED)
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def report(folder: Path) -> str:
    return (folder / "attributions.jsonl").read_text()


def test_the_file_the_command_line_and_python_give_the_same(newsroom):
    assert run("check").exit_code == 0
    by_file = report(newsroom / "made")
    articles = str(newsroom / "articles")
    (newsroom / "attribution.toml").unlink()
    assert run("check", f"{articles}/*.txt", "--cache", f"{articles}/cache", "--out", "named").exit_code == 0
    (newsroom / "attribution.toml").write_text(SETTLED)
    made = attribution.check(configuration="../attribution.toml")
    assert by_file == report(Path("named")) != ""
    assert [a.id for a in made.attributions] == [
        a.id for a in attribution.check(f"{articles}/*.txt", cache=f"{articles}/cache").attributions
    ]


def test_the_command_line_wins(newsroom):
    assert run("check", "../articles/story.txt", "--out", "mine").exit_code == 0
    assert "mumble" not in (Path("mine") / "articles.jsonl").read_text() and not (newsroom / "made").exists()


def test_verify_takes_its_paths_from_it(newsroom):
    assert "Found as said." in run("verify", "We are ready").output


def test_the_nearest_file_counts_and_a_project_file_only_with_the_table(newsroom):
    desk = newsroom / "desk"
    (desk / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert nearest(desk) == newsroom / "attribution.toml"
    (desk / "pyproject.toml").write_text('[tool.attribution]\nfail-on = "low"\n')
    assert nearest(desk) == desk / "pyproject.toml"
    assert read(desk / "pyproject.toml").settled() == {"fail_on": "low"}
    (desk / "attribution.toml").write_text("")
    assert nearest(desk) == desk / "attribution.toml"


def test_paths_are_relative_to_the_file_and_addresses_are_addresses(newsroom):
    (newsroom / "attribution.toml").write_text(
        'paths = ["articles", "https://example.org/a", "-"]\nmodels = ["en-news", "packs/de"]\n'
    )
    said = read(newsroom / "attribution.toml")
    assert said.paths == ["../articles", "https://example.org/a", "-"]
    assert said.models == ["en-news", "../packs/de"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('out = "x"\nrule = ["a"]\n', "attribution.toml:2: there is no key “rule”\nDid you mean “rules”?"),
        ('paths = "articles"\n', "attribution.toml:1: “paths”: Input should be a valid list"),
        ('\nfail-on = "grave"\n', "attribution.toml:2: “fail-on”: Input should be 'high'"),
        ("paths = [\n", "cannot be read"),
    ],
)
def test_a_fault_ends_the_command_with_its_line_and_the_nearest_key(newsroom, text, told):
    (newsroom / "attribution.toml").write_text(text)
    result = run("check", "../articles/story.txt")
    assert result.exit_code == 2 and "configuration-invalid" in result.output and told in result.output
    with pytest.raises(ConfigurationError):
        attribution.check(configuration="../attribution.toml")


def test_the_page_names_every_key_and_the_commands_that_read_it():
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    told = {
        key: set(re.findall(r"`(\w+)`", by))
        for key, by in re.findall(r"^\| `(.+?)` \|.*\|(.*)\|$", page, re.M)
    }
    read_by = {key: {c for c, names in CONFIGURED.items() if key.replace("-", "_") in names} for key in KEYS}
    assert told == read_by


def test_verdicts_may_be_named_before_there_is_one_and_other_files_are_missed_by_name(newsroom):
    file = newsroom / "attribution.toml"
    file.write_text(SETTLED + 'verdicts = "verdicts.csv"\n')
    assert run("check").exit_code == 0
    assert attribution.check(configuration=file).articles
    (newsroom / "verdicts.csv").write_text("flag,verdict\nzzz,fine\n")
    assert "verdict-unused" in run("check").output
    for key, value in {"rules": '["house.yaml"]', "judgements": '"pairs.csv"'}.items():
        file.write_text(SETTLED + f"{key} = {value}\n")
        told = run("check")
        assert told.exit_code == 2 and ", which ../attribution.toml names, is not there" in told.output


@pytest.mark.parametrize(
    ("said", "line"),
    [(b'out = "a"\npaths = ["x"\n', 2), (b'out = "a"\n\nstore = "caf\xe9"\n', 3), (b"out = \n", 1)],
    ids=["not closed", "not UTF-8", "no value"],
)
def test_what_is_no_toml_has_its_line(newsroom, said, line):
    (newsroom / "attribution.toml").write_bytes(said)
    assert f"attribution.toml:{line}: it cannot be read" in run("check").output
