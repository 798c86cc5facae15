"""Block quotations of Markdown whose speaker is named before them, written with quotation marks."""

from __future__ import annotations

import re

BLOCK = re.compile(r"(?P<before>^[^\n>]*:[*_]*[ \t]*\n(?:[ \t]*\n)*)(?P<lines>(?:^>[^\n]*(?:\n|\Z))+)", re.M)
LEAD = re.compile(r"^>[ \t]?", re.M)
MARK = re.compile(r"[\s*_]*[“\"‘'«„]")


def with_marks(text: str) -> str:
    """The text in which a block of lines behind ``>``, below a line that ends in a colon, stands in quotation
    marks and without the signs; the text itself where there is none."""
    return BLOCK.sub(_marked, text)


def _marked(block: re.Match[str]) -> str:
    said = LEAD.sub("", block["lines"])
    if MARK.match(said) or not said.strip():
        return block["before"] + said
    paragraphs = re.split(r"\n[ \t]*\n", said.strip())
    end = said[len(said.rstrip()) :]
    return block["before"] + "\n\n".join(f"“{p.strip()}" for p in paragraphs) + "”" + end
