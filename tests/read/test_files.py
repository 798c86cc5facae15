"""Which files are read, under which ids, with which metadata."""

import io
import os
from pathlib import Path

import pytest

from attribution.read import read
from tests.helpers.lists import LISTS
from tests.helpers.places import ROOT

TEXT = "The mayor said on Tuesday that they were ready for it."


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT)


def ids(*paths, **more) -> list[str]:
    return [article.id for article in read(paths, LISTS, **more).articles]


def codes(*paths) -> list[tuple[str, str]]:
    return [(problem.article, problem.code) for problem in read(paths, LISTS).problems]


def test_a_folder_is_walked_in_sorted_order(tmp_path):
    put(
        tmp_path,
        "b.txt",
        "a/z.txt",
        "a/b.md",
        "c.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "x.png",
        "README.md",
        "articles.csv",
    )
    (tmp_path / "articles.csv").write_text("path,title\n")
    reading = read([tmp_path], LISTS)
    assert [a.id for a in reading.articles] == ["a/b.md", "a/z.txt", "b.txt", "c.TXT"]
    assert reading.skipped == 1 and reading.problems == ()


def test_ids_of_several_paths_begin_with_their_names(tmp_path):
    put(tmp_path, "one/a.txt", "two/sub/a.txt", "c.txt")
    assert ids(tmp_path / "one") == ["a.txt"]
    assert ids(tmp_path / "one", tmp_path / "two", tmp_path / "c.txt") == [
        "one/a.txt",
        "two/sub/a.txt",
        "c.txt",
    ]
    assert ids(tmp_path / "c.txt") == ["c.txt"]


def test_paths_of_one_name_are_told_apart(tmp_path):
    put(tmp_path, "one/x/a.txt", "two/x/a.txt")
    assert ids(tmp_path / "one/x", tmp_path / "two/x") == ["one/x/a.txt", "two/x/a.txt"]
    assert ids(tmp_path / "one/x/a.txt", tmp_path / "two/x/a.txt") == ["one/x/a.txt", "two/x/a.txt"]


def test_the_folder_one_stands_in(tmp_path, monkeypatch):
    put(tmp_path, "here/a.txt", "there/b.txt")
    monkeypatch.chdir(tmp_path / "here")
    assert ids(".") == ["a.txt"]
    assert ids(".", "../there") == ["here/a.txt", "there/b.txt"]
    assert ids("a.txt") == ["a.txt"]


def test_globs(tmp_path):
    put(tmp_path, "a.txt", "b.txt", "sub/c.txt", "sub/d.md", "[x].txt")
    assert ids(f"{tmp_path}/*.txt") == ["[x].txt", "a.txt", "b.txt"]
    assert ids(f"{tmp_path}/**/*.txt") == ["[x].txt", "a.txt", "b.txt", "sub/c.txt"]
    assert ids(f"{tmp_path}/s*") == ["sub/c.txt", "sub/d.md"]
    assert ids(f"{tmp_path}/[x].txt") == ["[x].txt"]
    assert codes(f"{tmp_path}/*.html") == [(f"{tmp_path}/*.html", "path-not-found")]


