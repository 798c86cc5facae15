"""Subtitles (SubRip, WebVTT): what is spoken, joined to paragraphs; a voice that is named begins a turn."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

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
TIMING = re.compile(rf"{TIME}[ \t]*+-->[ \t]*+{TIME}[^\n]*$", re.M)
VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?\s++([^<>]{1,200})>")
TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
NAMED = re.compile(r"(?:>>+\s*|[-–—]\s*)?(?P<label>[^\W\d_][\w.'’\-]*(?: [A-Z0-9][\w.'’\-]*){0,3}): +(?=\S)")
CHANGE = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
SOUND = re.compile(r"[\[(♪♫][^\[\]()]*[\])♪♫]$|[♪♫\s]+$")
MOST_SHOWN = 8
"""Lines that a caption which rolls repeats at most."""
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
    text, blocks = joined(_paragraphs(_with_voices(_without_rolling(cues))))
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


def _without_rolling(cues: list[Cue]) -> list[Cue]:
    """The cues of captions that roll (each repeats the line before it, as video platforms write them) with
    every line once; others as they are."""
    shown = [tuple(line for line in map(_bare, cue.lines) if line) for cue in cues]
    seen: list[int] = []
    before: tuple[str, ...] = ()
    for now in shown:
        most = min(len(before), len(now), MOST_SHOWN)
        seen.append(next((n for n in range(most, 0, -1) if before[-n:] == now[:n]), 0))
        before = now or before
    if 2 * sum(map(bool, seen)) < len(cues):
        return cues
    return [
        replace(cue, lines=tuple(line for line in cue.lines if _bare(line))[again:])
        for cue, again in zip(cues, seen, strict=True)
    ]


def _with_voices(cues: list[Cue]) -> list[Cue]:
    """The cues with a voice for each name before a colon that opens a line, where one of them comes back:
    meeting programs and broadcasters write voices so. A single word is one where it comes back or stands in
    capitals."""
    named = [match["label"] for cue in cues for line in cue.lines if (match := NAMED.match(_bare(line)))]
    often = Counter(named)
    voices = {name for name in often if often[name] > 1 or " " in name or (name.isupper() and len(name) > 1)}
    if max(often.values(), default=0) < 2:
        return cues
    return [replace(cue, lines=tuple(_with_voice(line, voices) for line in cue.lines)) for cue in cues]


def _with_voice(line: str, voices: Collection[str]) -> str:
    match = NAMED.match(_bare(line))
    if not match or match["label"] not in voices:
        return line
    return f"<v {match['label']}>{html.escape(_bare(line)[match.end() :], quote=False)}"


def _bare(line: str) -> str:
    """What is seen of a line."""
    return " ".join(html.unescape(TAG.sub("", line)).split())


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
            words = _bare(line)
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
