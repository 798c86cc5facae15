"""Do the rules commands say what they found, and end with the status that the manual gives?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from tests.helpers.parsed import MUMBLE, STORY, corpus

MUMBLED = """\
format: 1
pack: house
language: en
rules:
  - id: mumbled
    finds: attribution
    title: Somebody mumbled
    match:
      cue: {lemma: mumble}
      content: {}
    where:
      - cue >ccomp content
    priority: 1
    because: "“{cue}” reports “{content}”."
    examples:
      - "{source|Tom Lee} {cue|mumbled} {content|it rained}."
    counterexamples:
      - "The mayor, Ana Ruiz, smiled."
"""
PARSES = (
    MUMBLE.replace('# document = "Tom Lee mumbled it rained.\\n"\n', "# text = Tom Lee mumbled it rained.\n")
    + "\n"
    + STORY.partition("\n\n")[0].replace(
        '"The mayor, Ana Ruiz, smiled.\\n\\n“We are ready,” she said.\\n"', '"The mayor, Ana Ruiz, smiled."'
    )
    + "\n"
)


def run(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    (folder / "parses").mkdir(parents=True)
    (folder / "mumbled.yaml").write_text(MUMBLED, encoding="utf-8")
    (folder / "parses" / "mumbled.conllu").write_text(PARSES, encoding="utf-8")
    return folder


def edit(house: Path, old: str, new: str) -> None:
    assert old in MUMBLED
    (house / "mumbled.yaml").write_text(MUMBLED.replace(old, new), encoding="utf-8")


def test_check(house):
    good = run("rules", "check", house)
    assert (good.exit_code, "1 files, 1 rules; no faults" in good.output) == (0, True)
    edit(house, "lemma: mumble", "lemmma: mumble")
    bad = run("rules", "check", house)
    assert bad.exit_code == 2
    assert (
        f"{house}/mumbled.yaml:9:13: error: “lemmma” is no key here [unknown-key]\n          cue: "
        f"{{lemmma: mumble}}\n                ^\n" in bad.output
    )
    assert "did you mean “lemma”?" in bad.output


def test_check_of_what_is_not_there(tmp_path):
    assert run("rules", "check", tmp_path / "none").exit_code == 2
    assert run("rules", "check", tmp_path).exit_code == 2


def test_examples_hold(house):
    result = run("rules", "test", house)
    assert (result.exit_code, result.output) == (0, "1 rules, 2 examples: 2 hold, 0 fail\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{content|it rained}",
            "it {content|rained}",
            ["found other words [examples]", "expected  content: “rained”", "got       content: “it rained”"],
        ),
        (
            "{lemma: mumble}",
            "{lemma: mutter}",
            [
                "found nothing [examples]",
                "cue “mumbled”: lemma is “mumble”, asked for “mutter”",
                "mumbled  [mumble VERB] root",
                "rained  [rain VERB] ccomp",
            ],
        ),
        (
            "cue >ccomp content",
            "cue >xcomp content",
            ["“cue >xcomp content” does not hold of “mumbled” and “rained”", "nearly matched"],
        ),
        (
            "The mayor, Ana Ruiz, smiled.",
            "Tom Lee mumbled it rained.",
            ["found something in a counterexample"],
        ),
    ],
)
def test_an_example_that_fails_shows_expected_got_and_the_tree(house, old, new, told):
    edit(house, old, new)
    result = run("rules", "test", house)
    assert result.exit_code == 1
    assert [t for t in told if t not in result.output] == []


@pytest.mark.parametrize("id", ["", "mumbles", "house/mumble"])
def test_a_rule_that_is_not_there_is_told(house, id):
    result = run("rules", "test", house, "--rule", id)
    assert result.exit_code == 2 and f"rule-unknown: there is no rule “{id}”" in result.output
    assert "1 rules, 2 examples" in run("rules", "test", house, "--rule", "house/mumbled").output


def test_a_known_miss_passes_until_it_is_mended(house):
    miss = '    todo_examples:\n      - "{source|Tom Lee} {cue|mumbled} it {content|rained}."\n'
    edit(house, "    counterexamples:\n", miss + "    counterexamples:\n")
    result = run("rules", "test", house)
    assert (result.exit_code, "1 known misses among them" in result.output) == (0, True)
    edit(
        house,
        "    counterexamples:\n",
        miss.replace("it {content|rained}", "{content|it rained}") + "    counterexamples:\n",
    )
    result = run("rules", "test", house)
    assert (result.exit_code, "it passes now: move it up to “examples”" in result.output) == (1, True)


def test_a_faulty_file_ends_the_test_with_2_and_the_other_rules_run(house):
    (house / "other.yaml").write_text(
        MUMBLED.replace("id: mumbled", "id: broken").replace("cue >ccomp", "cue >comp"), encoding="utf-8"
    )
    result = run("rules", "test", house)
    assert result.exit_code == 2
    assert "unknown-relation" in result.output and "1 rules, 2 examples: 2 hold" in result.output


def test_stored_parses_are_kept_for_the_examples_there_are(house):
    edit(house, "The mayor, Ana Ruiz, smiled.", "Tom Lee mumbled it rained.")
    assert run("rules", "parse", house).exit_code == 0
    assert (house / "parses" / "mumbled.conllu").read_text(encoding="utf-8").count("# newdoc") == 1


def test_a_damaged_store_of_parses_is_told(house, tmp_path):
    (house / "parses" / "mumbled.conllu").write_text("no parse at all\n", encoding="utf-8")
    result = run("rules", "test", house, "--models", tmp_path)
    assert result.exit_code == 1
    assert (
        "mumbled.conllu: the stored parses cannot be read (line 1:" in result.output
        and "no parse of this example" in result.output
    )


def test_new_writes_a_file_without_faults_and_never_over_another(tmp_path):
    for number, options in enumerate(([], ["--flag"], ["--pack", "desk", "--language", "en"])):
        file = tmp_path / f"new{number}" / "rules.yaml"
        assert run("rules", "new", file, *options).exit_code == 0
        assert run("rules", "check", file).exit_code == 0, run("rules", "check", file).output
    assert run("rules", "new", file).exit_code == 2


def test_what_cannot_be_written_is_told(house, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for arguments in (
        ["new", tmp_path / "file" / "new.yaml"],
        ["explain", "--rules", house, "--out", tmp_path / "file"],
    ):
        result = run("rules", *arguments)
        assert (result.exit_code, "cannot be written" in result.output) == (2, True)


def test_list_is_in_the_order_in_which_rules_win(house):
    lines = run("rules", "list", house).output.splitlines()
    assert lines[0].split()[:3] == ["1", "house/mumbled", "attribution"]
    assert [int(line.split()[0]) for line in lines] == sorted(int(line.split()[0]) for line in lines)


def test_explain_says_a_rule_in_words(house):
    result = run("rules", "explain", "mumbled", "--rules", house)
    assert result.exit_code == 0
    assert (
        "a word `cue` that has the lemma `mumble`" in result.output
        and "`content` depends on `cue` as `ccomp`" in result.output
    )
    missing = run("rules", "explain", "mumbeld", "--rules", house)
    assert (missing.exit_code, "did you mean “mumbled”" in missing.output) == (2, True)


def test_coverage_counts_what_fires_and_what_never_does(house, tmp_path):
    paths = corpus(tmp_path, story=STORY, mumble=MUMBLE)
    result = run("rules", "coverage", *paths, "--rules", house, "--cache", tmp_path / "cache")
    assert result.exit_code == 0
    assert [
        line.split()[1:3] for line in result.output.splitlines() if line.startswith("house/mumbled ")
    ] == [["1", "1"]]
    assert "  house/mumbled: mumble.txt (1)\n" in result.output
    assert "never fires" in result.output and " < en/direct-cue-subject" in result.output


def test_diff_shows_what_a_change_gains_and_loses(house, tmp_path):
    paths = corpus(tmp_path, story=STORY, mumble=MUMBLE)
    common = [*paths, "--cache", tmp_path / "cache", "--fail-on-change"]
    same = run("rules", "diff", "shipped", "shipped", *common)
    assert (same.exit_code, "0 lost, 0 changed, 0 gained" in same.output) == (0, True)
    gained = run("rules", "diff", "shipped", house, *common, "--html", tmp_path / "diff.html")
    assert gained.exit_code == 1
    assert "house/mumbled: 1 gained\n  + attribution mumble.txt:16: Tom Lee: it rained" in gained.output
    assert "it rained" in (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert "house/mumbled: 1 lost" in run("rules", "diff", house, "shipped", *common).output
    assert run("rules", "diff", house, tmp_path / "none", *common).exit_code == 2


def test_what_articles_say_is_text_on_the_page_of_a_comparison(house, tmp_path):
    evil = MUMBLE.replace("it rained.\\n", "<script>alert(1)</script> rained.\\n").replace(
        "\tit\tit\tPRON", "\t<script>alert(1)</script>\tit\tPRON"
    )
    paths = corpus(tmp_path, evil=evil)
    run(
        "rules",
        "diff",
        "shipped",
        house,
        *paths,
        "--cache",
        tmp_path / "cache",
        "--html",
        tmp_path / "diff.html",
    )
    page = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page and "<script" not in page


def test_measure_counts_how_often_a_rule_is_right(house, tmp_path):
    gold = tmp_path / "gold"
    (gold / "text").mkdir(parents=True)
    (gold / "attributions").mkdir()
    corpus(gold / "text", mumble=MUMBLE)
    (gold / "attributions" / "mumble_0000.ann").write_text(
        "T1\tSource 0 7\tTom Lee\nT2\tCue 8 15\tmumbled\nT3\tContent 16 25\tit rained\n"
        "T4\tAttribution 8 15\tmumbled\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
        encoding="utf-8",
    )
    out = tmp_path / "measured.json"
    result = run(
        "rules",
        "measure",
        gold,
        "--rules",
        house,
        "--cache",
        gold / "text" / "cache",
        "--name",
        "one story",
        "--out",
        out,
    )
    assert result.exit_code == 0, result.output
    assert "house/mumbled: 1 of 1 right (100 %) on one story." in result.output
    assert json.loads(out.read_text(encoding="utf-8"))["house/mumbled"] == [1, 1, "one story"]


def test_the_schema_of_rule_files_is_printed():
    schema = json.loads(run("schema", "rules").output)
    assert {"format", "pack", "language", "rules"} <= schema["properties"].keys()
    assert "lemma" in schema["$defs"]["NodeShape"]["properties"]


def test_a_rule_on_trial_is_reported_apart_and_changes_nothing_else(house, tmp_path):
    (house / "mumbled.yaml").write_text(
        MUMBLED.replace("    priority: 1\n", "    priority: 1\n    status: test\n").replace(
            "mumble}", "[mumble, say]}"
        ),
        encoding="utf-8",
    )
    paths = corpus(tmp_path, story=STORY, mumble=MUMBLE)
    common = ["--cache", tmp_path / "cache"]
    run("check", *paths, *common, "--out", tmp_path / "plain")
    run("check", *paths, *common, "--out", tmp_path / "trial", "--rules", house)
    assert (tmp_path / "plain" / "attributions.jsonl").read_text(encoding="utf-8") == (
        tmp_path / "trial" / "attributions.jsonl"
    ).read_text(encoding="utf-8")
    tried = [
        json.loads(line)
        for line in (tmp_path / "trial" / "trial.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert {line["rule"] for line in tried} == {"house/mumbled"} and len(tried) == 2
    assert run("rules", "test", house).exit_code == 0


def test_a_parse_of_another_model_pack_is_made_anew_and_said_so_and_fails_nothing(
    house, tmp_path, monkeypatch
):
    store = house / "parses" / "mumbled.conllu"
    store.write_text(
        PARSES.replace("# newdoc id = mumble\n", "# newdoc id = mumble\n# pack = en-news-of-old\n"),
        encoding="utf-8",
    )
    corpus(
        tmp_path,
        mumble=MUMBLE.replace(
            '# document = "Tom Lee mumbled it rained.\\n"', "# text = Tom Lee mumbled it rained."
        ),
    )
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "cache").rename(tmp_path / "home" / "attribution")
    result = run("rules", "test", house)
    assert result.exit_code == 0 and "1 parses made anew (made by another model pack)" in result.output
    assert run("rules", "parse", house).exit_code == 0
    assert "en-news-of-old" not in store.read_text(encoding="utf-8")
    assert "anew" not in run("rules", "test", house).output
