"""HTML pages: main text and metadata by trafilatura (Barbaresi 2021), paragraph by paragraph."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attribution.article import Problem
from attribution.read import text as text_file
from attribution.read.draft import ArticleDraft
from attribution.read.encoding import Decoded, decoded
from attribution.read.hidden import without_hidden
from attribution.read.limits import LARGEST, not_utf8, too_large
from attribution.read.lines import TextLine, broken, joined
from attribution.read.live_blog import as_one
from attribution.read.lost_lines import restored
from attribution.read.markup import too_much_markup
from attribution.read.other_stories import other_stories
from attribution.read.quoted_rows import as_paragraphs
from attribution.read.set_off import with_marks
from attribution.read.shown_headline import with_headline

if TYPE_CHECKING:
    from lxml.etree import _Element

suffixes = (".html", ".htm", ".xhtml")
largest: int | None = LARGEST

# What was passed is never tried in another way: of comments without a page behind them there are 2^n ways.
BEGINNING = re.compile(
    rb"\s*+(?:(?:<!--(?>.*?-->)|<\?xml[^>]*+>)\s*+)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
# The WHATWG's prescan: a charset among the first 1,024 bytes.
CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.I,
)
# Python's other codecs (hex, punycode, unicode-escape …) are no character sets of pages.
CHARACTER_SETS = re.compile(r"ascii|iso8859|iso2022|cp|koi8|mac|shift|euc|big5|gb|tis")
BLOCKS = frozenset(
    {"body", "p", "head", "list", "item", "table", "row", "cell", "quote", "code", "graphic", "div"}
)


tells = True
"""What begins as this format does is of it, whatever its name."""


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as HTML documents do."""
    return BEGINNING.match(data[:2048].removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """One draft whose text is the page's main text, blocks parted by a blank line, or the problem of the
    page; of a file without any mark-up, as of plain text."""
    if not data.strip():
        yield ArticleDraft(id=id, text="", blocks=())
        return
    if b"<" not in data and b"\0" not in data:  # text under the name of a page
        yield from text_file.read(data, id)
        return
    if len(data) > LARGEST:
        yield too_large(id)
        return
    try:
        page, notice = _decoded(data, id)
    except UnicodeDecodeError:
        yield not_utf8(id, data, " or declare its encoding in the page: <meta charset=…>")
        return
    if notice:
        yield notice
    made = draft_of(page, id)
    yield made
    if isinstance(made, ArticleDraft) and (others := other_stories(page, made.text)):
        yield Problem(
            id,
            "other-stories",
            f"The page has other stories beside this one, which were not read: {'; '.join(others)}.",
            "Save the page of each of them.",
        )


def draft_of(page: str, id: str) -> ArticleDraft | Problem:
    """The article of a page that is decoded already."""
    if too_much_markup(page):
        return too_large(id, "more mark-up than can be read in a short time")
    page = _marked(page)
    found = _extracted(page)
    if found is None:
        return Problem(
            id,
            "no-main-text",
            "The page has no text that looks like an article.",
            "Save the article's text as a .txt file instead.",
        )
    text, blocks = joined(_whole(page, list(_lines(found.body)), found.title))
    return ArticleDraft(
        id=id,
        text=text,
        blocks=blocks,
        title=found.title or None,
        publisher=found.sitename or None,
        published=found.date or None,
        url=found.url or None,
        byline=found.author or None,
    )


def _decoded(data: bytes, id: str) -> tuple[str, Problem | None]:
    """The page as text, by its byte order mark, then the encoding it declares, then UTF-8; and what to tell
    where its bytes had to say which one it is.

    Raises UnicodeDecodeError for a page that declares nothing and whose encoding cannot be told.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        marked = decoded(data)
        return (marked.text if marked else data.decode("utf-16", "replace")), None
    declared = CHARSET.search(data[:1024])
    name = (declared[1] or declared[2]).decode("ascii") if declared else "utf-8"
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = "utf-8"
    # By the Encoding Standard a page that can be searched for its declaration is not UTF-16, and Latin-1
    # means Windows-1252.
    if CHARACTER_SETS.match(codec):
        return data.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec, "replace"), None
    found: Decoded | None = decoded(data)
    if found:
        return found.text, found.notice(id)
    return data.decode("utf-8", "replace" if declared else "strict"), None


def _marked(page: str) -> str:
    """The page with quotation marks around what it sets off by markup, rows of quotations as paragraphs, the
    posts of a live blog in one."""
    try:
        return as_one(with_marks(as_paragraphs(without_hidden(page))))
    except MemoryError:
        raise
    except Exception:  # pages are hostile input; the page stands as it is
        return page


def _extracted(page: str) -> Any:
    """trafilatura's document, None where it finds no main text or fails."""
    from copy import deepcopy

    import trafilatura  # half a second: only for HTML
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    # By default a short article falls back to the text of the whole page in one piece.
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "0"
    try:
        return trafilatura.bare_extraction(
            page,
            config=config,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except MemoryError:
        raise
    except Exception:  # pages are hostile input, and no page may stop the others
        return None


def _whole(page: str, lines: list[TextLine], title: str | None) -> list[TextLine]:
    """The lines with the headline and the paragraphs put back that the extraction dropped."""
    from lxml import html

    try:
        root = html.document_fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
        return with_headline(root, restored(root, lines), title)
    except MemoryError:
        raise
    except Exception:  # pages are hostile input; what trafilatura found stands
        return lines


def _lines(body: _Element) -> Iterator[TextLine]:
    """The paragraphs of trafilatura's tree in order, each with whether it is a heading."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    heading = False
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in BLOCKS:
            yield from (TextLine(line, heading) for line in broken("".join(pieces)))
            pieces.clear()
            heading = event == "start" and element.tag == "head"
        elif event == "start" and element.tag == "lb":
            pieces.append("\n")
        words = element.text if event == "start" else element.tail
        pieces.append((words or "").replace("\n", " "))
    yield from (TextLine(line, heading) for line in broken("".join(pieces)))
