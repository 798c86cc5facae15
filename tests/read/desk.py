"""One short story as a newsroom's desk may hold it: in every format that is read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from html import escape

HEADLINE = "Ferry to Kalda will run all winter"
PARAGRAPHS = (
    "The ferry between Kalda and the islands will run all winter for the first time, the harbour office said on Tuesday.",
    "“We have waited nine years for this, and nobody will be cut off again,” said Ana Ruiz, the mayor of Kalda. She thanked "
    "the crews who had kept the old boat afloat.",
    "Not everyone was glad. “The fares are too high for a family with children,” said Tom Lee, who teaches at the school on "
    "the larger island and crosses twice a day.",
    "The harbour office said that the price of a ticket would be looked at in spring. A new boat, which was built in the "
    "yard at Elbey, carries two hundred people.",
    "“The ice took two of our boats last year, and it will not take this one,” Ms Ruiz added.",
)
TEXT = "\n\n".join((HEADLINE, *PARAGRAPHS)) + "\n"
HTML = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry</title></head><body><article>'
    f"<h1>{HEADLINE}</h1>{HTML}</article></body></html>"
)
SAYS = (
    "We have waited nine years for this, and nobody will be cut off again",
    "The fares are too high for a family with children",
    "The ice took two of our boats last year, and it will not take this one",
)


def zipped(files: dict[str, str | bytes], stored: tuple[str, ...] = (), level: int | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name in stored else None)
    return out.getvalue()


def docx(paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    import docx as word

    document = word.Document()
    document.add_heading(HEADLINE, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.sections[0].header.paragraphs[0].text = "Northern Wire – draft"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def odt(body: str | None = None) -> bytes:
    body = body or f'<text:h text:outline-level="1">{HEADLINE}</text:h>' + "".join(
        f"<text:p>{escape(p)}</text:p>" for p in PARAGRAPHS
    )
    content = f"<office:document-content {OFFICE}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return zipped(files, stored=("mimetype",))


def rtf(text: str = TEXT) -> bytes:
    letters = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    body = "\\par\n".join(line for line in letters.split("\n") if line)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}\\f0\\fs24 " + body + "}").encode()


def epub(chapters: dict[str, str] | None = None) -> bytes:
    chapters = chapters or {"one.xhtml": f"<h1>{HEADLINE}</h1>{HTML}"}
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Winter</dc:title><dc:publisher>Northern Wire</dc:publisher><dc:date>2026-03-03</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": book,
    }
    for name, body in chapters.items():
        files[f"OPS/{name}"] = (
            f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
        )
    return zipped(files, stored=("mimetype",))


def mail(*, page: bool = True, plain: bool = True, attachments: dict[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Northern Wire <news@wire.example>"
    message["To"] = "desk@paper.example"
    message["Subject"] = HEADLINE
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    if plain:
        message.set_content(TEXT)
        if page:
            message.add_alternative(PAGE, subtype="html")
    elif page:
        message.set_content(PAGE, subtype="html")
    for name, data in (attachments or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mhtml(page: str = PAGE) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://wire.example/ferry"
    message["Subject"] = HEADLINE
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a>")
    return message.as_bytes()


def warc(*pages: tuple[str, str], packed: bool = False) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, page in pages or (("https://wire.example/ferry", PAGE),):
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0"
        )
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(page.encode()), http_headers=headers
            )
        )
    return out.getvalue()


def wrapped(text: str, width: int = 40) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def srt(paragraphs: tuple[str, ...] = (HEADLINE, *PARAGRAPHS)) -> bytes:
    cues, at, number = [], 1.0, 0
    for paragraph in paragraphs:
        for line in wrapped(paragraph):
            number += 1
            cues.append(f"{number}\n{_clock(at)} --> {_clock(at + 2)}\n{line}\n")
            at += 2.1
        at += 5
    return "\n".join(cues).encode()


def vtt() -> bytes:
    return b"WEBVTT\n\n" + srt((HEADLINE + ".", *PARAGRAPHS)).replace(b",0", b".0").replace(
        b",1", b".1"
    ).replace(b",2", b".2")


def _clock(seconds: float) -> str:
    whole, part = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{part:03}"


def table(separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["Headline", "Outlet", "Date", "Link", "Full text"])
    writer.writerow([HEADLINE, "Northern Wire", "2026-03-03", "https://wire.example/ferry", TEXT])
    return out.getvalue().encode(encoding)


def rss() -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Northern Wire</title><item>'
        f"<title>{HEADLINE}</title><link>https://wire.example/ferry</link><guid>f1</guid><dc:creator>Rita Coe</dc:creator>"
        "<pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[{HTML}]]></content:encoded></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Northern Wire</title><entry>'
        f'<title>{HEADLINE}</title><id>f1</id><link rel="alternate" href="https://wire.example/ferry"/>'
        f"<published>2026-03-03T10:00:00Z</published><author><name>Rita Coe</name></author>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry></feed>'
    ).encode()


def newsml() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:1">'
        "<itemMeta><provider><name>Northern Wire</name></provider><versionCreated>2026-03-03T10:00:00Z</versionCreated></itemMeta>"
        f'<contentMeta><by>Rita Coe</by><language tag="en"/><headline>{HEADLINE}</headline></contentMeta><contentSet><inlineXML>'
        f'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>{HTML}</body.content></body></nitf>'
        "</inlineXML></contentSet></newsItem>"
    ).encode()


def service() -> bytes:
    article = {
        "source": {"id": None, "name": "Northern Wire"},
        "author": "Rita Coe",
        "title": HEADLINE,
        "url": "https://wire.example/ferry",
        "publishedAt": "2026-03-03T10:00:00Z",
        "content": TEXT,
    }
    return json.dumps({"status": "ok", "totalResults": 1, "articles": [article]}, indent=1).encode()


Placed = tuple[float, float, float, str]


def pdf(*pages: list[Placed], extra: bytes = b"") -> bytes:
    """A PDF with lines of Helvetica at the places given: left, bottom, size, text."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        stream = b"\n".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, left, bottom, _escaped(text))
            for left, bottom, size, text in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        extra,
        table_at,
    )


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def column(
    paragraphs: tuple[str, ...], left: float, top: float, width: int = 80, indent: bool = False
) -> list[Placed]:
    placed: list[Placed] = []
    for paragraph in paragraphs:
        for number, line in enumerate(wrapped(paragraph, width)):
            placed.append((left + (12 if indent and number == 0 else 0), top, 10.0, line))
            top -= 12
        top -= 0 if indent else 8
    return placed


