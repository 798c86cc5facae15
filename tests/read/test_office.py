"""Word, OpenDocument, RTF and EPUB: what counts as said, and files that are none."""

import io
import sys
import zipfile

import pytest

from tests.helpers.articles import blocks, codes, of, one
from tests.read.desk import HEADLINE, HTML, PARAGRAPHS, docx, epub, odt, rtf, zipped


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with a part changed."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = {name: archive.read(name) for name in archive.namelist()}
    assert old in files[part].decode()
    files[part] = files[part].decode().replace(old, new, 1).encode()
    return zipped(files)


def test_tracked_changes_count_and_deleted_words_do_not(tmp_path):
    changed = (
        '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>“We are ready,” said Ana Ruiz.</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>Never.</w:delText></w:r></w:del></w:p><w:sectPr'
    )
    article = one(tmp_path, "a.docx", edited(docx(), "word/document.xml", "<w:sectPr", changed))
    assert blocks(article) == [HEADLINE, *PARAGRAPHS, "“We are ready,” said Ana Ruiz."]
    assert "Northern Wire – draft" not in article.text, "a running head is no part of the text"


def test_open_document_leaves_out_comments_and_deleted_text(tmp_path):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Never.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>“We<text:s/>are <text:span>ready</text:span>,”"
        "<office:annotation><text:p>Check!</text:p></office:annotation> said Ana Ruiz.</text:p>"
    )
    assert one(tmp_path, "a.odt", odt(body)).text == "“We are ready,” said Ana Ruiz."


def test_rich_text_in_its_own_encoding(tmp_path):
    data = b"{\\rtf1\\ansi\\ansicpg1252 \\'93We are ready,\\'94 said Ana Ruiz.\\par It rained.}"
    assert blocks(one(tmp_path, "a.rtf", data)) == ["“We are ready,” said Ana Ruiz.", "It rained."]


def test_a_book_is_an_article_a_chapter(tmp_path):
    found = of(
        tmp_path,
        "a.epub",
        epub({"one.xhtml": HTML, "two.xhtml": "<h1>Two</h1><p>It rained.</p>", "no.xhtml": ""}),
    )
    assert [a.id for a in found.articles] == ["a.epub#OPS/one.xhtml", "a.epub#OPS/two.xhtml"]
    assert {(a.publisher, a.published) for a in found.articles} == {("Northern Wire", "2026-03-03")}
    assert found.problems == ()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 1000
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><a>&a9;</a>"
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "broken-file"),
        ("a.docx", zipped({"x": "y"}), "broken-file"),
        ("a.docx", OLE, "encrypted"),
        ("a.docx", zipped({"word/document.xml": b" " * 150_000_000}), "unpacks-too-large"),
        ("a.odt", b"", "broken-file"),
        ("a.odt", odt(" "), "no-text"),
        ("a.odt", zipped({"content.xml": ENTITIES}), "broken-file"),
        ("a.odt", odt("<text:p>x</text:p>")[:200], "broken-file"),
        ("a.rtf", b"", "broken-file"),
        ("a.rtf", b"hello", "broken-file"),
        ("a.rtf", rtf(""), "no-text"),
        ("a.epub", b"", "broken-file"),
        ("a.epub", epub({"../../x.xhtml": "<p>hi</p>"}), "no-text"),
        ("a.epub", zipped({"META-INF/container.xml": ENTITIES}), "broken-file"),
    ],
)
def test_what_cannot_be_read_is_told_and_costs_no_other(tmp_path, name, data, code):
    (tmp_path / "good.txt").write_text("The mayor said that they were ready.")
    found = of(tmp_path, name, data)
    assert codes(found) == [code] and found.problems[0].next
    from tests.helpers.articles import reading

    assert [a.id for a in reading(tmp_path).articles] == ["good.txt"]


def test_a_library_that_is_missing_names_the_extra(tmp_path, monkeypatch):
    for name, value in (("PACKED", ()), ("SMALL", 10**9)):  # read here, where the library is missing
        monkeypatch.setattr(f"attribution.read.apart.{name}", value)
    data = docx()
    monkeypatch.setitem(sys.modules, "docx", None)
    (problem,) = of(tmp_path, "a.docx", data).problems
    assert (problem.code, problem.next) == ("extra-missing", "pip install quote-attribution[formats]")
