"""What stands around a story, told by its words: bylines, dates, captions, links, lists of other stories.

The words themselves are data (the lists ``furniture-…`` of a language); here is only where they count: at the
start of a line, after the last full stop, alone in a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.read import dates
from attribution.read.phrases import LINK, Phrases, bare

LONGEST = 600
"""Code points. A longer block is never furniture."""
ADDRESS = re.compile(r"<?((?:https?://|www\.)[^\s<>]+)>?$", re.I)
IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
CAPTION_TIMES = re.compile(r"[\d:.,]{4,16}\s*-->\s*[\d:.,]{4,16}$")
SEPARATOR = re.compile(r"\s+[|•·/–—-]\s+|\s*[|•·]\s*")
EMPHASIS_AT_END = re.compile(r"[.!?…][\"'”’)]*\s+(?:\*\*([^*]+)\*\*|\*([^*]+)\*|__([^_]+)__|_([^_]+)_)$")
LAST_STOP = re.compile(r".*[.!?…][\"'”’)]*\s+(?=\S)", re.S)
IN_BRACKETS_AT_END = re.compile(r"\(([^()]+)\)$")
FULL_STOP = re.compile(r"\.[\"'”’»)\]*_]*$")
WHOLE_LINES = frozenset({"address", "image", "rule", "link", "date", "time", "byline", "original"})
RULE = re.compile(r"^[_*=–—-]{2,}\s*")
SIGN = re.compile(r"^(\([cC]\)|©)(?=\d)")
YEARS = re.compile(r"\D{0,8}\d{1,4}(?:\s*[-–,]\s*\d{2,4})*[,.:]?")
COUNTED = re.compile(r"(\D+?)\s*(?:\(\d[\d,.]*\)|\[\d[\d,.]*\]|:\s*\d[\d,.]*):?|\d[\d,.]*\s+(\D+?):?")
LONGEST_COMMENTS_HEAD = 40
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Why a block is furniture (``kind``), and the byline, date, address, outlet or headline it gives.
    ``heads_list``: other stories follow."""

    kind: str
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    heads_list: bool = False
    publisher: str | None = None
    title: str | None = None


def find(block: str, phrases: Phrases, head: bool = False) -> Furniture | None:
    """Why ``block`` is furniture, None where it is part of the story. ``head``: no paragraph of the story
    came before it."""
    if address := ADDRESS.match(block):
        return Furniture("address", url=address[1])
    if len(block) > LONGEST:
        return None
    if IMAGE.match(block):
        return Furniture("image")
    if CAPTION_TIMES.match(block):
        return Furniture("time")
    text = bare(block)
    if not any(character.isalnum() for character in text):
        return Furniture("rule")
    return (
        _date(text, phrases)
        or _byline(text, phrases, head)
        or _credit_line(text, phrases)
        or _pointer(block, text, phrases)
        or _rights(text, phrases)
        or _caption(block, text, phrases)
        or _several(text, phrases, head)
    )


def stands_alone(line: str, phrases: Phrases) -> bool:
    """Whether ``line`` is furniture by itself even among hard-wrapped lines, where a line may be part of a
    sentence."""
    why = None if line[0].islower() else find(line, phrases)
    return why is not None and (why.heads_list or why.kind in WHOLE_LINES)


def heads_comments(block: str, phrases: Phrases) -> bool:
    """Whether what follows is what readers wrote below the story: “Comments (2)”, “14 comments”."""
    found = COUNTED.fullmatch(bare(block)) if len(block) <= LONGEST_COMMENTS_HEAD else None
    return found is not None and (found[1] or found[2]).lower() in phrases.words("furniture-comments")


def is_prose(block: str) -> bool:
    """Whether ``block`` is clearly a paragraph again after a list of headlines: ten words and a full stop at
    the end."""
    return FULL_STOP.search(block[-12:].rstrip()) is not None and len(block[:500].split()) >= 10


def _date(text: str, phrases: Phrases) -> Furniture | None:
    if dates.is_time(text):
        return Furniture("time")
    label = phrases.opening("furniture-date-label", text)
    rest = text[len(label or "") :].lstrip(" :")
    if dates.is_date(rest):
        return Furniture("date", published=dates.iso(rest))
    if label and len(text) <= 60 and not FULL_STOP.search(text) and any(c.isdigit() for c in rest[:20]):
        return Furniture("date")
    return None


def _byline(text: str, phrases: Phrases, head: bool) -> Furniture | None:
    bracketed = text.startswith("(") and text.endswith(")")
    text = text.strip("()").rstrip(" .") if bracketed else text
    opening = phrases.opening("furniture-byline", text)
    words = text[len(opening or "") :].strip(" :")
    if (
        opening
        and len(words) <= 160
        and (bracketed or not FULL_STOP.search(words))
        and _names(words, phrases)
    ):
        name, _, date = words.partition(", ") if dates.is_date(words.partition(", ")[2]) else (words, "", "")
        return Furniture(
            "byline", byline=re.split(r"\s*[;|]", name)[0], published=dates.iso(date) if date else None
        )
    # "Wong Kar-yee, Business Editor": no opening word, but a name and a trade above the story.
    tokens = TOKEN.findall(text)
    if (
        head
        and 3 <= len(tokens) <= 10
        and "," in text
        and tokens[-1].lower() in phrases.words("furniture-byline-trade")
        and _names(text, phrases)
        and not FULL_STOP.search(text)
    ):
        return Furniture("byline", byline=text)
    return None


