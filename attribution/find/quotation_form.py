"""How a quotation stands in its text: as speech of its own, as part of a clause, or as a name or title."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from attribution.find.quotations import Quotation
from attribution.find.scene import Scene

MARKS = "“”\"'‘’`„«»‹›‚‟"
BLANKS = " \n\r\t*_>"
"""What may stand around a quotation: a line may end there, emphasis, and the sign of a quoted line."""
LONGEST_TITLE = 8
"""Words."""
SHORTEST_SPEECH = 5
"""Words of speech that may stand without any word on who speaks."""
Form = Literal["sentence", "phrase", "title"]


def form(scene: Scene, quotation: Quotation) -> Form:
    """``sentence`` where the marks set the quotation off as speech of its own, ``title`` where it looks like
    a name or title (every long word has a capital), ``phrase`` where it is part of a clause.

    Speech that is set off begins at a paragraph's start or after a mark (a longer one may also begin with a
    capital), and it ends at a mark.
    """
    text = scene.article.text
    inner = text[quotation.start : quotation.end].strip(MARKS + BLANKS)
    if not inner.split():
        return "phrase"
    first = scene.paragraphs[scene.paragraph(quotation.start)]
    last = scene.paragraphs[scene.paragraph(quotation.end - 1)]
    before = text[first.start : quotation.start].rstrip(BLANKS)
    after = text[quotation.end : last.end].lstrip(BLANKS)
    opens_sentence = inner[-1] in ",." and (not before or before[-1] in ".!?" + MARKS)  # “Denver,” he said
    if _is_title(inner) and not opens_sentence:
        return "title"
    ends = inner[-1] in ",.!?…—–-" or not after or after[0] in ",.;—–" or not quotation.closed
    return "sentence" if ends and _begins_apart(inner, before) else "phrase"


def stands_as(scene: Scene, quotation: Quotation, forms: Collection[str]) -> bool:
    """Whether a quotation stands in its text in one of the forms that rules can ask for."""
    return (
        form(scene, quotation) in forms
        or ("paragraph" in forms and fills_paragraph(scene, quotation))
        or ("line" in forms and quotation in scene.dialogue_lines)
    )


def fills_paragraph(scene: Scene, quotation: Quotation) -> bool:
    """Whether speech of its own is all that its paragraphs hold, below the first one, and stands nowhere else
    in the article, as a line that is printed large does."""
    text = scene.article.text
    first = scene.paragraph(quotation.start)
    before = text[scene.paragraphs[first].start : quotation.start]
    after = text[quotation.end : scene.paragraphs[scene.paragraph(quotation.end - 1)].end]
    inner = text[quotation.start : quotation.end].strip(MARKS + " .,")
    return (
        first > 0
        and quotation.closed
        and not (before + after).strip(BLANKS + ".,")
        and form(scene, quotation) == "sentence"
        and len(inner.split()) >= SHORTEST_SPEECH
        and text.count(inner) == 1
    )


def _is_title(inner: str) -> bool:
    words = inner.split()
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return (
        len(words) <= LONGEST_TITLE
        and inner[-1] not in "?!"
        and all(w[0].isupper() for w in (*long, words[0]))
        and (len(words) > 1 or inner[-1] != ".")
    )


def _begins_apart(inner: str, before: str) -> bool:
    """Whether the quotation begins where a sentence may: at a start, after a mark, or with a capital."""
    if not before or before[-1] in ",:;.!?—–-…)" + MARKS:
        return True
    return (inner[0].isupper() or inner[0] in "[(…") and len(inner.split()) > 3
