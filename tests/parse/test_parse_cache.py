"""Are parses kept and given back unchanged, for exactly the text they belong to, and is a damaged cache only
a slow one?"""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.article import Article, Region, Span
from attribution.document import Document
from attribution.parse import conllu, parse_cache
from tests.helpers.parsed import STORY

[STORED] = conllu.read(STORY)
DOCUMENT = replace(STORED.document, chains=((Span(0, 20), Span(48, 51)),))
ARTICLE = Article(
    "a.txt", "Ana \U0001f642 said.\n\nMore.", (Region("body", 0, 11), Region("furniture", 13, 18))
)


def test_a_parse_comes_back_as_it_was(tmp_path):
    kept = parse_cache.ParseCache(tmp_path)
    kept.put("k", DOCUMENT)
    kept.close()
    again = parse_cache.ParseCache(tmp_path)
    assert again.get("k") == DOCUMENT and again.get("other") is None
    assert again.get("k").sentences[1].children == DOCUMENT.sentences[1].children


@given(st.text())
def test_any_words_come_back(text):
    word = replace(DOCUMENT.sentences[0].words[0], text=text, lemma=text)
    document = Document((replace(DOCUMENT.sentences[0], words=(word, *DOCUMENT.sentences[0].words[1:])),))
    assert parse_cache.load(parse_cache.dump(document)) == document


def test_the_key_is_that_of_the_text_its_regions_and_the_pack():
    key = parse_cache.key(ARTICLE, "pack-1")
    assert key == parse_cache.key(replace(ARTICLE, id="b/c.txt", title="T", publisher="P"), "pack-1")
    assert key != parse_cache.key(ARTICLE, "pack-2")
    assert key != parse_cache.key(replace(ARTICLE, text=ARTICLE.text + " "), "pack-1")
    assert key != parse_cache.key(
        replace(ARTICLE, regions=(Region("body", 0, 10), ARTICLE.regions[1])), "pack-1"
    )
    assert key != parse_cache.key(
        replace(ARTICLE, regions=(ARTICLE.regions[0], replace(ARTICLE.regions[1], kind="body"))), "pack-1"
    )


def test_a_text_with_half_a_surrogate_has_a_key():
    assert parse_cache.key(replace(ARTICLE, text="\ud83d"), "p") != parse_cache.key(
        replace(ARTICLE, text="\ud83e"), "p"
    )


def test_a_parse_with_a_gap_is_made_again_next_time(tmp_path):
    kept, gappy = parse_cache.ParseCache(tmp_path), replace(DOCUMENT, gaps=("coreference",))
    kept.put("k", gappy)
    assert kept.get("k") == gappy
    assert parse_cache.ParseCache(tmp_path).get("k") is None


@pytest.mark.parametrize("damage", [b"", b"not a database" * 100])
def test_a_damaged_file_is_left_out_of_use(tmp_path, damage):
    parse_cache.ParseCache(tmp_path).close()
    (tmp_path / "parses.sqlite").write_bytes(damage)
    kept = parse_cache.ParseCache(tmp_path)
    assert kept.get("k") is None
    kept.put("k", DOCUMENT)
    assert kept.get("k") == DOCUMENT and bool(kept.trouble) == bool(damage)
    kept.close()
    parse_cache.clear(tmp_path)
    kept = parse_cache.ParseCache(tmp_path)
    kept.put("k", DOCUMENT)
    assert kept.get("k") == DOCUMENT


def test_a_damaged_row_is_no_parse(tmp_path):
    kept = parse_cache.ParseCache(tmp_path)
    kept.put("k", DOCUMENT)
    with sqlite3.connect(tmp_path / "parses.sqlite") as db:
        db.execute("UPDATE parse SET data = substr(data, 1, 20)")
    assert kept.get("k") is None
    kept.close()


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path):
    (tmp_path / "file").write_text("")
    kept = parse_cache.ParseCache(tmp_path / "file" / "below")
    kept.put("k", DOCUMENT)
    assert kept.get("k") == DOCUMENT and kept.trouble
    kept.close()
    assert parse_cache.ParseCache(tmp_path / "file" / "below").get("k") is None


def test_what_cannot_be_written_is_read_all_the_same(tmp_path):
    first = parse_cache.ParseCache(tmp_path)
    first.put("k", DOCUMENT)
    first.close()
    with sqlite3.connect(tmp_path / "parses.sqlite") as db:
        db.execute("PRAGMA journal_mode=DELETE")
        db.execute("CREATE TRIGGER closed BEFORE INSERT ON parse BEGIN SELECT raise(FAIL, 'full'); END")
    second = parse_cache.ParseCache(tmp_path)
    second.put("l", DOCUMENT)
    assert second.get("k") == second.get("l") == DOCUMENT and "full" in second.trouble


def test_clear_takes_all_out_and_counts(tmp_path):
    assert parse_cache.clear(tmp_path) == 0
    kept = parse_cache.ParseCache(tmp_path)
    kept.put("k", DOCUMENT)
    kept.put("l", DOCUMENT)
    kept.close()
    assert parse_cache.clear(tmp_path) == 2
    assert parse_cache.ParseCache(tmp_path).get("k") is None


def test_two_runs_at_once_share_it(tmp_path):
    one, two = parse_cache.ParseCache(tmp_path), parse_cache.ParseCache(tmp_path)
    one.put("a", DOCUMENT)
    two.put("b", DOCUMENT)
    assert one.get("b") == two.get("a") == DOCUMENT


def test_many_threads_write_at_once(tmp_path):
    kept = parse_cache.ParseCache(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: kept.put(str(n), DOCUMENT), range(64)))
    kept.close()
    again = parse_cache.ParseCache(tmp_path)
    assert all(again.get(str(n)) == DOCUMENT for n in range(64)) and not again.trouble
