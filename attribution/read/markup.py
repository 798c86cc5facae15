"""HTML of which all is content (a chapter, an entry of a feed, the body of a JSON object): its paragraphs,
nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attribution.read.draft import TextBlock
from attribution.read.lines import TextLine, joined
from attribution.read.lines import broken as broken_lines
from attribution.read.members import broken
from attribution.read.set_off import with_marks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|em|i|b|strong|h[1-6]|ul|ol|li|blockquote|img|figure|table|section|article)\b[^<>]{0,2000}>"
    r"|&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);",
    re.I,
)
BLANK_LINE = re.compile(r"(?<=[^\s>])[ \t]*\r?\n[ \t]*\r?\n\s*(?=[^\s<\[]|<(?:a|b|em|i|q|span|strong)\b)")
CAPTION = re.compile(r"\[caption\b[^\]]{0,300}\]((?:(?!\[caption).){0,2000}?)\[/caption\]", re.S)
"""How WordPress keeps the caption of a picture."""
MOST_TAGS = 50_000
"""A page with more is no article, and extraction from it would take minutes."""
MOST_ATTRIBUTES = 250
"""A tag with more is nothing that anybody wrote, and reading it takes time with their square."""
CROWDED = re.compile(
    r"<[a-z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s>\"'][^\s>]*+|))?+)"
    f"{{{MOST_ATTRIBUTES + 1}}}",
    re.I,
)
"""A tag that has too many; they are told apart as the HTML standard does."""
BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary
    table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 (a list would take forty lines)
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN = frozenset(
    """
    button canvas head iframe input math noscript object option script select style svg template
    textarea title
    """.split()  # noqa: SIM905 (a list would take forty lines)
)
FURNITURE = frozenset({"figcaption", "nav", "footer"})
BOLD = frozenset({"b", "strong"})
LONGEST_HEADING = 80


def has_markup(text: str) -> bool:
    """Whether ``text`` is HTML: it has a tag or an entity of it."""
    return MARKUP.search(text) is not None


def too_much_markup(text: str) -> bool:
    """Whether there are more tags, or more attributes of one tag, than can be read in a short time."""
    return text.count("<") > MOST_TAGS or CROWDED.search(text) is not None


def text_and_blocks(text: str, headline: str | None) -> tuple[str, tuple[TextBlock, ...] | None]:
    """The text of an article in a table or in JSON, HTML or not, below its headline; its blocks where mark-up
    tells them. Raises Unusable where there is too much of it."""
    if has_markup(text):
        lines = lines_of(text)
        above = [] if not headline or _opens(lines[0].text if lines else "", headline) else [headline]
        return joined([*(TextLine(line, heading=True) for line in above), *lines])
    if headline and text.strip() and not _opens(text, headline):
        return f"{' '.join(headline.split())}\n\n{text}", None
    return text, None


def _opens(text: str, headline: str) -> bool:
    """Whether a text begins with its headline already."""
    said, wanted = (
        "".join(c for c in words.casefold() if c.isalnum()) for words in (text[: 4 * len(headline)], headline)
    )
    return said.startswith(wanted)


def lines_of(markup: str) -> list[TextLine]:
    """The paragraphs of a piece of HTML in order, as they are printed where they quote. Raises Unusable where
    it has too much of it.

    A blank line between words parts paragraphs, as in what editors without tags save.
    """
    from lxml import html

    if not markup.strip():
        return []
    if too_much_markup(markup):
        raise broken("it has more mark-up than can be read in a short time")
    markup = with_marks(CAPTION.sub(r"<figcaption>\1</figcaption>", BLANK_LINE.sub("<br><br>", markup)))
    try:
        root = html.document_fromstring(markup.replace("\0", ""), parser=html.HTMLParser(huge_tree=False))
    except (ValueError, AssertionError):  # an encoding declaration in text; nothing but blanks
        root = html.document_fromstring(
            markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except Exception:  # lxml's errors: nothing in it is an element
        return []
    return [line for _, line in walked(root)]


def walked(root: HtmlElement) -> Iterator[tuple[HtmlElement, TextLine]]:
    """Every paragraph below ``root`` that a reader of the page could see, with the block that holds it.

    Text that stands in a block beside other blocks is a paragraph too. A bold beginning that ends with a line
    break is a heading.
    """
    from lxml import etree

    pieces: list[str] = []
    blocks: list[HtmlElement] = [root]
    unseen: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append("" if unseen is not None else (element.tail or "").replace("\n", " "))
            continue
        tag = element.tag
        if unseen is None and event == "start" and (tag in UNSEEN or _hidden(element)):
            unseen = element
        if unseen is not None:
            if event == "start" or element is not unseen:
                continue
            unseen = None
            if tag in BLOCKS:
                yield from _said(blocks[-1], pieces)
            pieces.append((element.tail or "").replace("\n", " "))
            continue
        if tag in BLOCKS:
            yield from _said(blocks[-1], pieces)
            if event == "start":
                blocks.append(element)
            elif len(blocks) > 1:
                blocks.pop()
        elif event == "start" and tag == "br":
            pieces.append("\n")
        elif event == "end" and tag in BOLD and _ends_line(element, pieces):
            # "<b>Outlook</b><br>We start in May": a heading that only looks like one.
            heading = " ".join("".join(pieces).split())
            pieces.clear()
            yield blocks[-1], TextLine(heading, heading=True)
        words = element.text if event == "start" else element.tail
        pieces.append((words or "").replace("\n", " "))
    yield from _said(root, pieces)


def _hidden(element: HtmlElement) -> bool:
    """Whether the page says that nobody is to see it: a second copy for print, a menu that opens."""
    style = "".join((element.get("style") or "").split()).lower()
    return element.get("hidden") is not None or "display:none" in style


def _ends_line(bold: HtmlElement, pieces: list[str]) -> bool:
    """Whether all that was said in the block so far is this bold, and a line break and more text follow
    it."""
    said = "".join(pieces).strip()
    if not said or "\n" in said or said != "".join(bold.itertext()).strip() or len(said) > LONGEST_HEADING:
        return False
    following = bold.getnext()
    return (
        following is not None
        and following.tag == "br"
        and not (bold.tail or "").strip()
        and said[-1:] not in ".:,;”\"’'"
        and bool((following.tail or "").strip() or following.getnext() is not None)
    )


def _said(block: HtmlElement, pieces: list[str]) -> Iterator[tuple[HtmlElement, TextLine]]:
    text = "".join(pieces)
    pieces.clear()
    for line in broken_lines(text):
        yield block, TextLine(line, heading=block.tag in HEADINGS, furniture=block.tag in FURNITURE)
