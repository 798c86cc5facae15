"""From blocks to regions: which are headline, paragraphs or furniture, and what the furniture tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.article import Region
from attribution.read import database, dates, furniture
from attribution.read.draft import TextBlock
from attribution.read.furniture import Furniture
from attribution.read.labels import LABEL, is_name_beside_time
from attribution.read.paragraphs import HEADING, LIST_ITEM
from attribution.read.phrases import Phrases, bare
from attribution.read.pull_quotations import repeats

LONGEST_HEADLINE = 200
LONGEST_SUBHEADING = 80
FEWEST_ABOVE = 2
"""Paragraphs of a story above the comments on it; a line “3 comments” above that tells how many there are."""
BOLD = re.compile(r"(\*\*|__)(?!\s)[^*_]+\1$")
UNFINISHED = re.compile(r"[\w?!%][\"'”’»)]*$")
DATELINE = re.compile(r"([^\n().]{3,80}?)\s*(?:\([^()]{1,60}\)\s*)?(?:\s[–—-]{1,2}|:|—)\s")
SAID_BEHIND = re.compile(r"[.!?…]\s+[“\"‘«„]")
"""A sentence, and words between marks behind it: She turned to him. “Where is the money?”"""
OPENING_MARK = ("“", '"', "‘", "'", "«", "„", "``", "''")


@dataclass(frozen=True, slots=True)
class Layout:
    """The regions of a text in order, and what its headline, byline, date line and address line say."""

    regions: tuple[Region, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


def lay_out(text: str, blocks: Sequence[TextBlock], phrases: Phrases) -> Layout:
    """Regions for every block of ``text``, and what the furniture among them tells about the article."""
    found = _furniture(text, blocks, phrases)
    for i in repeats(text, blocks, [i for i, why in enumerate(found) if why is None]):
        found[i] = Furniture("pull-quotation")
    story = [i for i, why in enumerate(found) if why is None]
    headings = _headings(text, blocks, story)
    known = [why for why in found if why]
    first = blocks[story[0]] if story and story[0] in headings else None
    return Layout(
        regions=tuple(
            region
            for i, (block, why) in enumerate(zip(blocks, found, strict=True))
            for region in _regions(text, block, why, i in headings)
        ),
        title=next((why.title for why in known if why.title), None)
        or (bare(text[first.start : min(first.end, first.start + LONGEST_HEADLINE)]) if first else None),
        byline=next((why.byline for why in known if why.byline), None),
        published=next((why.published for why in known if why.published), None)
        or _dateline(text, blocks, story, headings),
        url=_address(known),
        publisher=next((why.publisher for why in known if why.publisher), None),
    )


def _regions(text: str, block: TextBlock, why: Furniture | None, heading: bool) -> Iterator[Region]:
    """The region of a block; the mark of a heading in Markdown is one of its own, for nobody says it."""
    start = block.start
    mark = HEADING.match(text, start, block.end) if heading else None
    if mark:
        yield Region("furniture", start, start + len(mark[0].rstrip()))
        start = mark.end() + len(text[mark.end() : block.end]) - len(text[mark.end() : block.end].lstrip())
    yield Region("furniture" if why else "body", start, block.end, heading=heading)


def _furniture(text: str, blocks: Sequence[TextBlock], phrases: Phrases) -> list[Furniture | None]:
    found: list[Furniture | None] = []
    head, in_list, below = True, False, False
    paragraphs = 0
    around = database.printed(text, blocks, phrases)
    for place, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.furniture or place in around:
            found.append(around.get(place) or Furniture("format"))
            continue
        comments = furniture.heads_comments(words, phrases)
        below = below or (comments and paragraphs >= FEWEST_ABOVE)
        if below or comments:
            found.append(Furniture("comments"))
            continue
        why = None if _is_headline_link(words, found) else furniture.find(words, phrases, head)
        if why is None and in_list and not furniture.is_prose(words):
            why = Furniture("list")
        elif why is None:
            in_list = False
        paragraphs += why is None and furniture.is_prose(words)
        in_list = in_list or (why is not None and why.heads_list)
        head = head and (why is not None or not furniture.is_prose(words))
        found.append(why)
    return found


def _is_headline_link(words: str, before: list[Furniture | None]) -> bool:
    """A headline may be a link as a whole; any other block that is only a link leads elsewhere."""
    return not before and words.startswith("[") and len(words) <= LONGEST_HEADLINE


def _headings(text: str, blocks: Sequence[TextBlock], story: list[int]) -> set[int]:
    headings = set()
    below_name = False
    for place, i in enumerate(story):
        block = blocks[i]
        words = text[block.start : min(block.end, block.start + LONGEST_HEADLINE + 1)]
        last = place == len(story) - 1
        if block.heading is not None:
            is_heading = block.heading
        elif HEADING.match(words):
            is_heading = True
        elif (is_name := is_name_beside_time(words)) or below_name:
            is_heading, below_name = False, is_name
        elif last or LIST_ITEM.match(words) or not any(c.isalpha() for c in words):
            is_heading = False
        elif place == 0:
            is_heading = (
                len(words) <= LONGEST_HEADLINE
                and UNFINISHED.search(bare(words)) is not None
                and not _are_turns(text, [blocks[n] for n in story[:2]])
            )
        else:
            is_heading = _is_subheading(words)
        if is_heading:
            headings.add(i)
    return headings


def _are_turns(text: str, first: Sequence[TextBlock]) -> bool:
    """Whether the first two blocks both begin with a name and a colon: no headline, but somebody's turn."""
    ends = [min(block.end, block.start + LONGEST_HEADLINE) for block in first]
    return len(first) == 2 and all(
        LABEL.match(text, block.start, end) for block, end in zip(first, ends, strict=True)
    )


def _is_subheading(words: str) -> bool:
    seen = bare(words)
    if len(seen) > LONGEST_SUBHEADING or not UNFINISHED.search(seen) or SAID_BEHIND.search(seen):
        return False
    if ":" in seen:  # "Chair: And the money?" is somebody's turn to speak
        return False
    return BOLD.match(words) is not None or not (
        seen[0].islower() or seen.startswith(OPENING_MARK) or seen.endswith("!")
    )


def _dateline(text: str, blocks: Sequence[TextBlock], story: list[int], headings: set[int]) -> str | None:
    """The date in the dateline of the first paragraph, where it has a year: "KALDA, May 28, 2025 (Northern
    Wire) – "."""
    first = next((blocks[i] for i in story if i not in headings), None)
    dateline = first and DATELINE.match(text, first.start, first.end)
    if not dateline:
        return None
    pieces = dateline[1].split(",")
    return next((day for i in range(1, len(pieces)) if (day := dates.iso(",".join(pieces[i:])))), None)


def _address(known: list[Furniture]) -> str | None:
    """The address after a line like "Original url:", which says that the text came from there."""
    for i, why in enumerate(known):
        if why.kind == "original":
            following = known[i + 1] if i + 1 < len(known) else None
            return why.url or (following.url if following and following.kind == "address" else None)
    return None