def paged() -> bytes:
    return pdf([(72, 720, 20, HEADLINE), *column(PARAGRAPHS, 72, 680)])


def desk() -> dict[str, bytes]:
    """Name of a file -> its bytes."""
    return {
        "plain.txt": TEXT.encode(),
        "page.html": PAGE.encode(),
        "rows.jsonl": json.dumps({"text": TEXT}).encode(),
        "service.json": service(),
        "print.pdf": paged(),
        "statement.docx": docx(),
        "notes.odt": odt(),
        "archive.rtf": rtf(),
        "book.epub": epub(),
        "letter.eml": mail(),
        "saved.mhtml": mhtml(),
        "crawl.warc": warc(),
        "crawl.warc.gz": warc(packed=True),
        "folder.zip": zipped({"in/story.txt": TEXT}),
        "story.txt.gz": gzip.compress(TEXT.encode(), mtime=0),
        "film.srt": srt(),
        "film.vtt": vtt(),
        "table.csv": table(),
        "table.tsv": table("\t"),
        "feed.rss": rss(),
        "feed.atom": atom(),
        "item.xml": newsml(),
        "utf-16.txt": TEXT.encode("utf-16"),
        "cp1252.txt": TEXT.encode("cp1252"),
        "mac.txt": TEXT.encode("mac-roman"),
    }
