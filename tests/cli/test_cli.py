"""Does the command keep its word: exit statuses, what it prints and where, standard input, patterns? As a
user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from attribution import __version__
from tests.helpers.command import Done, command
from tests.helpers.parsed import MUMBLE, STORY, corpus
from tests.helpers.places import SEEDS

RULES = """\
format: 1
pack: house
language: en
rules:
  - id: clause
    status: retired
  - id: broken
    statuss: retired
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, whose parses are known."""
    corpus(tmp_path, story=STORY, mumble=MUMBLE)
    return tmp_path


def run(
    folder: Path, *arguments: object, stdin: bytes = b"", cache: Path | None = None, out: str = "out"
) -> Done:
    """``attribution check`` in the folder, with its parses."""
    kept = ("--cache", cache or folder / "cache")
    return command(folder, "check", *arguments, "--out", out, *kept, stdin=stdin)


def lines(folder: Path, name: str, out: str = "out") -> list[dict]:
    return [json.loads(line) for line in (folder / out / name).read_text(encoding="utf-8").splitlines()]


def test_the_program_as_it_is_installed(tmp_path):
    program = str(Path(sys.executable).parent / "attribution")
    done = subprocess.run([program, "--version"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"attribution {__version__}\n", "")


def test_a_run_says_one_line_and_no_more_when_it_is_no_terminal(folder):
    done = run(folder, "story.txt", "mumble.txt")
    assert done.status == 0 and done.stdout == ""
    assert done.stderr == "2 articles, 1 attributions, 1 people; flags: none. Report: out/report.html\n"
    assert "\x1b" not in done.stderr
    assert {p.name for p in (folder / "out").iterdir()} >= {
        "report.html",
        "report.md",
        "quotes.csv",
        "attributions.jsonl",
        "flags.jsonl",
        "run.json",
    }


def test_two_runs_give_the_same_bytes(folder):
    run(folder, "story.txt", "mumble.txt", out="one")
    run(folder, "story.txt", "mumble.txt", out="two")
    one, two = ({p.name: p.read_bytes() for p in (folder / out).iterdir()} for out in ("one", "two"))
    assert one == two


def test_standard_input(folder):
    done = run(folder, "-", stdin=(folder / "story.txt").read_bytes())
    assert done.status == 0, done.stderr
    [found] = lines(folder, "attributions.jsonl")
    assert found["speaker"]["name"] == "Ana Ruiz" and found["content"][0]["text"] == "“We are ready,”"


def test_patterns_and_folders(folder):
    (folder / "more" / "deep").mkdir(parents=True)
    (folder / "story.txt").rename(folder / "more" / "deep" / "story.txt")
    done = run(folder, "more/**/*.txt", "mum*.txt")
    assert done.status == 0, done.stderr
    assert {a["article"].split("/")[-1] for a in lines(folder, "articles.jsonl")} == {
        "story.txt",
        "mumble.txt",
    }
    done = run(folder, "more")
    assert [a["article"] for a in lines(folder, "articles.jsonl")] == ["deep/story.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["story.txt", "--nothing"],
        ["story.txt", "--fail-on", "terrible"],
        ["story.txt", "--rules", "nowhere.yaml"],
        ["story.txt", "--verdicts", "nowhere.csv"],
        ["story.txt", "--judgements", "nowhere.csv"],
        ["story.txt", "--models", "nowhere"],
    ],
)
def test_wrong_arguments_are_2_and_nothing_is_written(folder, arguments):
    done = run(folder, *arguments)
    assert done.status == 2 and done.stderr and "Traceback" not in done.stderr
    assert not (folder / "out").exists()


def test_a_file_in_the_way_is_2(folder):
    (folder / "out").write_text("mine")
    assert run(folder, "story.txt").status == 2
    assert (folder / "out").read_text() == "mine"


def test_a_faulty_rule_is_2_and_the_rest_is_reported(folder):
    (folder / "house.yaml").write_text(RULES)
    done = run(folder, "story.txt", "nowhere.txt", "--rules", "house.yaml")
    assert done.status == 2
    assert "house.yaml:8:5: unknown-key" in done.stderr and "nowhere.txt: path-not-found" in done.stderr
    assert len(lines(folder, "attributions.jsonl")) == 1


def test_an_article_that_cannot_be_read_is_3_and_the_rest_is_as_if_alone(folder):
    run(folder, "story.txt", "mumble.txt", out="alone")
    (folder / "bad.txt").write_bytes(b"\x81\x8d\x00\x01")
    done = run(folder, "story.txt", "bad.txt", "mumble.txt")
    assert done.status == 3
    [problem] = lines(folder, "problems.jsonl")
    assert (
        problem["article"] == "bad.txt"
        and problem["code"]
        and problem["next"]
        and problem["code"] in done.stderr
    )
    for name in ("articles.jsonl", "attributions.jsonl", "people.jsonl", "flags.jsonl"):
        assert (folder / "out" / name).read_bytes() == (folder / "alone" / name).read_bytes()


def test_no_article_at_all_is_3(folder):
    done = run(folder, "nowhere.txt")
    assert done.status == 3 and "path-not-found" in done.stderr
    assert lines(folder, "attributions.jsonl") == []


def test_flags_fail_a_run_only_when_asked_and_not_settled(seeds, parses, tmp_path):
    story = SEEDS / "river-leak"
    assert run(tmp_path, story, cache=parses).status == 0
    assert run(tmp_path, story, "--fail-on", "high", cache=parses).status == 1
    assert run(tmp_path, story, tmp_path / "nowhere.txt", "--fail-on", "high", cache=parses).status == 3
    run(tmp_path, story, cache=parses)
    high = [f["id"] for f in lines(tmp_path, "flags.jsonl") if f["severity"] == "high"]
    (tmp_path / "verdicts.csv").write_text("flag,verdict\n" + "".join(f"{id},fine\n" for id in high))
    settled = run(tmp_path, story, "--fail-on", "high", "--verdicts", tmp_path / "verdicts.csv", cache=parses)
    assert settled.status == 0, settled.stderr


def test_the_cache_is_cleared(folder):
    for count in (2, 0):
        done = command(folder, "cache", "clear", "--cache", "cache")
        assert done.stdout == f"{count} parses taken out of cache\n"


def test_a_page_without_a_text_counts_as_unread(folder: Path) -> None:
    (folder / "empty page.html").write_text("<html><body><script>1</script></body></html>", encoding="utf-8")
    done = run(folder, ".")
    assert "no-main-text" in done.stderr
    assert done.status == 3
