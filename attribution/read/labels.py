"""Names before a colon that begin paragraphs: "OLGA MIRSKAYA: …", "Interviewer: …", "Q: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attribution.article import Region

WORD = r"[^\W\d_][\w.'’\-]*"
NAME = rf"{WORD}(?: (?:['’‘ʻ]?{WORD}|\d{{1,3}})){{0,4}}?"
DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+"
TIME = (
    rf"[\[(]?(?:{DAY})?\d{{1,2}}(?::\d{{1,2}}){{1,2}}(?:[.,]\d{{1,3}})?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s*-->\s*[\d:.,]{4,16})?[\])]?"
)
CLOCK = rf"(?i:{TIME})(?:\s*[-–—])?\s+"
NUMBER = r"(?:\d{1,4}[.)]|Q\d{1,4}\.?)[*_]*\s+"
BESIDE = r"(?: [\[(][^)\]\n]{1,80}[)\]]){0,2}"
OFFICE_AND_NAME = r"[A-Z][a-z]{1,3}\.? [A-Z][A-Z'’\-]+(?: [a-z]+(?: [A-Z]?[a-z]+)?)?"
IN_CAPITALS = r"[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]*){1,3}"
IN_SMALL_LETTERS = r"[A-Z][a-z]{1,11}\.?(?: [A-Z][\w'’\-]+){1,2}"
APART = r"(?:(?<=\b[QA])(?:\.[*_]* +|[^\S\n]{2,}|\t)|(?<=\bQ) (?=[A-Z–—]))"
LABEL = re.compile(
    rf"(?P<lead>[\s*_]*(?:{CLOCK}|{NUMBER})?(?:>>+)?[\"“”'‘*_\s]*)(?P<label>{NAME})"
    rf"(?:(?:, [^:\n()“”\"]{{2,60}})?{BESIDE}(?:[*_]*:[*_]* *|\. [–—] +)|{APART})(?=\S|$)"
)
"""Perhaps a time or a number and marks of captions or of emphasis, a name, perhaps what somebody is and from
where they speak, and a colon; for "Q" and "A" a full stop or a gap will do ("Q    Any update?"), and for
anybody a full stop before a dash."""
QUESTION_OR_ANSWER = re.compile(r"(?P<lead>[\s*_]*)(?P<label>[QA])[.:][*_]* +(?=\S)")
LABEL_OF_A_CHAMBER = re.compile(
    rf"(?P<lead>\s*)(?P<label>{OFFICE_AND_NAME}|{IN_CAPITALS}|{IN_SMALL_LETTERS})\. +(?=[A-Z])"
)
"""“Mr. RUIZ. ”, “The SPEAKER pro tempore. ”, “CHAIR POWELL. ”, “Senator Ruiz. ”, as the records of
parliaments and boards print them."""
NAME_ALONE = re.compile(
    rf"(?P<lead>[\s*_#]*(?P<before>{CLOCK})?)\[?(?P<label>{NAME})\]?{BESIDE}"
    rf"(?P<office> (?:--|[–—]) [^:\n]{{2,90}}?)?[*_]*(?P<colon>:?)[*_]*(?P<after>,?\s+(?i:{TIME}))?:?$"
)
"""A line that is a name, perhaps with a time before or behind it, with an office behind a dash, and with a
colon."""
LONGEST = 200
"""Characters in which a label stands with all that belongs to it: no paragraph is looked through for one."""
LEAST = 3
"""So many labels make a transcript, where one of them comes back."""
SHARE = 0.6
"""So much of the text, from the first label on, stands behind labels in a transcript.