def test_a_file_is_read_once(tmp_path):
    put(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert ids(tmp_path) == ["a.txt"]
    assert ids(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt") == ["a.txt"]


def test_a_report_among_the_articles_is_none(tmp_path):
    put(
        tmp_path,
        "a.txt",
        "half/run.json",
        "half/b.txt",
        "reports/run.json",
        "reports/attributions.jsonl",
        "reports/report.html",
        "reports/c.txt",
    )
    assert ids(tmp_path) == ids(f"{tmp_path}/*") == ["a.txt", "half/b.txt"]
    assert "c.txt" in ids(tmp_path / "reports")


def test_links(tmp_path):
    put(tmp_path, "in/a.txt", "out/b.txt")
    (tmp_path / "in/loop").symlink_to("..")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "in/gone.txt").symlink_to("nowhere")
    (tmp_path / "in/self.txt").symlink_to("self.txt")
    assert ids(tmp_path / "in") == ["a.txt"]
    assert codes(tmp_path / "in") == [("gone.txt", "broken-link"), ("self.txt", "broken-link")]
    assert ids(tmp_path / "in/folder") == ["b.txt"], "a link that is named is followed"


def test_a_table_about_articles_that_is_a_link_out_of_the_folder_is_read_when_asked(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("It rained in the town on that day.")
    (tmp_path / "table.csv").write_text("path,publisher\na.txt,Wire\n")
    (tmp_path / "in/articles.csv").symlink_to("../table.csv")
    publishers = [
        [article.publisher for article in read([tmp_path / "in"], LISTS, follow_links=follow).articles]
        for follow in (False, True)
    ]
    assert publishers == [[None], ["Wire"]]


def test_links_out_of_a_folder_are_followed_when_asked(tmp_path):
    put(tmp_path, "in/a.txt", "in/b/c.txt", "out/d.txt", "out/e.txt", "out/f/g.txt")
    (tmp_path / "in/d.txt").symlink_to("../out/d.txt")
    (tmp_path / "in/e.txt").symlink_to(tmp_path / "out" / "e.txt")
    (tmp_path / "in/inside.txt").symlink_to("b/c.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "out/round").symlink_to(tmp_path / "in")
    (tmp_path / "named").symlink_to("in")
    refused = [("d.txt", "link-out-of-folder"), ("e.txt", "link-out-of-folder")]
    for folder in (tmp_path / "in", tmp_path / "named", f"{tmp_path}/in/*"):
        assert ids(folder) == ["a.txt", "b/c.txt"] and codes(folder) == refused
    found = read([tmp_path / "in"], LISTS, follow_links=True)
    assert [a.id for a in found.articles] == ["a.txt", "b/c.txt", "d.txt", "e.txt", "folder/f/g.txt"]
    assert found.problems == () and ids(tmp_path / "in/d.txt") == ["d.txt"]


def test_deep_folders(tmp_path):
    put(tmp_path, "z.txt")
    deep = tmp_path
    try:
        for _ in range(1_500):  # deeper than Python's stack, as far as the system takes such a path
            (deep / "d").mkdir()
            deep /= "d"
        put(deep, "a.txt")
        assert ids(tmp_path) == ["d/" * 1_500 + "a.txt", "z.txt"]
    finally:
        (deep / "a.txt").unlink(missing_ok=True)
        while deep != tmp_path:
            deep.rmdir()
            deep = deep.parent


@pytest.mark.parametrize(
    "name",
    [
        "a\"b'<c>.txt",
        "a\nb.txt",
        "a\u202eb.txt",
        "=1+1.txt",
        "ä €.txt",
        os.fsdecode(b"caf\xe9.txt"),
        "a#b.txt",
    ],
)
def test_odd_names_give_printable_ids(tmp_path, name):
    put(tmp_path, name)
    (id,) = ids(tmp_path)
    assert id.isprintable() and id.encode()


def test_what_is_not_there(tmp_path):
    assert codes(tmp_path / "no.txt") == [(str(tmp_path / "no.txt"), "path-not-found")]
    assert [code for _, code in codes("")] == ["path-not-found"]
    assert read([], LISTS).articles == ()


def test_what_the_system_does_not_read(tmp_path):
    put(tmp_path, "a.txt")
    (tmp_path / "memory.txt").symlink_to("/proc/self/mem")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == ["a.txt"]
    assert codes(tmp_path) == [
        ("memory.txt", "link-out-of-folder"),
        ("pipe.txt", "unreadable"),
        ("zero.txt", "unreadable"),
    ]
    assert codes(tmp_path / "memory.txt") == [("memory.txt", "unreadable")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), ["-"]),
        (b'{"text": "Hi there.", "id": 7}\n\n{"text": "Hi."}\n', ["-#7", "-#3"]),
        (b'[{"text": "Hi there."}]', ["-#1"]),
        (b"{ said the mayor }\n", ["-"]),
        (b"", []),
    ],
)
def test_standard_input(data, expected):
    assert ids("-", stdin=io.BytesIO(data)) == expected


def test_standard_input_beside_files(tmp_path):
    put(tmp_path, "a.txt")
    assert ids("-", tmp_path / "a.txt", "-", stdin=io.BytesIO(TEXT.encode())) == ["-", "a.txt"]


def test_the_table_beside_the_files_wins(tmp_path):
    (tmp_path / "a.txt").write_text(f"Bridge opens\n\nMay 28, 2025\n\n{TEXT}\n\nNobody asked.")
    (tmp_path / "b.jsonl").write_text(
        '{"id": "x", "text": "We are ready.", "publisher": "The Post", "title": "Ready"}'
    )
    table = (
        "path,publisher,published,url,title\n"
        'a.txt,"Wire, Northern",2025-05-29,https://wire.example/1,Bridge is open\nb.jsonl#x,,28 May 2025,,\n'
    )
    (tmp_path / "articles.csv").write_bytes(b"\xef\xbb\xbf" + table.replace("\n", "\r\n").encode())
    reading = read([tmp_path], LISTS)
    a, b = reading.articles
    assert (a.publisher, a.published, a.url, a.title) == (
        "Wire, Northern",
        "2025-05-29",
        "https://wire.example/1",
        "Bridge is open",
    )
    assert (b.publisher, b.published, b.url, b.title) == ("The Post", "2025-05-28", None, "Ready")
    assert reading.problems == () and reading.skipped == 0


