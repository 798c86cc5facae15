"""Does any input make a stage hang, or stop it? What once did, at sizes at which squares would show."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

import pytest

from attribution.article import Article, Region
from attribution.find.quotations import scan
from attribution.read import READERS
from attribution.wording.normalise import SameWords, fold
from tests.helpers.articles import codes, of
from tests.helpers.lists import LISTS

SAME = SameWords({name: tuple(words) for name, words in LISTS["en"].items()})
SECONDS = 10.0
"""Of processor time. Each input takes less than two where its work is linear, for ever where it is not."""


@pytest.fixture(autouse=True)
def within_time() -> Iterator[None]:
    start = process_time()
    yield
    assert process_time() - start < SECONDS


FOLDED = {
    "digits without end": "1" * 400 + " million",
    "hundreds of hundreds": "hundred " * 200,
    "groups without end": "1" + " 000" * 500,
    "other digits": "٣" * 500,
    "an hour without end": "9" * 5000 + ":59 and " + "9" * 5000 + ".59 pm",
    "a day without end": "May " + "9" * 5000,
    "change without end": "$5 and 2 pounds " + "9" * 5000,
    "contractions": "I" + "'ll" * 20_000,
    "possessives": "a" + "'s" * 20_000,
    "a long word": "a" * 300_000,
    "a long figure": "1," * 150_000,
    "initials": "A." * 100_000,
    "brackets": "(a b) " * 5_000,
}


@pytest.mark.parametrize("text", FOLDED.values(), ids=FOLDED)
def test_words_are_folded_whatever_they_are(text: str) -> None:
    folded = fold(text, SAME)
    assert folded.tokens and all(0 <= t.start < t.end <= len(text) for t in folded.tokens)


def test_amounts_are_still_amounts() -> None:
    assert fold("38,000 and two hundred million", SAME).words == fold("38 000 and 200m", SAME).words


MARKED = {
    "players'": "'a" + " players'" * 4_000 + " end.'",
    "stars": "*" * 50_000 + " 'b" * 5_000,
    "open marks": "“a " * 10_000,
    "nested marks": "“‘\"'`«»„ " * 3_000,
    "straight marks": 'a " ' * 50_000,
    "single marks": "a ‘’ " * 25_000,
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_marks_are_read_once(text: str) -> None:
    scan(Article("a", text, (Region("body", 0, len(text)),)))


BEGINNINGS = (
    b"<!---->" * 60 + b"x",
    b"<!-- -->\n" * 200,
    b" " * 2048,
    b"<?xml?> " * 255,
    b"1" * 2048,
    b"From " * 400,
)


@pytest.mark.parametrize("data", BEGINNINGS, ids=[b[:8].decode() for b in BEGINNINGS])
def test_a_format_is_told_from_any_beginning(data: bytes) -> None:
    assert not any(reader.looks_like(data) for reader in READERS if ".html" in reader.suffixes)
    for reader in READERS:
        reader.looks_like(data)


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}", "a{}='>'", 'a{}="<"'])
def test_a_tag_of_endless_attributes_is_too_large(attribute: str, tmp_path) -> None:
    """Reading a tag takes time with the square of its attributes."""
    many = " ".join(attribute.format(i) for i in range(400_000 // len(attribute)))
    assert codes(
        of(tmp_path, "a.html", f"<html><body><p {many}>It rained in the town.</p></body></html>")
    ) == ["too-large"]


def test_pictures_inside_a_page_are_no_attributes(tmp_path) -> None:
    picture = f'<svg><path style="{"fill: red; " * 300}" d="{"M 1 2 L 3 4 " * 2000}"/></svg>'
    said = "<p>The mayor said that the road was open again.</p>" * 5
    page = f"<html><body><article>{picture}{said}</article></body></html>"
    assert "too-large" not in codes(of(tmp_path, "a.html", page))


SAID = "<p>“We have waited nine years for this,” said Ana Ruiz, the mayor of Kalda.</p>"
PAGES = {
    "short paragraphs": SAID + "<p>a</p>" * 20_000,
    "quotations": SAID + "<q>We are ready</q> " * 20_000,
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_a_page_is_read_once(body: str) -> None:
    """What the extraction dropped is looked for in the page, and what is marked as quoted gets marks."""
    page = f"<!doctype html><html><body><article>{body}</article></body></html>".encode()
    reader = next(reader for reader in READERS if ".html" in reader.suffixes)
    assert [*reader.read(page, "a.html")]
