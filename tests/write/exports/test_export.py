"""Does the command write the same from a report's folder and from a store, and say what it lacks?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.write.exports import FORMATS
from attribution.write.read_back import written_report
from tests.helpers.reports import SECOND, report


def export(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_a_report_comes_back_as_it_was(folder):
    back, made = written_report(folder), report()
    for name in ("articles", "people", "alignments", "flags", "problems", "skipped", "boilerplate", "pack"):
        assert getattr(back, name) == getattr(made, name), name
    assert back.attributions == tuple(a for a in made.attributions if not a.trial)


def test_a_folder_and_a_store_give_the_same(folder, store, tmp_path):
    for form in ("brat", "claim-review", "label-studio", "web-annotation"):
        for source in (folder, store):
            assert export(source, "--as", form, "--out", tmp_path / form / source.stem).exit_code == 0
        names = [p.relative_to(tmp_path / form / "kept") for p in (tmp_path / form / "kept").rglob("*.*")]
        assert names
        for name in names:
            one, other = (tmp_path / form / x / name for x in ("kept", "reports"))
            assert one.read_bytes() == other.read_bytes()


def test_an_article_that_has_changed_is_told(folder, tmp_path):
    (tmp_path / "articles" / "a" / "north.txt").write_text("Other words.")
    result = export(folder, "--as", "web-annotation")
    assert result.exit_code == 2 and "article-moved: a/north.txt has changed" in result.output
    assert not (tmp_path / "exports").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["articles", "--as", "web-annotation"], "no-report"),
        (["reports", "--as", "papyrus"], "web-annotation"),
        (["nowhere", "--as", "web-annotation"], "nowhere is not there"),
    ],
)
def test_what_is_no_report_or_no_form_is_told(folder, arguments, told):
    result = export(*arguments)
    assert result.exit_code == 2 and told in result.output


def test_every_form_is_in_the_help():
    said = "".join(CliRunner().invoke(app, ["export", "--help"]).output.split())
    assert {form for form in FORMATS if f"{form}(" not in said} == set()


def test_sarif_has_the_paths_of_the_files_as_they_are_reached_from_here(folder):
    (Path("articles") / SECOND.id).parent.mkdir()
    (Path("articles") / SECOND.id).write_text("<p>A page.</p>")
    result = export(folder, "--as", "sarif", "--out", "exports")
    assert result.exit_code == 0
    [run] = json.loads(Path("exports/report.sarif").read_text())["runs"]
    places = [at["physicalLocation"] for flag in run["results"] for at in flag["locations"]]
    assert places
    for place in places:
        file = Path(place["artifactLocation"]["uri"])
        assert file.is_file(), "a path from the folder where the command runs"
        lines = file.read_text(encoding="utf-8").splitlines()
        assert ("region" not in place) or place["region"]["endLine"] <= len(lines)
