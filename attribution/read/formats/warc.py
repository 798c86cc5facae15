"""Web archives (WARC, ISO 28500): every page that a crawl answered with, by warcio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from attribution.article import Problem
from attribution.read import html
from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST
from attribution.read.members import MOST_UNPACKED, Member, Skipped, broken, unpacks_too_large

suffixes = (".warc", ".warc.gz")
largest: int | None = 1_000_000_000
MOST_RECORDS = 100_000
PAGES = ("text/html", "application/xhtml+xml")


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as an archive that is not packed does."""
    return data.startswith(b"WARC/")


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem | Member | Skipped]:
    """A draft for each page that was answered with 200, its id ``id#number of the record``.

    A page without the text of an article, of which a crawl has many, is skipped. Raises Unusable, and
    ModuleNotFoundError without warcio.
    """
    # An extra, without types of its own.
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # has none
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # has none

    if not data:
        raise broken("it is empty")
    size = 0
    try:
        for number, record in enumerate(ArchiveIterator(BytesIO(data)), 1):
            if number > MOST_RECORDS:
                raise unpacks_too_large()
            if record.rec_type != "response" or record.http_headers is None:
                continue
            if record.http_headers.get_statuscode() != "200":
                continue
            kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            place = f"{id}#{number}"
            if kind not in PAGES and kind != "application/pdf":
                yield Skipped(place)
                continue
            # Once more as a page of this length says that it is too large; a record may unpack to anything.
            payload = record.content_stream().read((LARGEST if kind in PAGES else LARGEST * 10) + 1)
            size += len(payload)
            if size > MOST_UNPACKED:
                raise unpacks_too_large()
            if kind not in PAGES:
                yield Member(place, "page.pdf", payload)
                continue
            yield from _page(payload, place, record.rec_headers.get_header("WARC-Target-URI"))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise broken(str(error)) from None


def _page(payload: bytes, id: str, address: str | None) -> Iterator[ArticleDraft | Problem | Skipped]:
    for made in html.read(payload, id):
        if isinstance(made, Problem) and made.code == "no-main-text":
            yield Skipped(id)
        elif isinstance(made, ArticleDraft):
            yield replace(made, url=made.url or (address or "").strip("<>") or None)
        else:
            yield made