Both were set by hand on the transcripts and recipes of tests/read.
"""

MOST_BELOW = 12
"""Paragraphs from one name on a line of its own to the next."""


def labels(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The names before a colon that begin paragraphs, by number of the paragraph; where there are more of
    them, those before a full stop that a chamber's record prints.

    Where questions and answers are marked as such, "Q. The mayor said: …" is a question.
    """
    ends = [min(r.end, r.start + LONGEST) for r in body]
    found, of_chamber, asked = (
        {
            i: match
            for i, (r, end) in enumerate(zip(body, ends, strict=True))
            if (match := form.match(text, r.start, end)) and (match.end() < r.end or _is_full_name(match))
        }
        for form in (LABEL, LABEL_OF_A_CHAMBER, QUESTION_OR_ANSWER)
    )
    if {m["label"] for m in asked.values()} == {"Q", "A"}:
        found |= asked
    return of_chamber if len(of_chamber) > max(len(found), LEAST - 1) else found


def _is_full_name(label: re.Match[str]) -> bool:
    """Whether a label is a name in capitals of several words, which may stand above its words: "ANA RUIZ,
    HOST:"."""
    return label["label"].isupper() and " " in label["label"]


def names_alone(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The lines that are nothing but a name, with words below, by number of the paragraph; none where no name
    comes back. Where two or more stand beside a time or before a colon, the others are no labels; a single
    word is one only there, or where it comes back beside names with an office ("Operator")."""
    found = {}
    for i, r in enumerate(body):
        line_end = text.find("\n", r.start, r.end)
        end = r.end if line_end < 0 else line_end
        has_words = end < r.end or (i + 1 < len(body) and may_be_said(text, body[i + 1]))
        match = _alone(text, r.start, end) if has_words else None
        if match:
            found[i] = match
    often = Counter(m["label"] for m in found.values())
    marked = {i: m for i, m in found.items() if is_marked(m)}
    offices = sum(m["office"] is not None for m in found.values())
    if len(marked) >= 2:
        found = marked
    else:
        found = {
            i: m for i, m in found.items() if " " in (w := m["label"]) or (offices >= 2 and often[w] >= 2)
        }
    often = Counter(m["label"] for m in found.values())
    return found if len(often) >= 2 and max(often.values()) >= 2 else {}


def may_be_said(text: str, region: Region) -> bool:
    """Whether a paragraph may be somebody's words: no heading, or one that asks or calls."""
    return not region.heading or text[region.start : region.end].rstrip("*_ ").endswith(("?", "!"))


def _alone(text: str, start: int, end: int) -> re.Match[str] | None:
    match = NAME_ALONE.match(text, start, end) if end - start <= LONGEST else None
    return match if match and _is_name(match["label"]) else None


def is_name_beside_time(line: str) -> bool:
    """Whether a line is a name with a time beside it or a colon behind it, and nothing else."""
    match = _alone(line, 0, len(line))
    return match is not None and is_marked(match)


def is_marked(alone: re.Match[str]) -> bool:
    """Whether a name on a line of its own has a time beside it or a colon behind it."""
    return bool(alone["before"] or alone["after"] or alone["colon"])


def is_transcript(text: str, body: Sequence[Region]) -> bool:
    """Whether the text is speech in turns: two voices or more, of whom one comes back, and little else.

    A voice comes back under its whole label or the last word of it ("OTTO VENNER", then "VENNER").
    """
    alone = names_alone(text, body)
    found = {i: m for i, m in labels(text, body).items() if _is_name(m["label"])}
    if len(max(alone, found, key=len)) < LEAST:
        return False
    words = [len(text[r.start : r.end].split()) for r in body]
    if len(alone) >= len(found):
        first = min(alone)
        return (
            _come_back(alone)
            and all(end - start <= MOST_BELOW for start, end in pairwise([*sorted(alone), len(body)]))
            and sum(words[first:]) >= SHARE * sum(words)
        )
    return _come_back(found) and sum(words[i] for i in found) >= SHARE * sum(words[min(found) :])


def _come_back(found: Mapping[int, re.Match[str]]) -> bool:
    voices = Counter(m["label"].split()[-1].lower() for m in found.values())
    return len(voices) >= 2 and max(voices.values()) >= 2


def _is_name(label: str) -> bool:
    """Whether each word of a label but the small ones begins with a capital."""
    return all(word[0].isupper() or len(word) <= 3 for word in label.split()) and label[0].isupper()
