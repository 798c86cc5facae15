"""JSON Lines: rows, their ids, and lines that are wrong."""

import json

import pytest

from attribution.read import read
from tests.helpers.lists import LISTS


def reading(tmp_path, data: bytes | str, name="a.jsonl"):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return read([tmp_path], LISTS)


def test_a_row_says_all_about_its_article(tmp_path):
    row = {
        "id": "x/7",
        "text": "Bridge opens\n\n“We are ready,” said Ana Ruiz.\n\nNobody asked her.",
        "title": "Open",
        "publisher": "Wire",
        "published": "2025-05-28T10:00:00Z",
        "url": "https://wire.example",
        "byline": "Tom Lee",
        "language": "en-GB",
        "more": [1],
    }
    (article,) = reading(tmp_path, json.dumps(row)).articles
    assert (article.id, article.title, article.publisher, article.published) == (
        "a.jsonl#x/7",
        "Open",
        "Wire",
        "2025-05-28",
    )
    assert (article.url, article.byline, article.language, article.plain) == (
        "https://wire.example",
        "Tom Lee",
        "en",
        False,
    )
    assert article.text == row["text"] and len(article.regions) == 3 and article.regions[0].heading


def test_ids_and_lines(tmp_path):
    found = reading(
        tmp_path, '\ufeff{"text": "One."}\r\n\r\n{"text": "Three.", "id": 3.5}\n{"text": "Four.", "id": ""}\n'
    )
    assert [a.id for a in found.articles] == [
        "a.jsonl#1",
        "a.jsonl#3.5",
        "a.jsonl#4",
    ] and found.problems == ()


@pytest.mark.parametrize(
    "line",
    [
        b"{broken",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b'{"text": null}',
        b'{"text": 7}',
        b'{"text": "caf\xe9"}',
        b'{"text": "x", "title": ["y"]}',
        b"[" * 100_000,
        b'{"text": ' + b'{"a":' * 100_000,
        b"\0",
    ],
    ids=range(12),
)
def test_a_broken_line_has_its_number_and_the_others_go_on(tmp_path, line):
    found = reading(tmp_path, b'{"text": "One."}\n' + line + b'\n{"text": "Three."}\n')
    assert [a.id for a in found.articles] == ["a.jsonl#1", "a.jsonl#3"]
    assert [(p.article, p.code) for p in found.problems] == [("a.jsonl#2", "bad-json-line")]
    assert "Line 2" in found.problems[0].message


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_half_a_character_costs_no_row(tmp_path, name):
    row = rb'{"text": "Cut \ud83d, whole \ud83d\ude00, \\ud800 is said so, \udfff.", "title": "\uDE00 x"}'
    [article] = reading(tmp_path, b"[%s]" % row if name == "a.json" else row, name).articles
    assert "Cut \ufffd, whole 😀, \\ud800 is said so, \ufffd." in article.text
    assert article.title == "\ufffd x"


def test_the_first_of_two_rows_of_one_id_stands(tmp_path):
    found = reading(
        tmp_path,
        '{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n{"id": 3, "text": "Three."}\n{"text": "Four."}\n',
    )
    assert [(a.id, a.text) for a in found.articles] == [
        ("a.jsonl#x", "One."),
        ("a.jsonl#3", "Three."),
        ("a.jsonl#4", "Four."),
    ]
    assert [(p.article, p.code) for p in found.problems] == [("a.jsonl#x", "duplicate-id")]


def test_a_list_in_a_json_file(tmp_path):
    found = reading(
        tmp_path, '[\n {"text": "One."},\n {"no": 1},\n {"id": "z", "text": "Three."}\n]', "a.json"
    )
    assert [a.id for a in found.articles] == ["a.json#1", "a.json#z"]
    assert [(p.article, p.code) for p in found.problems] == [("a.json#2", "bad-json-line")]


def test_a_row_above_the_limit(tmp_path):
    found = reading(tmp_path, json.dumps({"text": "word " * 1_100_000}) + '\n{"text": "Two."}')
    assert [a.id for a in found.articles] == ["a.jsonl#2"]
    assert [(p.article, p.code) for p in found.problems] == [("a.jsonl#1", "too-large")]


def test_a_row_in_another_language(tmp_path):
    found = reading(tmp_path, '{"text": "Hi.", "language": "de"}')
    assert [(p.article, p.code) for p in found.problems] == [("a.jsonl#1", "language-without-pack")]