def _names(text: str, phrases: Phrases) -> bool:
    """Whether ``text`` holds nothing but names: capitals, joining words and trades."""
    tokens = TOKEN.findall(text)
    trades = phrases.words("furniture-byline-trade")
    small = trades | phrases.words("furniture-byline-joiner")
    small |= phrases.words("furniture-byline") | phrases.words("furniture-via")
    return (
        bool(tokens)
        and any(not token[0].islower() or token in trades for token in tokens)
        and all(not token[0].islower() or token.lower() in small for token in tokens)
    )


def _credit_line(text: str, phrases: Phrases) -> Furniture | None:
    """ "Photo: Ana Ruiz": a line that opens with a credit."""
    opening = phrases.opening("furniture-credit", text.strip("()"))
    if not opening:
        return None
    rest = text.strip("()")[len(opening) :]
    if rest.lstrip().startswith((":", "/")) or not rest:
        return Furniture("caption")
    by = phrases.opening("furniture-byline", rest.lstrip())
    return Furniture("caption") if by and _names(rest, phrases) else None


def _pointer(block: str, text: str, phrases: Phrases) -> Furniture | None:
    """Lines that point elsewhere or ask for something, and the headings of lists of other stories."""
    if LINK.sub("", block).strip(" *_-•>|.") == "" and LINK.search(block) and not block.startswith("#"):
        return Furniture("link")
    words = text.strip("([ ])").rstrip(" :»→>…")
    finished = FULL_STOP.search(text) is not None
    for name in ("original", "more-stories", "related", "promotion", "contact", "advertisement", "release"):
        opening = phrases.opening(f"furniture-{name}", text.lstrip("(["))
        if not opening:
            continue
        rest = text.lstrip("([")[len(opening) :].strip()
        alone = len(words) <= len(opening)
        labelled = rest.startswith((":", "»", "→", ">", "|")) or block.lstrip("*_ ")[len(opening) :].lstrip(
            "*_: "
        ).startswith("[")
        several_words = " " in opening and len(text.split()) <= 40
        if name == "original" and (alone or labelled):
            address = ADDRESS.match(rest.lstrip(": "))
            return Furniture(name, url=address[1] if address else None)
        if name == "more-stories" and (alone or labelled or (not finished and several_words)):
            return Furniture(name, heads_list=True)
        if name == "related" and (alone or labelled or (not finished and several_words)):
            return Furniture(name, heads_list=alone)
        if name == "promotion" and (alone or labelled or several_words):
            return Furniture(name)
        if (name == "contact" and (alone or labelled)) or (name in ("advertisement", "release") and alone):
            return Furniture(name)
    return None


def _rights(text: str, phrases: Phrases) -> Furniture | None:
    text = SIGN.sub(r"\1 ", RULE.sub("", text))
    opening = phrases.opening("furniture-rights", text)
    if opening and " " in opening:
        return Furniture("rights")
    year = YEARS.match(text, len(opening)) if opening else None
    if opening and year and not (opening.isalpha() and _goes_on(text[year.end() :], phrases)):
        return Furniture("rights")
    # "2025 Northern Wire. All rights reserved." – the phrase may stand at the end.
    stop = LAST_STOP.match(text)
    last = text[stop.end() :] if stop else text
    return Furniture("rights") if " " in (phrases.opening("furniture-rights", last) or "") else None


def _goes_on(behind: str, phrases: Phrases) -> bool:
    """Whether what stands behind a year is a sentence, not an owner: "Copyright 2024 will look different"."""
    word = TOKEN.match(behind.lstrip())
    small = phrases.words("furniture-byline-joiner") | phrases.words("furniture-byline")
    return word is not None and word[0].islower() and "." not in word[0] and word[0] not in small


def _caption(block: str, text: str, phrases: Phrases) -> Furniture | None:
    """A caption ends with who made the picture: in bold, in brackets, or after the last full stop."""
    emphasis = EMPHASIS_AT_END.search(block)
    if emphasis and _names(next(group for group in emphasis.groups() if group), phrases):
        return Furniture("caption")
    bracket = IN_BRACKETS_AT_END.search(text)
    if bracket and _credits(bracket[1], phrases, made=True):
        return Furniture("caption")
    stop = LAST_STOP.match(text)
    tail = text[stop.end() :] if stop else ""
    if (
        tail
        and len(tail) <= 80
        and not FULL_STOP.search(tail)
        and _credits(tail, phrases, made=tail[0] in "([")
    ):
        return Furniture("caption")
    return None


def _credits(tail: str, phrases: Phrases, made: bool) -> bool:
    """Whether ``tail`` names who made a picture. ``made``: an agency alone is not enough, for "(Reuters)"
    also closes stories."""
    opening = phrases.opening("furniture-credit", tail)
    if opening and (
        tail[len(opening) :].lstrip().startswith((":", "/")) or _names(tail[len(opening) :], phrases)
    ):
        return True
    agency = phrases.within("furniture-agency", tail)
    if not _names(tail, phrases) or not agency:
        return False
    return not made or "/" in tail or phrases.within("furniture-via", tail)


def _several(text: str, phrases: Phrases, head: bool) -> Furniture | None:
    """ "By Ana Ruiz | May 28, 2025": several pieces of furniture in one line."""
    pieces = [piece for piece in SEPARATOR.split(text) if piece]
    if not 2 <= len(pieces) <= 6:
        return None
    found = [_date(piece, phrases) or _byline(piece, phrases, head) for piece in pieces]
    known = [piece for piece in found if piece]
    if (
        not known
        or len(known) < len(pieces) - 1
        or any(len(p.split()) > 6 for p, f in zip(pieces, found, strict=True) if not f)
    ):
        return None
    return Furniture(
        "byline",
        byline=next((f.byline for f in known if f.byline), None),
        published=next((f.published for f in known if f.published), None),
    )
