"""Are articles read with the words of the rules that they are checked with?"""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from attribution.cli import app
from attribution.pipeline import check, reading_lists
from attribution.read import read
from attribution.rulebook.book import load
from tests.helpers.parsed import corpus
from tests.helpers.places import ROOT

GERMAN = ROOT / "rules" / "de"
BRIDGE = """\
# newdoc id = bridge
# document = "„Die Brücke ist sicher“, sagte die Bürgermeisterin.\\n"
1	„	„	PUNCT	_	_	5	punct	_	SpaceAfter=No
2	Die	der	DET	_	Case=Nom	3	det	_	_
3	Brücke	Brücke	NOUN	_	Case=Nom|Gender=Fem|Number=Sing	5	nsubj	_	_
4	ist	sein	AUX	_	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	5	cop	_	_
5	sicher	sicher	ADJ	_	Degree=Pos	8	ccomp	_	SpaceAfter=No
6	“	“	PUNCT	_	_	5	punct	_	SpaceAfter=No
7	,	,	PUNCT	_	_	8	punct	_	_
8	sagte	sagen	VERB	_	Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin	0	root	_	_
9	die	der	DET	_	Case=Nom	10	det	_	_
10	Bürgermeisterin	Bürgermeisterin	NOUN	_	Case=Nom|Gender=Fem|Number=Sing	8	nsubj	_	SpaceAfter=No
11	.	.	PUNCT	_	_	8	punct	_	_
"""
"""A German article of one sentence."""


def test_rules_for_a_language_let_its_articles_in(tmp_path: Path) -> None:
    paths = corpus(tmp_path, rules=[GERMAN], bridge=BRIDGE)
    report = check(paths, rules=[GERMAN], cache=tmp_path / "cache")
    assert [(a.id, a.language) for a in report.articles] == [("bridge.txt", "de")]
    [found] = report.attributions
    assert (found.rule, found.kind) == ("de/direct-cue-subject", "direct")
    assert report.problems == ()


def test_without_them_the_articles_are_named_and_left_out(tmp_path: Path) -> None:
    paths = corpus(tmp_path, rules=[GERMAN], bridge=BRIDGE)
    assert [p.code for p in check(paths, cache=tmp_path / "cache").problems] == ["language-without-pack"]


def test_the_commands_read_with_the_words_of_their_rules(tmp_path: Path) -> None:
    paths = corpus(tmp_path, rules=[GERMAN], bridge=BRIDGE)
    with_rules = ["--rules", str(GERMAN), "--cache", str(tmp_path / "cache")]
    checked = CliRunner().invoke(app, ["check", *paths, "--out", str(tmp_path / "out"), *with_rules])
    assert (checked.exit_code, "1 attributions" in checked.output) == (0, True)
    counted = CliRunner().invoke(app, ["rules", "coverage", *paths, *with_rules])
    assert counted.exit_code == 0 and "de/direct-cue-subject" in counted.output
    verified = CliRunner().invoke(app, ["verify", "Die Brücke ist sicher", *paths, *with_rules])
    assert verified.exit_code == 0 and "Found as said." in verified.output


def test_rules_in_place_of_the_shipped_ones_keep_their_words_for_reading(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("format: 1\npack: en\nlanguage: en\nlists: {speech: [say]}\n")
    (tmp_path / "a.txt").write_text(
        "Bridge opens\n\nBy Ana Ruiz\n\nThe mayor said on Tuesday that they were ready for it.\n\nNobody "
        "asked."
    )
    lists = reading_lists(load([tmp_path / "en.yaml"]))
    [article] = read([tmp_path / "a.txt"], lists).articles
    assert article.byline == "Ana Ruiz"
    assert lists["en"]["speech"] == ("say",)


def test_the_language_of_a_text_too_short_to_tell_is_that_of_the_shipped_rules(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("OK")
    [article] = read([tmp_path], reading_lists(load([GERMAN]))).articles
    assert article.language == "en"
