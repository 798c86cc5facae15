"""Does an explanation name the rule, its words, the way to the speaker, and the rules that did not win?"""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.pipeline import check
from attribution.write import write
from tests.helpers.parsed import STORY, corpus


@pytest.fixture
def report(tmp_path):
    """A report of one small article whose parse was put into the cache by hand."""
    corpus(tmp_path, story=STORY)
    found = check([tmp_path / "story.txt"], cache=tmp_path / "cache")
    write(found, tmp_path / "report", arguments=[str(tmp_path / "story.txt")])
    return tmp_path


def explain(folder, *arguments: str):
    return CliRunner().invoke(
        app, ["explain", str(folder / "report"), *arguments, "--cache", str(folder / "cache")]
    )


def test_an_attribution_is_explained(report):
    [line] = [
        json.loads(x)
        for x in (report / "report" / "attributions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert line["speaker"]["name"] == "Ana Ruiz"
    result = explain(report, line["id"])
    assert result.exit_code == 0, result.output
    assert "Ana Ruiz (person" in result.output
    assert "rule     en/direct-cue-subject" in result.output and "step 1" in result.output
    assert (
        "bound    cue: “said” (say VERB, root)" in result.output
        and "bound    quote: “We are ready,”" in result.output
    )
    assert (
        "lost     en/" in result.output
        and "nearly   en/" in result.output
        and "did not hold" in result.output
    )
    assert "rules have changed" not in result.output


def test_the_beginning_of_an_id_will_do(report):
    line = json.loads((report / "report" / "attributions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert explain(report, line["id"][:6]).output == explain(report, line["id"]).output


def test_an_unknown_id_and_a_folder_without_a_report_are_told(report):
    assert (explain(report, "zzz").exit_code, "no-such-id" in explain(report, "zzz").output) == (2, True)
    none = CliRunner().invoke(app, ["explain", str(report), "x"])
    assert (none.exit_code, "no-report" in none.output) == (2, True)


def test_an_article_that_has_gone_is_told(report):
    (report / "story.txt").unlink()
    line = json.loads((report / "report" / "attributions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert "no longer found" in explain(report, line["id"]).output
