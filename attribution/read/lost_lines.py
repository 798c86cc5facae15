"""Paragraphs of the story that the extraction of a page's main text drops: linked as a whole, bare in a
``div``, glued to a heading.

trafilatura (Barbaresi 2021) is tuned to leave out what may be no article. Here its result says where on the
page the story is; prose that stands in the same place and is in no box of another kind belongs to the story
too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attribution.read.lines import TextLine
from attribution.read.markup import walked
from attribution.read.paragraphs import SENTENCE_END

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Walk = Sequence[tuple["HtmlElement", TextLine]]
BOX_TAGS = frozenset(
    {"nav", "aside", "footer", "figure", "figcaption", "form", "dialog", "details", "address"}
)
BOX = re.compile(
    r"relat|newsletter|promo|shar|social|comment|side-?bar|advert|\bads?\b|recirc|teaser|foot|\bnav|menu|cookie|consent|"
    r"subscri|sign-?up|caption|credit|pull-?quote|tweet|twitter|instagram|embed|outbrain|taboola|most-|popular|trending|"
    r"breadcrumb|by-?line|author|\bbio\b|\bmeta|\btags?\b|disclaim|copyright|legal|paywall|modal|pop-?up|widget|banner|"
    r"recommend|more-|read-?next|donat|hidden|sr-only|screen-reader",
    re.I,
)
FEWEST_WORDS = 5
FEWEST_LINKED_WORDS = 12
"""Words of a paragraph that is one link, and of the story all the same; a shorter one leads to another
story."""
QUOTED = re.compile(r"[“\"«„].{3,}[”\"»“]", re.S)
LOOK_AHEAD = 40
"""Lines of the page within which the next line of the story is looked for."""


def restored(root: HtmlElement, story: Sequence[TextLine]) -> list[TextLine]:
    """``story`` with the paragraphs of the page ``root`` that belong to it put back in their places."""
    walk = list(walked(root))
    keys = [_key(line.text) for _, line in walk]
    places = _places(story, keys)
    known = [place for span in places for place in span]
    if not known:
        return list(story)
    column = _common([walk[place][0] for place in known if not walk[place][1].heading] or [walk[known[0]][0]])
    said = "".join(_key(line.text) for line in story)
    lost = {
        place
        for place in _candidates(column, walk, known)
        if keys[place] not in said and _is_story(*walk[place], column)
    }
    return _merged(story, walk, places, lost)


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _places(story: Sequence[TextLine], keys: Sequence[str]) -> list[range]:
    """For each line of the story the lines of the page that it is made of; empty where it is not found."""
    at: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        at.setdefault(key, []).append(place)
    places: list[range] = []
    following = 0
    for line in story:
        key = _key(line.text)
        same = at.get(key, [])
        later = bisect_left(same, following)
        exact = same[later] if later < len(same) else None
        span = range(exact, exact + 1) if exact is not None else _glued(key, keys, following)
        places.append(span)
        following = span.stop if span else following
    return places


def _glued(key: str, keys: Sequence[str], following: int) -> range:
    """The lines of the page that make up ``key`` one after the other."""
    for first in range(following, min(following + LOOK_AHEAD, len(keys))):
        rest, last = key, first
        while last < len(keys) and keys[last] and rest.startswith(keys[last]):
            rest = rest[len(keys[last]) :]
            last += 1
        if last > first and not rest:
            return range(first, last)
    return range(0)


def _common(blocks: Sequence[HtmlElement]) -> HtmlElement:
    """The smallest element that holds all of ``blocks``, and more than a single paragraph."""
    path = [blocks[0], *blocks[0].iterancestors()]
    for block in blocks[1:]:
        over = {id(element) for element in (block, *block.iterancestors())}
        path = [element for element in path if id(element) in over]
    while len(path) > 1 and path[0].tag in ("p", "li", "ul", "ol", "blockquote", "td", "tr"):
        path = path[1:]
    return path[0]


def _candidates(column: HtmlElement, walk: Walk, known: Sequence[int]) -> Iterator[int]:
    """Lines of the page within the column; between the first and the last of the story, where the column is
    the whole page."""
    first, last, taken = min(known), max(known), {*known}
    whole = column.tag in ("body", "html")
    inside = {id(element) for element in column.iter()}
    for place, (block, _) in enumerate(walk):
        if place > first and (not whole or place < last) and id(block) in inside and place not in taken:
            yield place


def _is_story(block: HtmlElement, line: TextLine, column: HtmlElement) -> bool:
    words = len(line.text.split())
    if line.heading or line.furniture or words < FEWEST_WORDS or not SENTENCE_END.search(line.text[-12:]):
        return False
    for element in (block, *block.iterancestors()):
        if element is column:
            break
        if element.tag in BOX_TAGS or BOX.search(f"{element.get('class', '')} {element.get('id', '')}"):
            return False
    linked = sum(len("".join(link.itertext()).split()) for link in block.iter("a"))
    if 5 * linked < 4 * words:
        return True
    return block.tag != "li" and words >= FEWEST_LINKED_WORDS and QUOTED.search(line.text) is not None


def _merged(story: Sequence[TextLine], walk: Walk, places: Sequence[range], lost: set[int]) -> list[TextLine]:
    """The lines of the story with the lost ones before the first line that follows them on the page."""
    waiting = deque(sorted(lost))
    merged: list[TextLine] = []
    for line, span in zip(story, places, strict=True):
        while span and waiting and waiting[0] < span.start:
            merged.append(walk[waiting.popleft()][1])
        parted = len(span) > 1 and walk[span.start][1].heading and not line.heading
        merged.extend(walk[place][1] for place in span) if parted else merged.append(line)
    return merged + [walk[place][1] for place in waiting]
