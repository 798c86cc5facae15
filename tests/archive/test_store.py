"""The store: what goes in comes out, a second check of an article replaces the first, words are found."""

import sqlite3
from dataclasses import replace

import pytest

from attribution.archive.file import StoreError
from attribution.archive.store import Store
from attribution.result import Verdict
from tests.helpers.reports import FIRST, SECOND, report
from tests.helpers.stored import put


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        put(store, report())
        yield store


def test_everything_comes_back_as_it_was(tmp_path, store):
    given = report()
    with Store(tmp_path / "s.sqlite") as again:
        assert again.articles() == given.articles
        assert again.attributions() == tuple(a for a in given.attributions if not a.trial)
        assert again.attributions(SECOND.id) == tuple(a for a in given.attributions if a.article == SECOND.id)
        assert set(again.flags()) == set(given.flags)
        assert set(again.alignments()) == set(given.alignments)
        assert {p.id: p for p in again.people()}["ana-ruiz"] == given.people[0]


def test_checked_again_nothing_is_there_twice(store):
    before = (store.articles(), store.attributions(), store.flags(), store.alignments(), store.people())
    put(store, report())
    assert (
        store.articles(),
        store.attributions(),
        store.flags(),
        store.alignments(),
        store.people(),
    ) == before


def test_other_articles_stay_and_what_was_found_with_the_old_words_goes(store):
    given = report()
    put(store, replace(given, articles=(SECOND,), attributions=(), flags=(), alignments=(), people=()))
    assert store.articles() == given.articles
    assert {a.article for a in store.attributions()} == {FIRST.id}
    assert store.flags() == () and store.alignments() == ()
    assert store.search("fourteen cracks") == store.search("cracks") != ()


def test_a_verdict_stays_with_its_flag(store):
    given = report()
    verdict = Verdict("fault", "", "Mo", "")
    put(store, replace(given, flags=tuple(replace(f, verdict=verdict) for f in given.flags)))
    put(store, replace(given, flags=tuple(replace(f, verdict=None) for f in given.flags)))
    assert {f.verdict for f in store.flags()} == {verdict}


def test_words_are_found_best_first_whatever_the_marks(store):
    assert [a.id for a in store.search("WE FOUND FOURTEEN CRACKS")][:2] == ["b1", "a1"]
    assert [a.id for a in store.search('tired" AND (NEAR*')] == ["a5"]
    assert store.search("“…”") == () and store.search("albatross") == ()


def test_names_that_are_no_text(store):
    odd = replace(FIRST, id="caf\udce9.txt")
    put(store, replace(report(), articles=(odd,), attributions=(), flags=(), alignments=(), people=()))
    assert "caf\\xe9.txt" in [a.id for a in store.articles()]


def test_nothing_is_kept_of_a_report_that_fails(store):
    before = store.attributions()
    twice = report().attributions
    with pytest.raises(sqlite3.IntegrityError):
        put(store, replace(report(), attributions=twice + twice))
    assert store.attributions() == before


def test_a_file_that_is_no_store(tmp_path):
    (tmp_path / "x.txt").write_text("These are somebody's notes, and they are longer than a header.\n" * 40)
    with pytest.raises(StoreError) as error:
        Store(tmp_path / "x.txt")
    assert error.value.code == "store-unusable"
    with sqlite3.connect(tmp_path / "other.sqlite") as db:
        db.execute("CREATE TABLE recipes (name)")
    with pytest.raises(StoreError):
        Store(tmp_path / "other.sqlite")
    with pytest.raises(StoreError):
        Store(tmp_path / "no" / "such" / "folder.sqlite")


def test_a_store_that_is_not_there_yet_is_empty(tmp_path):
    with Store(tmp_path / "new.sqlite") as store:
        assert store.articles() == store.flags() == store.search("x") == ()
