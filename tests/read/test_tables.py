"""Tables with articles, and articles.csv as spreadsheets write it."""

import pytest

from tests.helpers.articles import codes, of, reading

TEXT = "The mayor said that they were ready for it."


def test_a_row_is_an_article_and_other_tables_are_none(tmp_path):
    found = of(
        tmp_path,
        "a.csv",
        f"ID;Headline;Outlet;Date;Body\n7;Ready;Wire;2026-03-03;{TEXT}\n;Empty;Wire;;\n;No;Wire;;{TEXT}\n",
    )
    assert [(a.id, a.title, a.publisher, a.published) for a in found.articles] == [
        ("a.csv#7", "Ready", "Wire", "2026-03-03"),
        ("a.csv#4", "No", "Wire", None),
    ]
    assert [(p.article, p.code) for p in found.problems] == [("a.csv#3", "no-text")]
    assert codes(of(tmp_path, "b.csv", "name,age\nAna,7\n")) == ["no-text-column"]
    (tmp_path / "a.csv").unlink()
    (tmp_path / "c.txt").write_text(TEXT)
    assert reading(tmp_path).skipped == 1 and reading(tmp_path).problems == ()


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "header",
    [
        "path|publisher|published|url|title",
        "File|Outlet|Date|Link|Headline",
        "Filename|Source|Publication date|URL|Headline",
    ],
)
def test_what_spreadsheets_make_of_the_table(tmp_path, separator, encoding, header):
    (tmp_path / "a.txt").write_text(TEXT)
    row = "a.txt|Café “Wire”|13/04/2026|https://wire.example|Ready"
    text = f"{header}\r\n{row}\r\n".replace('"', "").replace("|", separator)
    (tmp_path / "articles.csv").write_bytes(text.encode(encoding))
    found = reading(tmp_path)
    (article,) = found.articles
    assert (article.publisher, article.published, article.url, article.title) == (
        "Café “Wire”",
        "2026-04-13",
        "https://wire.example",
        "Ready",
    )
    assert codes(found) == ([] if encoding == "utf-8-sig" else ["other-encoding"])


@pytest.mark.parametrize(
    ("date", "code", "said"),
    [
        ("03/04/2026", "ambiguous-date", "2026-04-03 or 2026-03-04"),
        ("3.4.2026", "ambiguous-date", "2026-04-03 or 2026-03-04"),
        ("31/02/2026", "bad-articles-csv", "no date that there is"),
        ("2026-13-01", "bad-articles-csv", "no date that there is"),
        ("soon", "bad-articles-csv", "no date that there is"),
    ],
)
def test_a_date_is_never_guessed(tmp_path, date, code, said):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "articles.csv").write_text(f"path,publisher,published\na.txt,Wire,{date}\n")
    found = reading(tmp_path)
    assert [(a.publisher, a.published) for a in found.articles] == [("Wire", None)]
    (problem,) = found.problems
    assert problem.code == code and said in problem.message


def test_paths_of_windows(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "articles.csv").write_text("path,publisher\n.\\a.txt,Wire\n")
    assert [a.publisher for a in reading(tmp_path).articles] == ["Wire"]


def test_a_mark_that_is_not_closed_is_told_and_swallows_no_rows_in_silence(tmp_path):
    found = of(
        tmp_path,
        "a.csv",
        'title;text\nA;"“I go,” said Ana Ruiz.\nB;“I stay,” said Bo Lee.\nC;"“We see,” said Cy Orr."\nD;“It is late,” said Di Wu.\n',
    )
    assert [a.title for a in found.articles] == ["D"]
    assert codes(found) == ["broken-row"] and "lines 2 to 4" in found.problems[0].message.lower()
    last = of(tmp_path, "b.csv", 'title,text\nA,“We go.”\nB,"“I stay,” said Bo Lee.\nC,“No.”\n')
    assert [a.title for a in last.articles] == ["A"] and codes(last) == ["broken-row"]


def test_a_mark_too_many_within_a_line_stays_as_spreadsheets_read_it(tmp_path):
    found = of(tmp_path, "a.csv", 'title,text\nA,"He said "no" to it."\nB,"Two\nlines."\n')
    assert codes(found) == [] and [a.title for a in found.articles] == ["A", "B"]


def test_a_table_in_utf_16_is_one_in_a_folder_too(tmp_path):
    for encoding in ("utf-16", "utf-16-be", "utf-16-le"):
        mark = "" if encoding == "utf-16" else "\ufeff"
        (tmp_path / f"{encoding}.csv").write_bytes(
            f"{mark}title\ttext\nA\t“I go,” said Ana Ruiz.\n".encode(encoding)
        )
    assert len(reading(tmp_path).articles) == 3
