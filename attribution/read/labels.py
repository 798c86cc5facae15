"""Names before a colon that begin paragraphs: "OLGA MIRSKAYA: …", "Interviewer: …", "Q: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attribution.article import Region

WORD = r"[^\W\d_][\w.'’\-]*"
LABEL = re.compile(
    rf"(?P<lead>[\s*_]*(?:>>+)?[\"“”'‘*_\s]*)(?P<label>{WORD}(?: {WORD}){{0,4}})"
    r"(?:, [^:\n()“”\"]{2,60})?(?: \([^)\n]{1,40}\))?[*_]*:[*_]* *(?=\S)"
)
"""Marks of captions or of emphasis, a name, perhaps what somebody is and from where they speak, and a colon.
"""
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
