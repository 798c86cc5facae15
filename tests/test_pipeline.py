"""Are articles read with the words of the rules that they are checked with?"""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from attribution.cli import app
from attribution.parse.model_pack import find, for_languages
from attribution.pipeline import check, reading_lists
from attribution.read import read
from attribution.rulebook.book import load
from tests.helpers.packs import as_german
from tests.helpers.parsed import STORY, corpus
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
    models = as_german(tmp_path / "as-german")
    paths = corpus(tmp_path, rules=[GERMAN], models=models, bridge=BRIDGE)
    report = check(paths, rules=[GERMAN], models=models, cache=tmp_path / "cache")
    assert [(a.id, a.language) for a in report.articles] == [("bridge.txt", "de")]
    [found] = report.attributions
    assert (found.rule, found.kind) == ("de/direct-cue-subject", "direct")
    assert report.problems == ()


def test_without_them_the_articles_are_named_and_left_out(tmp_path: Path) -> None:
    paths = corpus(tmp_path, [GERMAN], as_german(tmp_path / "as-german"), bridge=BRIDGE)
    assert [p.code for p in check(paths, cache=tmp_path / "cache").problems] == ["language-without-pack"]


def test_the_commands_read_with_the_words_of_their_rules(tmp_path: Path) -> None:
    models = as_german(tmp_path / "as-german")
    paths = corpus(tmp_path, rules=[GERMAN], models=models, bridge=BRIDGE)
    with_rules = ["--rules", str(GERMAN), "--models", str(models), "--cache", str(tmp_path / "cache")]
    checked = CliRunner().invoke(app, ["check", *paths, "--out", str(tmp_path / "out"), *with_rules])
    assert (checked.exit_code, "1 attributions" in checked.output) == (0, True)
    counted = CliRunner().invoke(app, ["rules", "coverage", *paths, *with_rules])
    assert counted.exit_code == 0 and "de/direct-cue-subject" in counted.output
    verified = CliRunner().invoke(app, ["verify", "Die Brücke ist sicher", *paths, *with_rules])
    assert verified.exit_code == 0 and "Found as said." in verified.output


RUIZ = """\
9	Ana	Ana	PROPN	_	Number=Sing	8	nsubj	_	ner=B-PERSON
10	Ruiz	Ruiz	PROPN	_	Number=Sing	9	flat	_	ner=I-PERSON|SpaceAfter=No
"""


def test_each_article_is_read_with_the_models_of_its_language_and_compared_only_within_it(
    tmp_path: Path,
) -> None:
    models = as_german(tmp_path / "as-german")
    lines = BRIDGE.replace("die Bürgermeisterin.", "Ana Ruiz.").splitlines(keepends=True)
    german = (
        "".join(line for line in lines if not line.startswith(("9\t", "10\t", "11\t"))) + RUIZ + lines[-1]
    )
    paths = corpus(tmp_path, [GERMAN], models, story=STORY, bridge=german)
    report = check(paths, rules=[GERMAN], models=[models], cache=tmp_path / "cache")
    assert {a.id: a.language for a in report.articles} == {"bridge.txt": "de", "story.txt": "en"}
    assert {a.article: (a.rule.partition("/")[0], a.speaker.name) for a in report.attributions} == {
        "bridge.txt": ("de", "Ana Ruiz"),
        "story.txt": ("en", "Ana Ruiz"),
    }
    assert [(p.id, p.articles) for p in report.people] == [("ana-ruiz", 1), ("ana-ruiz-en", 1)]
    assert report.pack == f"{find(models).id}, {find().id}" and report.problems == ()


def test_an_article_without_models_is_told_and_costs_no_other(tmp_path: Path) -> None:
    models = as_german(tmp_path / "as-german")
    paths = corpus(tmp_path, [GERMAN], models, story=STORY, bridge=BRIDGE)
    report = check(paths, rules=[GERMAN], cache=tmp_path / "cache")
    assert [(p.article, p.code) for p in report.problems] == [("bridge.txt", "language-without-models")]
    assert {a.article for a in report.attributions} == {"story.txt"}


def test_official_models_serve_what_no_folder_is_for(tmp_path: Path) -> None:
    models = as_german(tmp_path / "as-german")
    packs = for_languages([models, "official"], ["en", "de", "fr"])
    assert {language: p.folder for language, p in packs.items()} == {"en": None, "de": models, "fr": None}


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
