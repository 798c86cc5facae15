"""Pages that Safari saved (webarchive): a property list whose main resource is the page."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace

from attribution.article import Problem
from attribution.read import html
from attribution.read.draft import ArticleDraft
from attribution.read.members import broken

suffixes = (".webarchive",)
largest: int | None = 100_000_000


def looks_like(data: bytes) -> bool:
    """Whether ``data`` is a property list with a page in it."""
    return data.startswith((b"bplist00", b"<?xml")) and b"WebMainResource" in data


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """The draft of the page; frames, pictures and styles are not looked at. Raises Unusable."""
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page, address = main["WebResourceData"], str(main.get("WebResourceURL", ""))
        encoding = str(main.get("WebResourceTextEncodingName", "utf-8"))
        decoded = page.decode(encoding, "replace")
    except Exception as error:  # plistlib raises what it likes on what is no list of properties
        raise broken(f"it holds no page ({type(error).__name__})") from None
    for made in html.read(b"\xef\xbb\xbf" + decoded.removeprefix("\ufeff").encode(), id):
        if isinstance(made, ArticleDraft) and address.startswith(("http://", "https://")):
            made = replace(made, url=made.url or address)
        yield made
