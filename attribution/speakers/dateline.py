"""Where a report says that it was written: "NORVANE, Halmark, May 13 (Meridian) — ". No place and no agency
there has said anything."""

from __future__ import annotations

import re

from attribution.article import Span
from attribution.find.scene import Scene

DATELINE = re.compile(r"\s*[A-Z][A-Z.'’ -]+[A-Z.](?:,[^—–\n]{1,60}?)?(?: ?\([^)\n]{1,40}\))? ?(?:—|–|--) ?")
"""Capitals, then perhaps a country and a day, perhaps an agency in brackets, and a dash."""
LONGEST = 160
"""Characters of a dateline: no paragraph is looked through for one."""


def datelines(scene: Scene) -> list[Span]:
    """The spans of the datelines at the beginnings of paragraphs, in text order."""
    text = scene.article.text
    found = (DATELINE.match(text, p.start, min(p.end, p.start + LONGEST)) for p in scene.paragraphs)
    return [Span(match.start(), match.end()) for match in found if match]
