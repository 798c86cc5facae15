"""Are the mistakes told for what they are, and can nothing sink unnoticed?"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from attribution.cli import app
from attribution.document import Word
from attribution.find.matcher import satisfies
from attribution.measure import gates
from attribution.measure.evaluation import evaluate
from attribution.measure.learn_cues import Tally, choose
from attribution.measure.mistakes import mistakes
from attribution.rulebook.book import load
from tests.helpers.parsed import MUMBLE, STORY, corpus

SAYING = MUMBLE.replace("mumble", "claim").replace("claimd", "claimed")
"""The same sentence with a verb that the shipped rules know."""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Three articles: one right, one with a verb that no rule knows, one where something is found that nobody
    marked."""
    folder = tmp_path / "gold"
    (folder / "attributions").mkdir(parents=True)
    (folder / "text").mkdir()
    corpus(folder / "text", story=STORY, mumble=MUMBLE, claim=SAYING)
    mark(folder, "story", ("she", "said", "“We are ready,”"))
    mark(folder, "mumble", ("Tom Lee", "mumbled", "it rained"))
    mark(folder, "claim")
    return folder


def mark(folder: Path, name: str, *attributions: tuple[str, str, str]) -> None:
    """Write the annotation file of an article: source, cue and content words of each attribution."""
    text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
    lines = []
    for number, words in enumerate(attributions):
        at = [(f"T{3 * number + i}", text.index(part), part) for i, part in enumerate(words)]
        lines += [
            f"{t}\t{role} {start} {start + len(part)}\t{part}"
            for (t, start, part), role in zip(at, ("Source", "Cue", "Content"), strict=True)
        ]
        lines.append(f"E{number}\tAttribution:{at[1][0]} Source:{at[0][0]} Cue:{at[1][0]} Content:{at[2][0]}")
    (folder / "attributions" / f"{name}_0000.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(*arguments: object, code: int = 0) -> str:
    outcome = CliRunner().invoke(app, [*map(str, arguments)])
    assert outcome.exit_code == code, outcome.output
    return outcome.output


def measured(gold: Path, *more: object, code: int = 0) -> str:
    return run("evaluate", "polnear", gold, "--cache", gold / "text" / "cache", *more, code=code)


def told(gold: Path) -> list[tuple[str, str, str, str]]:
    evaluation = evaluate(gold, load(), cache=gold / "text" / "cache")
    return [(m.answer.name, m.side, m.type, m.why) for answer in evaluation.answers for m in mistakes(answer)]


# ------------------------------------------------------------------ the program measured
def test_the_real_program_is_measured_on_raw_texts(gold, tmp_path):
    table = measured(gold, "--json", tmp_path / "out.json")
    assert "3 articles (3 with predictions), 2 gold and 2 predicted" in table
    result = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert result["overall"]["attribution"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert result["by_gold_type"]["direct"]["attribution_recall"] == 1
    assert "1 articles" in measured(gold, "--limit", 1)


def test_each_mistake_has_its_kind(gold):
    assert sorted(told(gold)) == [
        ("claim", "false", "indirect", "nobody marked it"),
        ("mumble", "missed", "indirect", "not found"),
    ]
    mark(gold, "story", ("The mayor", "said", "“We are ready,”"))
    mark(gold, "claim", ("Tom Lee", "claimed", "rained"))
    assert ("story", "missed", "direct", "wrong source") in told(gold)
    assert not any(name == "claim" for name, *_ in told(gold))  # 6 of 8 characters are enough
    mark(gold, "claim", ("Lee", "claimed", "it"))
    assert {("claim", "missed", "indirect", "span off"), ("claim", "false", "indirect", "span off")} <= set(
        told(gold)
    )
    mark(gold, "claim", ("Lee", "Tom", "Lee claimed it rained."))
    mark(gold, "story", ("she", "said", "The mayor, Ana Ruiz, smiled.\n\n“We are ready,”"))
    assert ("story", "false", "direct", "span off") in told(gold)
    mark(gold, "story", ("Ana Ruiz", "smiled", "The mayor, Ana Ruiz, smiled.\n\n“We are ready,”"))
    assert ("story", "false", "direct", "inside another") in told(gold)


def test_the_page_of_mistakes_shows_words_rule_and_parse_and_nothing_else_runs(gold, tmp_path):
    evil = MUMBLE.replace("it rained.\\n", "<script>alert(1)</script> rained.\\n").replace(
        "\tit\tit\tPRON", "\t<script>alert(1)</script>\tit\tPRON"
    )
    corpus(gold / "text", evil=evil)
    mark(gold, "evil", ("Tom Lee", "mumbled", "<script>alert(1)</script> rained"))
    measured(gold, "--errors", tmp_path / "errors.html")
    page = (tmp_path / "errors.html").read_text(encoding="utf-8")
    assert (
        '<mark class="source">Tom Lee</mark> <mark class="cue">mumbled</mark> <mark class="content">it '
        "rained</mark>" in page
    )
    assert "indirect: not found (2)" in page and "indirect: nobody marked it (1)" in page
    assert (
        "mumbled  [mumble VERB] root\n  Tom  [Tom PROPN PERSON] nsubj\n    Lee  [Lee PROPN PERSON] flat\n"
        in page
    )
    assert re.search(r"<code>en/clause</code>", page)
    assert "<tr><th>ccomp</th><td>3</td><td>2</td><td>67 %</td></tr>" in page
    assert "&lt;script&gt;alert(1)" in page and "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_right_attributions_of_the_rules_add_up(gold, tmp_path):
    measured(gold, "--per-rule", tmp_path / "rules.csv", "--json", tmp_path / "out.json")
    with (tmp_path / "rules.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    overall = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["overall"]
    assert sum(int(r["found"]) for r in rows) == overall["predicted"]
    assert sum(int(r["attribution"]) for r in rows) == overall["attribution"]["recall"] * overall["gold"]
    assert {r["rule"]: (r["precision"], r["recall"]) for r in rows}["en/clause"] == ("0.0", "0.0")


def test_an_article_that_cannot_be_read_counts_as_one_where_nothing_was_found(gold):
    (gold / "text" / "mumble.txt").write_text(
        "Tom Lee mumbled it rained. Ĉu vi parolas Esperanton? Mi ne scias, kial li diris tion al ni "
        "hieraŭ.\n",
        encoding="utf-8",
    )
    table = measured(gold)
    assert "language-without-pack" in table
    assert "3 articles (2 with predictions), 2 gold and 2 predicted" in table


def test_what_cannot_be_used_is_told(gold, tmp_path):
    assert "no such directory" in run("evaluate", "polnear", tmp_path / "none", code=2)
    assert "--limit" in measured(gold, "--limit", 1, "--floors", tmp_path / "floors.yaml", code=2)
    assert "There are no floors" in measured(gold, "--floors", tmp_path / "floors.yaml", code=2)


# ------------------------------------------------------------------ floors
def test_a_rate_that_sinks_is_told_and_no_update_hides_it(gold, tmp_path):
    file = tmp_path / "floors.yaml"
    measured(gold, "--floors", file, "--update")
    assert "hold" in measured(gold, "--floors", file)
    pinned = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert pinned["floors"]["attribution f1"] == 0.5 and pinned["rules"] == load().digest

    house = tmp_path / "house.yaml"
    house.write_text(
        "format: 1\npack: house\nlanguage: en\nrules:\n"
        + "".join(f"  - id: {rule.id}\n    status: retired\n" for rule in load().of("attribution")),
        encoding="utf-8",
    )
    worse = [gold, "--floors", file, "--rules", house]
    assert "attribution f1: - is below its floor of 0.5000" in measured(*worse, code=1)
    before = file.read_bytes()
    assert "floor-lowered" in measured(*worse, "--update", code=2)
    assert file.read_bytes() == before
    measured(*worse, "--update", "--lower")
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["floors"] == {
        "direct recall": 0,
        "indirect recall": 0,
    }


def test_floors_of_other_gold_data_are_no_floors(gold, tmp_path):
    file = tmp_path / "floors.yaml"
    measured(gold, "--floors", file, "--update")
    mark(gold, "claim", ("Tom Lee", "claimed", "it rained"))
    assert "other-gold" in measured(gold, "--floors", file, code=2)


def test_a_change_within_epsilon_neither_fails_nor_moves_the_floor():
    pinned = gates.Floors("g", "r", {"f1": 0.5, "gone": 0.1}, 0.01)
    assert gates.fallen(pinned, {"f1": 0.495, "gone": 0.1}, "g") == {}
    assert gates.fallen(pinned, {"f1": 0.48}, "g") == {"f1": (0.5, 0.48), "gone": (0.1, None)}
    raised = gates.update(pinned, {"f1": 0.495, "gone": 0.3, "new": 0.7}, "g", "r2")
    assert (raised.rates, raised.rules) == ({"f1": 0.5, "gone": 0.3, "new": 0.7}, "r2")


@pytest.mark.parametrize("text", ["", "floors: 3\n", "gold: a\nrules: b\nepsilon: x\nfloors: {}\n", "a: [\n"])
def test_a_broken_file_of_floors_is_told(tmp_path, text):
    file = tmp_path / "floors.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(gates.FloorError) as error:
        gates.read(file)
    assert error.value.code == "bad-floors"


# ------------------------------------------------------------------ word lists
def test_a_word_is_learned_from_marked_attributions_and_then_found(gold, tmp_path):
    (gold / "attributions" / "claim_0000.ann").unlink()
    lists = tmp_path / "learned.yaml"
    lists.write_text(
        'format: 1\npack: learned\nlanguage: en\nlists:\n  ccomp-cues: [whisper]\n  other: ["no", kept]\n',
        encoding="utf-8",
    )
    whispered = MUMBLE.replace("mumbled", "whispered").replace("\tmumble\t", "\twhisper\t")
    corpus(gold / "text", again=STORY, anew=MUMBLE, once=whispered)
    mark(gold, "again", ("she", "said", "“We are ready,”"))
    mark(gold, "anew", ("Tom Lee", "mumbled", "it rained"))
    mark(gold, "once", ("Tom Lee", "whispered", "it rained"))
    said = run("learn", "polnear", gold, "--out", lists, "--cache", gold / "text" / "cache")
    assert "2 words, right 4 of 4 times" in said
    written = yaml.safe_load(lists.read_text(encoding="utf-8"))
    assert written == {
        "format": 1,
        "pack": "learned",
        "language": "en",
        "lists": {"ccomp-cues": ["mumble", "say"], "other": ["no", "kept"]},
    }
    assert "mumble   # 2/2" in lists.read_text(encoding="utf-8")
    assert load([lists]).words("en", "ccomp-cues") == {"mumble", "say"}
    run("learn", "polnear", gold, "--out", tmp_path / "none.yaml", code=2)


def test_one_lucky_hit_lists_no_word():
    tallies = {
        "say": Tally(90, 100),
        "go": Tally(2, 3),
        "mean": Tally(1, 1),
        "see": Tally(1, 40),
        "run": Tally(0, 200),
        "l33t": Tally(5, 5),
    }
    assert [word for word, _ in choose(tallies, 0.6)] == ["say"]
    assert [word for word, _ in choose(tallies, 0.5)] == ["say", "go"]
    assert choose({}, 0.5) == []


def test_a_list_without_words_can_be_nothing(tmp_path):
    rule = """\
format: 1
pack: house
language: en
lists: {quiet: []}
rules:
  - id: quiet
    finds: attribution
    title: A quiet verb
    because: "{cue} reports {content}"
    match:
      cue: {lemma: $quiet}
      content: {}
    where: [cue >ccomp content]
    examples: ["{cue|He} {content|x}"]
    counterexamples: ["It rained."]
"""
    (tmp_path / "house.yaml").write_text(rule, encoding="utf-8")
    book = load([tmp_path / "house.yaml"])
    [found] = [r for r in book.rules if r.pack == "house"]
    assert [(p.code, p.level) for p in book.problems if "house" in p.place.file] == [
        ("unreachable-rule", "warning")
    ]
    assert satisfies(found.nodes["cue"], Word(0, 0, 4, "said", "say", "VERB", "", -1, "root")) == "lemma"
