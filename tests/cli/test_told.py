"""Is nothing passed over in silence that a person wrote on the command line or in a file of decisions?"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from tests.helpers.parsed import STORY, corpus


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    corpus(tmp_path, story=STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_a_mistyped_path_leaves_the_older_report(folder):
    assert run("check", "story.txt", "--cache", "cache").exit_code == 0
    before = {p.name: p.read_bytes() for p in Path("reports").iterdir()}
    result = run("check", "storey.txt", "--cache", "cache")
    assert result.exit_code == 3 and "report-kept" in result.output and "path-not-found" in result.output
    assert {p.name: p.read_bytes() for p in Path("reports").iterdir()} == before


def test_decisions_that_match_nothing_are_told_and_change_no_exit_status(folder):
    Path("verdicts.csv").write_text("flag,verdict\nzzz,fine\n")
    Path("judgements.csv").write_text("a,b,judgement\nNobody One,Nobody Two,same\n")
    result = run(
        *("check", "story.txt", "--cache", "cache"),
        *("--verdicts", "verdicts.csv", "--judgements", "judgements.csv"),
    )
    assert result.exit_code == 0
    assert "verdict-unused: 1 of 1 verdicts" in result.output and "zzz" in result.output
    assert "judgement-unused" in result.output and "“nobody one” and “nobody two”" in result.output
    Path("judgements.csv").write_text("a,b,judgement\nAna Ruiz,Nobody Two,same\n")
    result = run("check", "story.txt", "--cache", "cache", "--judgements", "judgements.csv")
    assert result.exit_code == 0 and "unused" not in result.output


def test_a_verdict_on_a_flag_that_no_report_has_is_told(folder):
    told = run("verdict", "abc123def456", "fine")
    assert told.exit_code == 0 and "flag-unchecked: No report is in reports" in told.output
    Path("reports").mkdir()
    Path("reports/flags.jsonl").write_text('{"id": "abc123def456"}\n')
    assert run("verdict", "abc123def456", "fault").output == "verdicts.csv: abc123def456 fault\n"
    Path("attribution.toml").write_text('out = "reports"\nverdicts = "decided.csv"\n')
    refused = run("verdict", "abc123def465", "fine")
    assert refused.exit_code == 2 and not Path("decided.csv").exists()
    assert "flag-unknown: reports has no flag abc123def465" in refused.output
    assert "Did you mean abc123def456?" in refused.output
    assert run("verdict", "abc123def456", "fine").output == "decided.csv: abc123def456 fine\n"


@pytest.mark.parametrize("when", ["2026-13-45", "yesterday", "2026-02-30"])
def test_an_impossible_date_of_a_verdict_is_told(folder, when):
    result = run("verdict", "abc", "fine", "--when", when)
    assert result.exit_code == 2 and "is no date" in result.output and not Path("verdicts.csv").exists()


def test_a_report_is_no_folder_of_articles(folder):
    assert run("check", "story.txt", "--cache", "cache").exit_code == 0
    for given in ("reports", "reports/*.jsonl"):
        told = run("verify", "We will not sign", given, "--cache", "cache")
        assert told.exit_code == 3 and "bad-json-line" not in told.output, given
    assert "report-given" in run("check", "reports", "--out", "other").output
    assert run("check", ".", "--out", ".", "--cache", "cache").exit_code == 0
    assert "1 articles" in run("check", ".", "--out", ".", "--cache", "cache").output, "those beside it are"


def test_no_password_is_printed_or_written(folder):
    for scheme in ("https", "ftp"):
        address = f"{scheme}://mo:secret@archive.example/a"
        told = run("check", "story.txt", address, "--cache", "cache")
        assert told.exit_code == 3 and f"{scheme}://***@archive.example/a: address-invalid" in told.output
        assert "secret" not in told.output
        assert not [p for p in Path("reports").iterdir() if "secret" in p.read_text()]


def test_an_option_that_does_nothing_is_refused(folder):
    told = run("check", "story.txt", "--whole")
    assert told.exit_code == 2 and "--store" in told.output


def test_what_cannot_be_written_has_its_place(folder):
    Path("made/report.html").mkdir(parents=True)
    told = run("check", "story.txt", "--cache", "cache", "--out", "made")
    assert told.exit_code == 2 and "not-written: made/report.html cannot be written" in told.output
