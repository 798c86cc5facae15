"""Files in files: archives, bombs, names that climb."""

import gzip

import pytest

from tests.helpers.articles import codes, of, one, reading
from tests.read.desk import PAGE, TEXT, warc, zipped


def test_an_archive_is_read_like_a_folder(tmp_path):
    files = {
        "b/two.txt": TEXT,
        "a.html": PAGE,
        "x.png": "x",
        "README.md": "about",
        ".hidden.txt": "x",
        "__MACOSX/._a.html": "x",
        "a_files/frame.html": PAGE,
        "court_files/three.txt": TEXT,
        "in.zip": zipped({"c.txt": TEXT}),
        "rows.jsonl": '{"id": "r", "text": "It rained."}',
    }
    found = of(tmp_path, "a.zip", zipped(files))
    assert [a.id for a in found.articles] == [
        "a.zip#a.html",
        "a.zip#b/two.txt",
        "a.zip#court_files/three.txt",
        "a.zip#in.zip#c.txt",
        "a.zip#rows.jsonl#r",
    ]
    assert found.problems == () and found.skipped == 2
    assert not any(a.plain for a in found.articles)


def test_names_that_climb_are_just_names(tmp_path):
    found = of(tmp_path, "a.zip", zipped({"../../up.txt": TEXT, "/root.txt": TEXT}))
    assert [a.id for a in found.articles] == ["a.zip#../../up.txt", "a.zip#/root.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


def test_a_packed_file_has_its_own_name(tmp_path):
    assert one(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode())).text == TEXT
    assert [a.url for a in of(tmp_path, "b.warc.gz", warc(packed=True)).articles] == [
        "https://wire.example/ferry"
    ]


def test_a_crawl_has_pages_that_are_no_articles(tmp_path):
    found = of(
        tmp_path,
        "a.warc",
        warc(("https://x.example/", "<html><body></body></html>"), ("https://x.example/1", PAGE)),
    )
    assert [a.id for a in found.articles] == ["a.warc#2"] and found.skipped == 1 and found.problems == ()


NESTED = zipped({"a.txt": TEXT})
for _ in range(4):
    NESTED = zipped({"in.zip": NESTED})
BOMB = gzip.compress(b"\0" * 30_000_000)
"""One of many parts of a file: each is small, and all are read one after the other."""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.zip", b"", "broken-file"),
        ("a.zip", zipped({"a.txt": TEXT})[:-30], "broken-file"),
        ("a.zip", zipped({}), "nothing-to-read"),
        ("a.zip", zipped({"a.png": "x"}), "nothing-to-read"),
        ("a.zip", zipped({f"{n}.txt": "x" for n in range(10_001)}), "unpacks-too-large"),
        ("a.zip", NESTED, "nested-too-deep"),
        ("a.gz", b"", "broken-file"),
        ("a.gz", gzip.compress(TEXT.encode())[:-20], "broken-file"),
        ("a.txt.gz", BOMB * 17, "unpacks-too-large"),
        ("a.warc", b"", "broken-file"),
        ("a.warc", b"hello", "broken-file"),
    ],
)
def test_what_cannot_be_unpacked_is_told(tmp_path, name, data, code):
    found = of(tmp_path, name, data)
    assert codes(found) == [code] and found.articles == ()


def test_a_member_that_cannot_be_read_costs_no_other(tmp_path):
    found = of(tmp_path, "a.zip", zipped({"a.pdf": "no", "b.txt": TEXT, "c.docx": "no"}))
    assert [a.id for a in found.articles] == ["a.zip#b.txt"]
    assert [(p.article, p.code) for p in found.problems] == [
        ("a.zip#a.pdf", "broken-file"),
        ("a.zip#c.docx", "broken-file"),
    ]


def test_the_table_beside_an_archive_tells_of_its_members(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"b.txt": TEXT}))
    (tmp_path / "articles.csv").write_text("path,publisher\na.zip#b.txt,Northern Wire\n")
    assert [a.publisher for a in reading(tmp_path).articles] == ["Northern Wire"]


def test_a_few_huge_files_are_told_too(tmp_path):
    huge = {f"{n}.png": b"\0" * 90_000_000 for n in range(6)}
    assert codes(of(tmp_path, "a.zip", zipped(huge, level=1))) == ["unpacks-too-large"]
