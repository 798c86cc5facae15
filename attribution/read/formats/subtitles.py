"""Subtitles (SubRip, WebVTT): what is spoken, joined to paragraphs; a voice that is named begins a turn."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from attribution.article import Problem
from attribution.read.draft import ArticleDraft
from attribution.read.encoding import decoded
from attribution.read.limits import LARGEST, not_utf8
from attribution.read.lines import TextLine, joined
from attribution.read.members import broken, without_text
from attribution.read.paragraphs import SENTENCE_END

suffixes = (".srt", ".vtt")
largest: int | None = LARGEST
TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
TIMING = re.compile(rf"[ \t]*{TIME}[ \t]*-->[ \t]*{TIME}[^\n]*$", re.M)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{1,200})>")
TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
CHANGE = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
SOUND = re.compile(r"[\[(♪♫][^\[\]()]*[\])♪♫]$|[♪♫\s]+$")
PAUSE, LONG_PAUSE = 3.0, 5.0
"""Seconds without speech that begin a paragraph: after a full sentence, and anywhere."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when it stands, and what it says, line by line with its tags."""

    start: float
    end: float
    lines: tuple[str, ...]


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as WebVTT does, or with the number and the times of a first cue."""
    start = data[:300].removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        start.startswith(b"WEBVTT")
        or re.match(rb"\d+\s*\r?\n\d{1,3}:\d\d:\d\d[.,]\d+\s*-->", start) is not None
    )


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """One draft, a block a paragraph or turn. Sounds ("[applause]") are furniture. Raises Unusable."""
    found = decoded(data)
    if found is None:
        yield not_utf8(id, data)
        return
    cues = list(_cues(found.text.replace("\r\n", "\n").replace("\r", "\n")))
    if not cues and found.text.strip():
        raise broken("it has no cue with times")
    text, blocks = joined(_paragraphs(cues))
    if not text:
        raise without_text()
    if notice := found.notice(id):
        yield notice
    yield ArticleDraft(id=id, text=text, blocks=blocks, record=True)


def _cues(text: str) -> Iterator[Cue]:
    """The cues in order; notes, styles, numbers and names of cues are left out."""
    for block in re.split(r"\n[ \t]*\n", text):
        timing = TIMING.search(block)
        if timing:
            lines = tuple(line.strip() for line in block[timing.end() :].split("\n") if line.strip())
            numbers = [float(number or 0) for number in timing.groups()]
            yield Cue(_seconds(numbers[:4]), _seconds(numbers[4:]), lines)


def _seconds(parts: list[float]) -> float:
    return 3600 * parts[0] + 60 * parts[1] + parts[2] + parts[3] / 1000


def _paragraphs(cues: list[Cue]) -> Iterator[TextLine]:
    """Captions joined until somebody else speaks, or a pause after a full sentence."""
    said = ""
    voice: str | None = None
    end = 0.0
    for cue in cues:
        pause = cue.start - end
        if said and (pause >= LONG_PAUSE or (pause >= PAUSE and SENTENCE_END.search(said[-12:]))):
            yield TextLine(said, heading=None)
            said, voice = "", None
        for line in cue.lines:
            named = VOICE.search(line)
            words = " ".join(html.unescape(TAG.sub("", line)).split())
            if not words:
                continue
            if SOUND.match(words):
                if said:
                    continue
                yield TextLine(words, heading=False, furniture=True)
                continue
            changes = CHANGE.match(words)
            if (named and named[1].strip() != voice) or (changes and not named):
                if said:
                    yield TextLine(said, heading=None)
                voice = named[1].strip() if named else None
                said = f"{voice}: " if voice else ""
                words = words[changes.end() :] if changes else words
            said += ("" if not said or said.endswith(" ") else " ") + words
        end = max(end, cue.end)
    if said:
        yield TextLine(said, heading=None)
