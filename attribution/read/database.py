"""What newspaper databases (Nexis, Factiva, ProQuest) print around a story: labels, counts of words, document
numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.read import dates
from attribution.read.draft import TextBlock
from attribution.read.furniture import Furniture
from attribution.read.phrases import Phrases

FEWEST_LABELS = 3
"""Lines with different labels that make a text an export of a database; fewer may be a story's own."""
LONGEST_LABEL = 40
LONGEST_OUTLET = 100
LABELLED = re.compile(r"([^\W\d_][\w /-]{1,39}?)[ \t]*:(?:\s|$)")
CODED = re.compile(r"([A-Z]{2,3})(?:[ \t]{1,8}|\s*\n|$)")
"""Factiva's two or three letters at the beginning of a line."""
COUNT = re.compile(r"\d[\d,]*\s+(?:\w{1,4}\s+\d[\d,]*\s+)?(\w+)$")
"""212 words; 12 of 40 documents."""
NUMBER = re.compile(r"(\w+)\s+(?=\S*\d)[A-Z][A-Z0-9]{3,}\w*$")
"""Document HOLLOW0020190305ef3400001."""
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s\w{2,4})?")
CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
LONGEST_HEAD = 8
"""Lines that Factiva prints between headline and story."""
CITATION = re.compile(r"[^\n;]{3,120};[^\n\[]{2,80}\[[^\n\]]{2,80}\]\s?\d{1,2} \w{3} \d{4}(?::[^\n]{0,40})?")
"""ProQuest's line above a story: “Greif, Mona. The Tarsk Herald; Tarsk [Tarsk]04 Mar 2016: A.4.”"""


def printed(text: str, blocks: Sequence[TextBlock], phrases: Phrases) -> dict[int, Furniture]:
    """The blocks that a database put around the story, by their places; none for a text that is no export."""
    words = [text[block.start : min(block.end, block.start + 400)] for block in blocks]
    labels = {place: label for place, block in enumerate(words) if (label := label_of(block, phrases))}
    head = _unlabelled(words, phrases)
    if len(set(labels.values())) < FEWEST_LABELS and not head:
        return {}
    found = head | {place: _told(words[place], label, phrases) for place, label in labels.items()}
    for place, block in enumerate(words):
        if place not in found and _is_count(block, phrases):
            found[place] = Furniture("database")
    outlet = None if head else _outlet(words, found)
    if outlet is not None:
        found[outlet] = Furniture("database", publisher=re.sub(r"\s*\([^()]*\)$", "", words[outlet]))
    return found


def label_of(block: str, phrases: Phrases) -> str | None:
    """The label that opens the block, in lower case: "load-date", "sn"."""
    known = phrases.words("furniture-database")
    bare = block.strip().lower().rstrip(":")
    if len(bare) <= LONGEST_LABEL and bare in known:
        return bare
    found = (match[1].lower() for form in (LABELLED, CODED) if (match := form.match(block)))
    return next((label for label in found if label in known), None)


def _told(block: str, label: str, phrases: Phrases) -> Furniture:
    """What a line with a label says of the article."""
    rest = block.strip()[len(label) :].lstrip(" \t:\n")
    if label in phrases.words("furniture-database-byline"):
        return Furniture("byline", byline=rest.split(",")[0].strip() or None)
    if label in phrases.words("furniture-database-headline"):
        return Furniture("database", title=" ".join(rest.split()) or None)
    if label in phrases.words("furniture-database-outlet"):
        return Furniture("database", publisher=rest or None)
    if label in phrases.words("furniture-database-date"):
        return Furniture("date", published=dates.iso(rest))
    return Furniture("database")


def _is_count(block: str, phrases: Phrases) -> bool:
    count = COUNT.match(block.strip())
    if count and count[1].lower() in phrases.words("furniture-database-count"):
        return True
    number = NUMBER.fullmatch(block.strip())
    if number and number[1].lower() in phrases.words("furniture-database-document"):
        return True
    return CITATION.fullmatch(block.strip()) is not None


def _unlabelled(words: Sequence[str], phrases: Phrases) -> dict[int, Furniture]:
    """What Factiva prints between headline and story without labels: a count of words, date, time, the
    outlet and its code, language, rights."""
    count = next((place for place, block in enumerate(words[:8]) if _is_count(block, phrases)), None)
    if count is None:
        return {}
    found = {count: Furniture("database")}
    for place in range(count + 1, min(count + LONGEST_HEAD, len(words))):
        line = words[place].strip()
        if dates.is_date(line):
            found[place] = Furniture("date", published=dates.iso(line))
        elif dates.is_time(line) or CLOCK.fullmatch(line):
            found[place] = Furniture("database")
        elif (
            place + 1 < len(words)
            and CODE.fullmatch(words[place + 1].strip())
            and len(line) <= LONGEST_OUTLET
        ):
            found[place] = Furniture("database", publisher=line)
            return found | _to_rights(words, place + 1, phrases) if len(found) > 2 else {}
        else:
            return {}
    return {}


def _to_rights(words: Sequence[str], code: int, phrases: Phrases) -> dict[int, Furniture]:
    """The lines from the outlet's code to that on rights; the code alone where none is near."""
    near = range(code, min(code + LONGEST_HEAD, len(words)))
    rights = next((place for place in near if phrases.opening("furniture-rights", words[place])), code)
    return {place: Furniture("database") for place in range(code, rights + 1)}


def _outlet(words: Sequence[str], found: dict[int, Furniture]) -> int | None:
    """The line with the outlet's name: above the date, at the head of the export."""
    for place, block in enumerate(words[:6]):
        if place in found:
            continue
        following = words[place + 1].split() if place + 1 < len(words) else []
        dated = len(following) >= 3 and any(
            dates.is_date(" ".join(following[:count])) for count in (3, 4) if count <= len(following)
        )
        if dated and len(block) <= LONGEST_OUTLET and not block.rstrip().endswith("."):
            return place
    return None
