"""PDF: paragraphs in reading order with their page; running heads and page numbers are furniture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from attribution.article import Problem
from attribution.read.draft import ArticleDraft, TextBlock
from attribution.read.formats import pdf_layout, pdf_pages
from attribution.read.formats.pdf_layout import PageLine, PdfPage
from attribution.read.formats.pdf_rows import joined_rows
from attribution.read.limits import LARGEST, too_large
from attribution.read.members import Unusable, broken, encrypted, without_text
from attribution.read.visible import INVISIBLE

suffixes = (".pdf",)
largest: int | None = 100_000_000
PACKAGE = Path(__file__).parents[3]


tells = True
"""What begins as this format does is of it, whatever its name."""


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as PDF does, after what may stand before it."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """One draft; ``pages`` are the places where pages begin. Raises Unusable, and ModuleNotFoundError without
    pdfminer.six."""
    if not looks_like(data):
        raise broken("it is no PDF")
    if find_spec("pdfminer") is None:
        raise ModuleNotFoundError("pdfminer", name="pdfminer")
    pages = list(_pages(data))
    draft = _draft(pages, id)
    if not draft.text:
        raise without_text()
    if len(draft.text) > LARGEST:
        yield too_large(id)
    else:
        yield draft


def _pages(data: bytes) -> Iterator[PdfPage]:
    """The pages as the process of its own tells them."""
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(PACKAGE), *([known] if known else [])])
    try:
        done = subprocess.run(
            [sys.executable, "-m", pdf_pages.__name__],
            input=data,
            capture_output=True,
            timeout=2 * pdf_pages.SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    lines = done.stdout.splitlines()
    for line in lines:
        said = json.loads(line)
        if "fault" not in said:
            yield PdfPage(said["height"], tuple(joined_rows([PageLine(*one) for one in said["lines"]])))
        elif said["fault"] == "encrypted":
            raise encrypted()
        elif said["fault"] == "memory":
            raise _too_much()
        else:
            raise broken(said["fault"])
    if done.returncode != 0:
        raise _too_much()


def _too_much() -> Unusable:
    return Unusable(
        "takes-too-long",
        f"Reading it takes more than {pdf_pages.SECONDS} seconds, or too much memory.",
        "Save the article as text, or print only its pages to a new PDF.",
    )


def _draft(pages: list[PdfPage], id: str) -> ArticleDraft:
    hyphenated = pdf_layout.hyphenated_words(pages)
    usual = pdf_layout.usual_size(pages)
    text = ""
    blocks: list[TextBlock] = []
    begins = {0: 0}
    for paragraph in pdf_layout.paragraphs(pages):
        text += "\n\n" if text else ""
        start = len(text)
        for page, words in pdf_layout.words(paragraph, hyphenated):
            if not paragraph.furniture:
                begins.setdefault(page, len(text))
            text += INVISIBLE.sub("", words)
        if text[start:].strip():
            heading = False if paragraph.furniture else pdf_layout.is_heading(paragraph, usual)
            blocks.append(TextBlock(start, len(text), heading, paragraph.furniture))
    starts: list[int] = []
    for page in range(len(pages)):
        # A page without words of the story begins where the one before does.
        starts.append(begins.get(page, starts[-1] if starts else 0))
    return ArticleDraft(id=id, text=text, blocks=tuple(blocks), pages=tuple(starts) if text else ())
