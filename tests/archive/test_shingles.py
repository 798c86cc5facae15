"""Are the shingles of many articles at once those that one question asks for?"""

from __future__ import annotations

from attribution.archive.add import add
from attribution.archive.hashed import Rows, number
from attribution.archive.store import Store
from bench.made_up import MadeUp
from tests.archive.stories import BOOK

ROWS = [("the", "wall", "will", "not", "hold"), (), ("wall",), ("hold", "the", "wall")]


def test_numbers_made_at_once_are_those_made_one_by_one():
    rows = Rows(ROWS, "en")
    for kind, size in (("words", 2), ("words", 3), ("retold", 4), ("reported", 2)):
        found, of = rows.shingles(kind, range(size))
        wanted = [(row[i : i + size], n) for n, row in enumerate(ROWS) for i in range(len(row) - size + 1)]
        assert found.tolist() == [number(kind, "en", words) for words, _ in wanted]
        assert of.tolist() == [n for _, n in wanted]


def test_the_order_of_lemmas_does_not_count_and_that_of_words_does():
    assert number("lemmas", "en", ("a", "b", "c")) == number("lemmas", "en", ("c", "a", "b"))
    assert number("words", "en", ("a", "b", "c")) != number("words", "en", ("c", "a", "b"))
    assert number("words", "en", ("a", "b")) != number("words", "sv", ("a", "b"))


def test_the_store_has_each_shingle_by_itself_and_with_its_article(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, MadeUp().take(5), BOOK)
        kept = dict(store.rows("SELECT article, length(hashes) / 8 FROM shingles_of"))
        assert kept == dict(store.rows("SELECT article, count(*) FROM shingles GROUP BY article"))
