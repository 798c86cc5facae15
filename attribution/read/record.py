"""Whether a text is a record of what was said, seen from its form: a transcript, a speech, a statement,
minutes, a press release, a post, a court paper."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from attribution.article import Region, Span
from attribution.read.labels import is_transcript
from attribution.read.phrases import Phrases, bare

HEAD = 4
"""The form is told in one of so many first blocks, or nowhere."""
LONGEST_HEAD = 30
"""Words of such a block."""
BRIEF = 120
"""A text of so few words without quotation marks may be a statement though it has no "I" or "we"."""
QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»]")
WORD = re.compile(r"[^\W\d_][\w.'’-]*")
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class RecordForm:
    """That a text is a record, and, where all of it is one voice, the words that name whose."""

    voice: Span | None = None


def form_of(text: str, regions: Sequence[Region], phrases: Phrases) -> RecordForm | None:
    """The form of a record; None where the text has the form of none."""
    body = [r for r in regions if r.kind == "body"]
    if is_transcript(text, body):
        return RecordForm()
    for region in [r for r in regions if r.start < r.end][:HEAD]:
        line = text[region.start : region.end]
        label = bare(line).rstrip(": ").lower()
        if len(line.split()) > LONGEST_HEAD or label in phrases.words("furniture-database"):
            continue
        if (voice := _voice(text, region, phrases)) and _speaks_itself(text, body, voice, phrases):
            return RecordForm(voice)
        if _is_told(bare(line), phrases):
            return RecordForm()
    return None


def _voice(text: str, region: Region, phrases: Phrases) -> Span | None:
    """The name behind "Remarks by", "Statement of", which the line may follow with place and occasion."""
    lead = re.match(r"[#*_>\s]*", text[region.start : region.end])
    start = region.start + (lead.end() if lead else 0)
    opening = phrases.opening("record-voices", text[start : region.end])
    if opening is None:
        return None
    at = start + len(opening)
    at += len(text[at : region.end]) - len(text[at : region.end].lstrip(" :"))
    name = _name_end(text, at, region.end, phrases.words("record-names"))
    words = list(TOKEN.finditer(text, at, name))
    if not words:
        return None
    stops = phrases.words("record-occasions")
    last = next((w for w in words[1:] if w[0].lower() in stops), None)
    end = last.start() if last else name
    behind = text[name : region.end].lstrip(" *_")
    ends_well = last or not behind or behind[0] in ",:;–—-(." or behind.split()[0].lower() in stops
    return Span(at, at + len(text[at:end].rstrip(" .,"))) if ends_well else None


def _name_end(text: str, start: int, end: int, small: Collection[str]) -> int:
    """Where the words with a capital from ``start`` on end, one blank and small words between them."""
    at = after = start
    while (word := WORD.match(text, at, end)) and (word[0][0].isupper() or (at > start and word[0] in small)):
        after = word.end()
        if text[after : after + 1] != " ":
            break
        at = after + 1
    return after


def _speaks_itself(text: str, body: Sequence[Region], voice: Span, phrases: Phrases) -> bool:
    """Whether the text below the name speaks in the first person outside quotation marks, as no report does;
    or is brief and quotes nobody."""
    told = " ".join(text[r.start : r.end] for r in body if r.start > voice.end)
    own = [w[0].lower() for w in TOKEN.finditer(QUOTED.sub(" ", told))]
    first = phrases.words("pronouns-first")
    return any(w in first for w in own) or (0 < len(own) <= BRIEF and QUOTED.search(told) is None)


def _is_told(line: str, phrases: Phrases) -> bool:
    """Whether a line says of the text that it is a record, and is no sentence: the words alone, or with what
    is recorded behind them, in capitals but for small words."""
    opening = phrases.opening("record-openings", line)
    if opening is None or SENTENCE_END.search(line):
        return False
    rest = line[len(opening) :].strip()
    small = phrases.words("record-occasions") | phrases.words("furniture-byline-joiner")
    return all(w[0][0].isupper() or w[0][0].isdigit() or w[0].lower() in small for w in TOKEN.finditer(rest))
