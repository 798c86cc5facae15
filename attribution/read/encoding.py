"""The encoding of bytes that say nothing of it: told for certain, or not at all.

UTF-8 is what text is in. What is not was written by an older program: UTF-16 is told by its byte order mark
or its zeros, Windows-1252, Mac Roman, Windows-1250 and Latin-2 by marks and letters that all fall where the
languages of Europe have them, others by charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from attribution.article import Problem

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
    "mac-roman": "Mac Roman",
    "cp1250": "Windows-1250",
    "iso8859-2": "Latin-2",
}
ONE_BYTE = ("cp1252", "mac-roman", "cp1250", "iso8859-2")
"""Encodings of a byte a letter, the most usual first: where several read well, most often the bytes are the
same text in all of them."""
SAMPLE = 200_000
"""Bytes looked at where an encoding has to be told by what it would make of them."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
OPENING, CLOSING = "“‘«„‹", "”’»›"
OTHER_MARKS = frozenset("–—…•·€£¥¢§©®™°ªº±×÷¼½¾¹²³µ¶†‡¡¿\xa0\xad‰")
WITHIN_WORDS = frozenset("–—…€•·×©®™°ªº\xa0\xad")
"""The other marks that may stand between two letters; ¿, ³ or ± there are letters of another encoding."""
POUND_OF_NOTHING = re.compile(r"£[^\W\d_]{3}")
""""£ucja" is “Łucja”; £m and £bn are sums."""
THIRD_NOTE = re.compile(r"[^\W\d_]{3}³")
"""“Micha³”: a third note in a text without a second is a letter."""
MOST_LETTERS = 0.4
"""Share of letters beyond ASCII; a text of one of the languages of Western Europe has less."""
MOST_CHAOS, LEAST_COHERENCE = 0.1, 0.5
"""charset-normalizer's measures of a text that reads well: few characters that do not belong, letters as
frequent as the language has them."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding that its bytes are in by Python's name."""

    text: str
    encoding: str

    def notice(self, id: str) -> Problem | None:
        """What to tell of it; None for UTF-8."""
        if self.encoding == "utf-8":
            return None
        return Problem(
            id,
            "other-encoding",
            f"The text is not in UTF-8; it was read as {NAMES.get(self.encoding, self.encoding)}.",
            "Look whether its quotation marks and accents are right; to be certain, save it as UTF-8.",
        )


def decoded(data: bytes) -> Decoded | None:
    """The text of ``data`` without a byte order mark; None where its encoding cannot be told for certain."""
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    if found := _strict(data, "utf-8"):
        return found
    if b"\0" in data:
        return _utf16(data)
    for name in ONE_BYTE:
        found = _strict(data, name)
        if found and _reads_well(found.text[:SAMPLE]):
            return found
    return _by_statistics(data)


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: every other byte of English text is zero."""
    half = len(data) // 2
    for zeros, name in ((data[1::2].count(0), "utf-16-le"), (data[::2].count(0), "utf-16-be")):
        if 10 * zeros > 7 * half:
            found = _strict(data, name)
            return found if found and not CONTROL.search(found.text[:SAMPLE]) else None
    return None


def _reads_well(text: str) -> bool:
    """Whether every character beyond ASCII stands where such a letter or mark can stand."""
    if CONTROL.search(text) or POUND_OF_NOTHING.search(text):
        return False
    if "²" not in text and THIRD_NOTE.search(text):
        return False
    letters = [c for c in text if c.isalpha()]
    foreign = sum(c > "\x7f" for c in letters)
    if foreign > MOST_LETTERS * len(letters):
        return False
    return all(
        _fits(match[1], match[2], match[3])
        for match in re.finditer(r"(?s)(?<=(.))([^\x00-\x7f])(?=(.))", f" {text} ")
    )


def _fits(before: str, character: str, after: str) -> bool:
    if character.isalpha() and character not in "ªºµ":
        if unicodedata.normalize("NFD", character)[0] > "\x7f" and character not in "ßæÆøØœŒðÐþÞıłŁđĐ":
            return False
        if character.isupper():
            return not before.islower() and (after.isalpha() or before.isalpha())
        return before.isalpha() or after.isalpha() or character == "à"
    if character in OPENING:
        return not after.isspace() or character in "«‹"
    if character in CLOSING:
        return not before.isspace() or after.isalnum() or character in "»›"
    inside = before.isalpha() and after.isalpha()
    return character in (WITHIN_WORDS if inside else OTHER_MARKS)


def _by_statistics(data: bytes) -> Decoded | None:
    import charset_normalizer  # only where nothing else has told

    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    if best is None or best.chaos > MOST_CHAOS or best.coherence < LEAST_COHERENCE:
        return None
    found = _strict(data, best.encoding)
    return found if found and not CONTROL.search(found.text[:SAMPLE]) else None
