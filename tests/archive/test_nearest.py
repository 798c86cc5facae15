"""Is it known without reading an article whether words may stand in it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.archive.add import add
from attribution.archive.find_words import holding
from attribution.archive.nearest import SoughtWords
from attribution.archive.store import Store
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords
from tests.archive.stories import BOOK
from tests.archive.test_add import said

SAME = SameWords(BOOK.lists["en"])


def asked(words: str) -> SoughtWords:
    return SoughtWords.of(words, fold(words, SAME).tokens, SAME.words("small-words"))


@pytest.mark.parametrize(
    ("words", "text", "may"),
    [
        ("We will organise 14 festivals", "she had organized the fourteen festivals of the town", True),
        ("We will organise 14 festivals", "the town had nothing of the kind", False),
        ("the leak was stopped", "he spoke of a leak that nobody had stopped", True),
        ("café owners don't pay", "Cafe owners do not pay", True),
        ("it is what it is", "“It is what it is,”", True),
        (
            "it is what it is",
            "“It is what it is that they ask of us, and of nobody else.”",
            False,
        ),
    ],
)
def test_letters_tell_what_is_worth_reading(words: str, text: str, may: bool) -> None:
    assert asked(words).near(text, 0, len(text)) is may


def test_words_that_stand_everywhere_are_found_where_they_are_all_that_was_said(tmp_path: Path) -> None:
    long = "It was the mayor who opened the bridge, and it was the town that paid for it."
    with Store(tmp_path / "s.sqlite") as store:
        add(store, [said("lantern", long), said("post", "It was the"), said("echo", "No")], BOOK)
        small = {words: holding(store, words, BOOK) for words in ("it was the", "it was", "no", "the")}
        echo, lantern, post = sorted(a.id for a in store.articles())
        assert holding(store, "mayor", BOOK) == (lantern,)
    assert small["it was the"] == (post,) and small["no"] == (echo,)
    assert all(lantern not in found for found in small.values())