def test_faulty_rows_are_problems_and_the_others_count(tmp_path):
    put(tmp_path, "a.txt", "sub/b.txt", "c.txt")
    (tmp_path / "articles.csv").write_text(
        "path,publisher,published\na.txt,Wire,someday\n,Wire,\nsub/b.txt,Echo,2025-05-28,x\nno.txt,Wire,\na.txt,Post,\nc.txt,Echo,\n"
    )
    reading = read([tmp_path], LISTS)
    assert [(p.article, p.code, p.message.split(":")[0]) for p in reading.problems] == [
        ("articles.csv", "bad-articles-csv", f"Line {line}") for line in (2, 3, 4, 5, 6)
    ]
    assert {a.id: (a.publisher, a.published) for a in reading.articles} == {
        "a.txt": ("Wire", None),
        "c.txt": ("Echo", None),
        "sub/b.txt": (None, None),
    }


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9",
        b"publisher\nWire\n",
        b"path\n" + b'"' + b"x" * 200_000,
        b"path\n\0\n",
        b"path,\n../a.txt\n",
    ],
)
def test_a_faulty_table_never_stops_the_articles(tmp_path, data):
    put(tmp_path, "a.txt")
    (tmp_path / "articles.csv").write_bytes(data)
    reading = read([tmp_path], LISTS)
    assert [a.id for a in reading.articles] == ["a.txt"]
    assert {p.code for p in reading.problems} == {"bad-articles-csv"}


GERMAN = "Der Minister sagte am Dienstag, dass die Brücke im Mai eröffnet werde und dass niemand gefragt worden sei."


def test_a_language_without_rules_is_named_and_left_out(tmp_path):
    put(tmp_path, "en.txt")
    (tmp_path / "de.txt").write_text(GERMAN)
    reading = read([tmp_path], LISTS)
    assert [a.id for a in reading.articles] == ["en.txt"]
    (problem,) = reading.problems
    assert (problem.article, problem.code) == (
        "de.txt",
        "language-without-pack",
    ) and " de." in problem.message


def test_too_few_words_to_tell_a_language(tmp_path):
    for text in ("Hi.", "1234", "Ana Ruiz", "OK"):
        (tmp_path / "a.txt").write_text(text)
        assert [a.language for a in read([tmp_path], LISTS).articles] == ["en"]


def test_rules_for_a_language_let_its_articles_in(tmp_path):
    (tmp_path / "de.txt").write_text(f"Brücke offen\n\nVon Ana Ruiz\n\n{GERMAN}\n\nMehr nicht.")
    lists = {"de": {"furniture-byline": ["von"], "function-words": ["der", "die", "und", "dass", "im", "am"]}}
    (article,) = read([tmp_path], lists=lists).articles
    assert article.language == "de" and article.byline == "Ana Ruiz"


def test_the_sample_articles():
    sample = ROOT / "seeds"
    reading = read([sample], LISTS)
    assert len(reading.articles) == 10 and reading.problems == ()
    assert all(a.title and a.publisher and a.published and a.url for a in reading.articles)
    for article in reading.articles:
        story = "\n".join(article.text[r.start : r.end] for r in article.regions if r.kind == "body")
        assert not any(
            line in story
            for line in (
                "You may also like",
                "lottery winner",
                "online conman",
                "Related article",
                "Original url",
            )
        )


NEXIS = """{n} of 2 DOCUMENTS


          The Kalda Post

          March {n}, 2026 Tuesday

{title}

BYLINE: Jo Ferris

LENGTH: 140 words


“We go,” said {who}.

LOAD-DATE: March 4, 2026
"""
FACTIVA = """{title}

By Jo Ferris
1,140 words
{n} March 2026
09:00
The Kalda Post
KPOST
English
(c) 2026 Kalda Post Ltd.

The ferry to the islands of Kalda will run again from Monday, said {who}, who has sailed it for ten years.

Document KPOST0020260304em340000{n}
"""
PROQUEST = """{title}

Full text: “We go,” said {who}.

Title: {title}

Publication title: The Kalda Post

Publication date: 2026-03-0{n}

____________________________________________________________
"""


@pytest.mark.parametrize("form", [NEXIS, FACTIVA, "____________________________\n" + PROQUEST])
def test_each_story_of_a_database_export_is_an_article(tmp_path, form):
    texts = [
        form.format(n=n, title=title, who=who)
        for n, title, who in ((1, "Ferry to run", "Ana Ruiz"), (2, "Wall to fall", "Bo Lee"))
    ]
    (tmp_path / "a.txt").write_text("\n\n".join(texts))
    found = read([tmp_path], LISTS)
    assert found.problems == ()
    assert [(a.id, a.title, a.publisher, a.published) for a in found.articles] == [
        ("a.txt#1", "Ferry to run", "The Kalda Post", "2026-03-01"),
        ("a.txt#2", "Wall to fall", "The Kalda Post", "2026-03-02"),
    ]
    assert ["Ana Ruiz" in a.text for a in found.articles] == [True, False]


def test_one_story_of_an_export_keeps_the_name_of_its_file(tmp_path):
    (tmp_path / "a.txt").write_text(FACTIVA.format(n=1, title="Ferry to run", who="Ana Ruiz"))
    (only,) = read([tmp_path], LISTS).articles
    assert (only.id, only.publisher, only.plain) == ("a.txt", "The Kalda Post", True)
