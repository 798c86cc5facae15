"""Word documents: python-docx opens the package and knows its styles; the words are taken from the XML in
order.

python-docx alone leaves out what was inserted with tracked changes, text boxes and content controls; a
newsroom's documents have all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST
from attribution.read.lines import TextLine, joined
from attribution.read.members import (
    LARGEST_PART,
    broken,
    encrypted,
    opened_package,
    unpacks_too_large,
    without_text,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

suffixes = (".docx", ".docm", ".dotx")
largest: int | None = 50_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_SAID = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", FALLBACK, f"{W}rt"})
"""Deleted with tracked changes, field codes, and the second copy that a text box has for older programs."""
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a document with a password begins (and one of Word before 2007)."""


def looks_like(data: bytes) -> bool:
    """Whether ``data`` is a package with a Word document in it."""
    return data.startswith(b"PK\3\4") and b"word/document.xml" in data


def read(data: bytes, id: str) -> Iterator[ArticleDraft]:
    """One draft, a block a paragraph. Raises Unusable, and ModuleNotFoundError without python-docx."""
    if data.startswith(OLE):
        raise encrypted()
    archive = opened_package(data)
    if any(part.file_size > LARGEST_PART for part in archive.infolist() if part.filename.endswith(".xml")):
        raise unpacks_too_large()
    import docx  # an extra
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(BytesIO(data))
    except (KeyError, ValueError, OpcError) as error:
        raise broken(str(error)) from None
    text, blocks = joined(_lines(document))
    if not text:
        raise without_text()
    if len(text) > LARGEST:
        raise unpacks_too_large()
    yield ArticleDraft(id=id, text=text, blocks=blocks)


def _lines(document: Any) -> Iterator[TextLine]:
    headings = {
        style.style_id
        for style in document.styles
        if style.name and style.name.lower().startswith(("heading", "title", "headline"))
    }
    captions = {style.style_id for style in document.styles if style.name and style.name.lower() == "caption"}
    for paragraph in document.element.body.iter(f"{W}p"):
        if any(above.tag in NOT_SAID for above in paragraph.iterancestors()):
            continue
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        named = style.get(f"{W}val") if style is not None else None
        for piece in _words(paragraph).split("\n"):
            yield TextLine(piece, heading=True if named in headings else None, furniture=named in captions)


def _words(paragraph: _Element) -> str:
    """The words of the paragraph itself, without those of a text box that is anchored in it."""
    pieces: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag in NOT_SAID or element.tag == f"{W}p":
            continue
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in SIGNS:
            pieces.append(SIGNS[str(element.tag)])
        else:
            pending.extend(reversed(element))
    return "".join(pieces)
