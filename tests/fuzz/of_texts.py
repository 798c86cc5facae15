"""Targets of reading: quotation marks, files of each kind, the layout of pages."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

from attribution.article import Article, Problem
from attribution.find.quotations import scan
from attribution.find.turns import turns
from attribution.read import READERS, _article, _parted
from attribution.read.draft import ArticleDraft
from attribution.read.formats.pdf import _draft
from attribution.read.formats.pdf_layout import PageLine, PdfPage
from attribution.read.formats.pdf_pages import FARTHEST
from attribution.read.furniture import stands_alone
from attribution.read.layout import lay_out
from attribution.read.opening import drafts, reader_of
from attribution.read.paragraphs import blocks
from attribution.read.phrases import Phrases
from tests.fuzz.choices import Choices
from tests.fuzz.place import ENGLISH
from tests.read import desk as samples

PHRASES = Phrases(ENGLISH)
PACKS = {"en": PHRASES}
PARTS = {"statement.docx": "word/document.xml", "notes.odt": "content.xml", "book.epub": "OPS/one.xhtml"}
"""Packages whose text is fuzzed, not the packing: a changed byte of what is packed is only a wrong sum."""


def quotations(data: bytes) -> None:
    text = data.decode("utf-8", "replace").replace("\r", "\n")
    cut = blocks(text, lambda line: stands_alone(line, PHRASES))
    sound(Article("a", text, lay_out(text, cut, PHRASES).regions))


def reader(name: str) -> Callable[[bytes], None]:
    """The reader of files of this name."""
    part = PARTS.get(name)
    package = samples.desk()[name] if part else b""

    def target(data: bytes) -> None:
        """As ``read`` does it, in this process, where atheris sees it."""
        given = _repacked(package, part, data) if part else _mostly_text(data)
        by = reader_of(name, given, READERS, by_content=True)
        for made in _parted(drafts(by, given, name, READERS), PACKS) if by else ():
            one = _article(made, PACKS) if isinstance(made, ArticleDraft) else made
            if isinstance(one, Article):
                sound(one)
            elif isinstance(one, Problem):
                sound_problem(one)

    return target


def _mostly_text(data: bytes) -> bytes:
    """Of four files of text three in UTF-8: most changed bytes are none, and telling the encoding takes most
    of the time. What holds zeros or begins as files do that are packed stays as it is."""
    if b"\0" in data or data[:1] in (b"P", b"\x1f") or sum(data[-2:]) % 4 == 0:
        return data
    return data.decode("utf-8", "replace").encode()


def _repacked(package: bytes, part: str, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return out.getvalue()


def pdf_layout(data: bytes) -> None:
    choices = Choices(data)
    sizes = (0.0, 1.0, 10.0, 12.0, 30.0, 72.0, 300.0, 720.0, -5.0, FARTHEST)

    def line() -> PageLine:
        left, bottom, wide, high, size = (choices.of(sizes) for _ in range(5))
        text = choices.of(
            ("It rained,", "he said.", "hyphen-", "ated", "12", "• one", choices.text(20).strip() or "x")
        )
        return PageLine(text, left, bottom, left + wide, bottom + high, size, choices.number(2) == 1)

    pages = []
    while choices.left and len(pages) < 9:
        pages.append(PdfPage(choices.of(sizes), tuple(line() for _ in range(choices.number(12)))))
    made = _draft(pages, "a")
    assert all(0 <= b.start < b.end <= len(made.text) for b in made.blocks)


def sound(article: Article) -> None:
    """An article is what ``Article`` promises, and its quotations lie in it."""
    at = 0
    for region in article.regions:
        assert at <= region.start < region.end <= len(article.text)
        assert not article.text[at : region.start].strip()
        at = region.end
    assert not article.text[at:].strip()
    assert article.id.isprintable()
    if article.published:
        date.fromisoformat(article.published[:10])
    for quotation in (*scan(article), *turns(article)):
        assert all(0 <= s.start < s.end <= len(article.text) for s in quotation.spans)


def sound_problem(problem: Problem) -> None:
    assert problem.code and problem.message and problem.next and problem.article.isprintable()


def texts() -> list[bytes]:
    return [p.encode() for p in (*samples.PARAGRAPHS, samples.TEXT, "“‘a’ ‘b’” 'c' \"d\" «e» „f“ — g: `h`")]


def sample(name: str) -> list[bytes]:
    """The file of this name as it should be; of a package, the part that is fuzzed."""
    data = samples.desk()[name]
    if name in PARTS:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return [package.read(PARTS[name])]
    return [data]
