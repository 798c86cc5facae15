"""E-mail, newsletters above all: the message as it reads, and what is attached to it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from attribution.article import Problem
from attribution.read import html, paragraphs
from attribution.read.discover import printable
from attribution.read.draft import ArticleDraft
from attribution.read.formats.mail_thread import is_passed_on, stands_alone, without_earlier
from attribution.read.limits import LARGEST
from attribution.read.lines import joined
from attribution.read.markup import lines_of, too_much_markup
from attribution.read.members import Member, Skipped, broken, without_text
from attribution.read.passed_on import without_signs

suffixes = (".eml", ".emlx")
largest: int | None = 100_000_000
HEADER = re.compile(rb"(?:\d+\s*\r?\n)?(?:From |[A-Za-z][\w-]{0,70}:[ \t])", re.A)
MAIL_HEADERS = re.compile(
    rb"^(?:From|Date|Subject|Message-ID|MIME-Version|Received|Return-Path):", re.M | re.I
)


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins with the headers of a message."""
    head = data[:8_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return HEADER.match(data) is not None and len(set(map(bytes.lower, MAIL_HEADERS.findall(head)))) >= 3


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem | Member | Skipped]:
    """A draft of the message, then the files attached to it, with ids ``id#name``; what has no name and is no
    text of the message is skipped. Raises Unusable."""
    if re.match(rb"\d+\s*\n", data):  # Apple Mail writes the length in front
        data = data.partition(b"\n")[2]
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not any(
        message.get(name) for name in ("From", "Subject", "Date")
    ):
        raise broken("it has no headers of a message")
    yield from _body(message, id)
    seen: dict[str, int] = {}
    for number, part in enumerate(message.iter_attachments()):
        name = part.get_filename() or ""
        if not name and part.get_content_type() != "message/rfc822":
            if not _goes_on(part):
                yield Skipped(f"{id}#{number}")
            continue
        name = name or "message.eml"
        payload = _bytes(part)
        seen[name] = seen.get(name, 0) + 1
        again = f"-{seen[name]}" if seen[name] > 1 else ""
        yield Member(f"{id}#{printable(name)}{again}", name, payload)


def _body(message: EmailMessage, id: str) -> Iterator[ArticleDraft | Problem]:
    """What the message says, of the page and the plain text that it may have the one that tells more."""
    page, plain = _part(message, "html"), _part(message, "plain")
    sent = _day(message)
    name, address = parseaddr(str(message.get("From") or ""))
    about = {
        "id": id,
        "title": " ".join(str(message.get("Subject") or "").split()) or None,
        "publisher": name or address.partition("@")[2] or None,
        "published": sent,
    }
    made = _of_page(page, id) if page else None
    subject = about["title"] or ""
    if made and 2 * len(made.text.split()) >= len(plain.split()):
        blocks = without_earlier(made.text, made.blocks or (), subject) or made.blocks
        yield ArticleDraft(**about, text=made.text, blocks=blocks)  # type: ignore[arg-type]
    elif plain.strip():
        if len(plain) > LARGEST:
            raise broken("it has more text than an article")
        text = plain.replace("\r\n", "\n")
        text = without_signs(text) if is_passed_on(subject) else text
        blocks = without_earlier(text, paragraphs.blocks(text, stands_alone), subject)
        yield ArticleDraft(**about, text=text, blocks=blocks)  # type: ignore[arg-type]
    elif not any(True for _ in message.iter_attachments()):
        raise without_text()


def _of_page(page: str, id: str) -> ArticleDraft | None:
    """The article of the page; all its words where nothing on it looks like one."""
    if len(page) > LARGEST or too_much_markup(page):
        return None
    made = html.draft_of(page, id)
    if isinstance(made, ArticleDraft) and made.text:
        return made
    text, blocks = joined(lines_of(page))
    return ArticleDraft(id=id, text=text, blocks=blocks) if text else None


def _part(message: EmailMessage, kind: str) -> str:
    """The text of the first part of this kind, of plain text also what goes on behind pictures."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    more = filter(_goes_on, message.iter_attachments()) if kind == "plain" else ()
    return "\n\n".join(map(_decoded, (part, *more)))


def _goes_on(part: MIMEPart) -> bool:
    """Whether a part is more of the message's own text, which some programs cut where a picture stands."""
    return (
        part.get_content_type() == "text/plain"
        and part.get_content_disposition() != "attachment"
        and not part.get_filename()
    )


def _decoded(part: MIMEPart) -> str:
    """The text of a part; bytes that do not fit their encoding are replaced."""
    try:
        return str(part.get_content())
    except (LookupError, KeyError, ValueError):  # an encoding that nobody knows
        return _bytes(part).decode("utf-8", "replace")


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
