"""Names before a colon that begin paragraphs: "OLGA MIRSKAYA: …", "Interviewer: …", "Q: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attribution.article import Region

WORD = r"[^\W\d_][\w.'’\-]*"
CLOCK = r"[\[(]?\d{1,2}(?::\d\d){1,2}(?:[.,]\d{1,3})?[\])]?(?:\s*[-–—])?\s+"
LABEL = re.compile(
    rf"(?P<lead>[\s*_]*(?:{CLOCK})?(?:>>+)?[\"“”'‘*_\s]*)(?P<label>{WORD}(?: {WORD}){{0,4}}?)"
    r"(?:(?:, [^:\n()“”\"]{2,60})?(?: [\[(][^)\]\n]{1,40}[)\]]){0,2}[*_]*:[*_]* *|(?<=\b[QA])\.[*_]* +)(?=\S)"
)
"""Perhaps a time and marks of captions or of emphasis, a name, perhaps what somebody is and from where they
speak, and a colon; for "Q" and "A" a full stop will do."""
NAME_ALONE = re.compile(
    rf"(?P<lead>[\s*_#]*(?:{CLOCK})?)(?P<label>{WORD}(?: {WORD}){{0,4}}?)[*_]*:?[*_]*"
    r"(?:\s+[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?)?$"
)
"""A line that is a name, perhaps with a time."""
LONGEST = 200
"""Characters in which a label stands with all that belongs to it: no paragraph is looked through for one."""
LEAST = 3
"""So many labels make a transcript, where one of them comes back."""
SHARE = 0.6
"""So much of the text, from the first label on, stands behind labels in a transcript.

Both were set by hand on the transcripts and recipes of tests/read.
"""


def labels(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The names before a colon that begin paragraphs, by number of the paragraph."""
    ends = (min(r.end, r.start + LONGEST) for r in body)
    found = (LABEL.match(text, r.start, end) for r, end in zip(body, ends, strict=True))
    return {i: match for i, match in enumerate(found) if match}


def names_alone(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The lines that are nothing but a name, with a paragraph below, by number of the paragraph;
    none where no name comes back."""
    below = [*(not r.heading for r in body[1:]), False]
    short = {i: r for i, r in enumerate(body) if below[i] and r.end - r.start <= LONGEST}
    tried = {i: NAME_ALONE.match(text, r.start, r.end) for i, r in short.items()}
    found = {i: m for i, m in tried.items() if m and " " in m["label"] and _is_name(m["label"])}
    often = Counter(m["label"] for m in found.values())
    return found if len(often) >= 2 and max(often.values()) >= 2 else {}


def is_transcript(text: str, body: Sequence[Region]) -> bool:
    """Whether the text is speech in turns: two voices or more, of whom one comes back, and little else.

    A voice comes back under its whole label or the last word of it ("OTTO VENNER", then "VENNER").
    """
    found = {i: m for i, m in labels(text, body).items() if _is_name(m["label"])}
    if len(found) < LEAST:
        return False
    voices = Counter(m["label"].split()[-1].lower() for m in found.values())
    if len(voices) < 2 or max(voices.values()) < 2:
        return False
    words = [len(text[r.start : r.end].split()) for r in body]
    return sum(words[i] for i in found) >= SHARE * sum(words[min(found) :])


def _is_name(label: str) -> bool:
    """Whether each word of a label but the small ones begins with a capital."""
    return all(word[0].isupper() or len(word) <= 3 for word in label.split()) and label[0].isupper()
