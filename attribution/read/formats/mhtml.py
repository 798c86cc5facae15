"""Pages that a browser saved in one file (MHTML): a message whose first page is the article."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from attribution.article import Problem
from attribution.read import html
from attribution.read.draft import Draft
from attribution.read.members import broken

suffixes = (".mhtml", ".mht")
largest: int | None = 100_000_000


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as the message of a saved page does."""
    head = data[:4_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return b"multipart/related" in head and (b"snapshot-content-location" in head or b"saved by" in head)


def read(data: bytes, id: str) -> Iterator[Draft | Problem]:
    """The draft of the page; frames, pictures and styles are not looked at. Raises Unusable."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = next(
        (
            part
            for part in message.walk()
            if part.get_content_type() in ("text/html", "application/xhtml+xml")
        ),
        None,
    )
    if page is None:
        raise broken("it holds no page")
    payload = page.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise broken("its page cannot be decoded")
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    for made in html.read(_named(payload, page), id):
        if isinstance(made, Draft) and address.startswith(("http://", "https://")):
            made = replace(made, url=made.url or address)
        yield made


def _named(payload: bytes, page: EmailMessage) -> bytes:
    """The page in UTF-8 where its part names its encoding."""
    charset = page.get_content_charset()
    if not charset:
        return payload
    try:
        return b"\xef\xbb\xbf" + payload.decode(charset, "replace").removeprefix("\ufeff").encode()
    except LookupError:
        return payload
