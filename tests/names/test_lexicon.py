"""Are the lists of names fields of their own, and are forms of words what the lists say?"""

from __future__ import annotations

import pytest

from attribution.article import days_between
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import parse, relation
from tests.helpers.flagging import book

LEXICON = Lexicon.of(book(), "en")


def test_a_list_that_is_none_is_an_error() -> None:
    assert "mr" in LEXICON.titles_male
    with pytest.raises(AttributeError):
        LEXICON.title_male  # type: ignore[attr-defined]  # noqa: B018  (the typo is the test)


def test_a_language_without_lists_has_empty_ones() -> None:
    assert Lexicon.of(book(), "xx").person_words == frozenset()


@pytest.mark.parametrize(
    "text, bare", [("Ruiz's", "Ruiz"), ("Ruiz’s", "Ruiz"), ("the Joneses'", "the Joneses"), ("Ruiz", "Ruiz")]
)
def test_possessives(text: str, bare: str) -> None:
    assert LEXICON.without_possessive(text) == bare


@pytest.mark.parametrize("word, stem", [("ministers", "minister"), ("boss", "bos"), ("gas", "gas")])
def test_stems(word: str, stem: str) -> None:
    assert LEXICON.stem(word) == stem


@pytest.mark.parametrize(
    "short, full, form",
    [
        ("Mr. Lee", "Tom Lee", "family"),
        ("A. Ruiz", "Ana Ruiz", "same"),
        ("Ana", "Ana Ruiz", "given"),
        ("Moss", "Ana Ruiz", None),
    ],
)
def test_how_a_shorter_name_names(short: str, full: str, form: str | None) -> None:
    one, other = parse(short, LEXICON), parse(full, LEXICON)
    assert one is not None and other is not None
    assert relation(one, other, LEXICON) == form


def test_days_between_two_dates() -> None:
    assert days_between("2025-10-08", "2025-10-01T08:00") == days_between("2025-10-01", "2025-10-08") == 7
    assert days_between(None, "2025-10-08") is None
