"""Does a second run ask the rules again, and only where something changed?"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from attribution import extract, extract_cache, pipeline
from attribution.extract import Findings
from attribution.extract_cache import ExtractCache, article_key, file_in
from attribution.report import Report
from attribution.rule import RuleBook
from attribution.rulebook.book import load
from tests.helpers.articles import reading
from tests.helpers.parsed import MUMBLE, STORY, corpus
from tests.helpers.reports import FIRST

BOOK = load()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that the rules are asked about, as they are asked."""
    seen: list[str] = []
    real = extract.statements
    monkeypatch.setattr(
        extract, "statements", lambda scene, book: seen.append(scene.article.id) or real(scene, book)
    )
    return seen


def check(folder: Path, paths: list[str], book: RuleBook = BOOK) -> Report:
    return pipeline.examine(reading(*paths).articles, book, cache=folder / "cache")


def test_one_new_article_costs_one_article_and_the_report_is_the_same(tmp_path, asked):
    paths = corpus(tmp_path, story=STORY)
    check(tmp_path, paths)
    paths += corpus(tmp_path, mumble=MUMBLE)
    asked.clear()
    kept = check(tmp_path, paths)
    assert asked == ["mumble.txt"]
    extract_cache.clear(tmp_path / "cache")
    assert check(tmp_path, paths).attributions == kept.attributions


def test_other_rules_are_asked_and_the_old_ones_are_still_known(tmp_path, asked):
    paths = corpus(tmp_path, story=STORY)
    [before] = check(tmp_path, paths).attributions
    less = replace(BOOK, rules=tuple(r for r in BOOK.rules if r.name != before.rule), digest="less")
    after = check(tmp_path, paths, less).attributions
    assert before not in after
    assert check(tmp_path, paths).attributions == (before,) and asked == ["story.txt"] * 2


@pytest.mark.parametrize(
    "other",
    [{"id": "b.txt"}, {"byline": "By Tom Lee"}, {"text": FIRST.text + " "}, {"regions": FIRST.regions[:2]}],
)
def test_another_article_has_another_key(other):
    assert article_key(FIRST, "en-1") != article_key(replace(FIRST, **other), "en-1")
    assert article_key(FIRST, "en-1") != article_key(FIRST, "en-2")


def test_a_damaged_file_stops_nothing(tmp_path, asked):
    paths = corpus(tmp_path, story=STORY)
    file_in(tmp_path / "cache").write_bytes(b"no database" * 200)
    assert len(check(tmp_path, paths).attributions) == len(asked) == 1


def test_findings_of_old_rules_go(tmp_path, monkeypatch):
    monkeypatch.setattr(extract_cache, "BOOKS", 2)
    paths = corpus(tmp_path, story=STORY)
    for digest in "abcd":
        check(tmp_path, paths, replace(BOOK, digest=digest))
    with sqlite3.connect(file_in(tmp_path / "cache")) as db:
        assert db.execute("SELECT count(*) FROM found").fetchone() == (2,)


def test_findings_that_cannot_be_read_are_found_anew(tmp_path, asked):
    paths = corpus(tmp_path, story=STORY)
    before = check(tmp_path, paths).attributions
    with sqlite3.connect(file_in(tmp_path / "cache")) as db:
        db.execute("UPDATE found SET data = x'00'")
    assert check(tmp_path, paths).attributions == before and asked == ["story.txt"] * 2


def test_an_article_on_which_the_program_fails_is_a_problem_of_its_own(tmp_path, monkeypatch):
    real = extract.statements

    def fails(scene, book):
        return 1 / 0 if scene.article.id == "story.txt" else real(scene, book)

    monkeypatch.setattr(extract, "statements", fails)
    report = check(tmp_path, corpus(tmp_path, story=STORY, mumble=MUMBLE))
    [problem] = report.problems
    assert (problem.article, problem.code) == ("story.txt", "parse-failed")
    assert "ZeroDivisionError" in problem.message and [a.id for a in report.articles] == ["mumble.txt"]


def test_where_no_folder_can_be_made_nothing_is_kept_and_nothing_stops(tmp_path):
    (tmp_path / "file").write_text("")
    kept = ExtractCache(tmp_path / "file" / "below", {}, BOOK)
    kept.put(FIRST, Findings((), ()))
    assert FIRST not in kept and kept.get(FIRST) is None
    kept.close()
