"""The lines of a PDF with their places, by pdfminer.six, in a process of its own.

A PDF can be made so that reading it takes all time and memory. Here both have an end, and it costs no other
article anything: ``python -m attribution.read.formats.pdf_pages``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MOST_PAGES = 1_000
MEMORY = 2 * 1024**3
SECONDS = 60
FARTHEST = 1e6
"""Points: what lies farther out, or at no number at all, is on no paper."""


def bounded() -> None:
    """Give this process an end of memory and of time, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows: the parent's limit of time has to do
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (limit, hard))
        except (ValueError, OSError):  # macOS does not limit memory
            continue


def pages(data: bytes) -> Iterator[dict[str, Any]]:
    """Each page: its height, and its lines as ``PageLine`` has them."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    layout = LAParams(boxes_flow=None, all_texts=True)
    for page in extract_pages(BytesIO(data), laparams=layout, maxpages=MOST_PAGES):
        height = page.height if abs(page.height) < FARTHEST else FARTHEST
        yield {"height": height, "lines": list(_lines(page))}


def _lines(part: Any) -> Iterator[tuple[str, float, float, float, float, float, bool]]:
    from pdfminer.layout import LTChar, LTContainer, LTTextLine

    for item in part:
        if isinstance(item, LTTextLine):
            letters = [char for char in item if isinstance(char, LTChar) and not char.get_text().isspace()]
            text = " ".join(item.get_text().replace("\0", "").split())
            if letters and text:
                sizes = sorted(char.size for char in letters)
                bold = all("bold" in char.fontname.lower() for char in letters)
                size = sizes[len(sizes) // 2]
                if all(abs(n) < FARTHEST for n in (*item.bbox, size)):
                    yield text, *item.bbox, size, bold
        elif isinstance(item, LTContainer):
            yield from _lines(item)


def main() -> None:
    """Read a PDF on standard input; write a JSON object a page, or one with ``fault``, on standard output."""
    bounded()
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    try:
        for page in pages(sys.stdin.buffer.read()):
            print(json.dumps(page))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        print(json.dumps({"fault": "encrypted"}))
    except MemoryError:
        print(json.dumps({"fault": "memory"}))
    except Exception as error:
        print(json.dumps({"fault": f"{type(error).__name__}: {error}"[:200]}))


if __name__ == "__main__":
    main()
