"""Whose turn it is in a dialogue of two: they speak one after the other, and whom one speaks to is the
other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attribution.find.dialogue import spoken_to
from attribution.find.found import Found
from attribution.find.quotations import Quotation
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent


def lines_above(entities: Entities, said: Quotation) -> Sequence[Quotation]:
    """The lines of its dialogue above one, the nearest first; none above the first, or of no dialogue."""
    lines = next((lines for lines in entities.scene.dialogues if said in lines), ())
    return tuple(reversed(lines[: lines.index(said)])) if lines else ()


def whose_turn(
    entities: Entities, found: Found, spoke: Mapping[Quotation, Referent | None]
) -> Referent | None:
    """Whoever says a line of a dialogue that does not tell; ``spoke`` has the speakers of the lines above it.

    None where the two lines above are not known to be said by two.
    """
    said = found.quotations[0]
    above = lines_above(entities, said)
    if len(above) < 2:
        return None
    other, own = spoke.get(above[0]), spoke.get(above[1])
    if own is None or other is None or own is other:
        return None
    return other if _speaks_to(entities, said, own) else own


def _speaks_to(entities: Entities, said: Quotation, somebody: Referent) -> bool:
    """Whether a line calls somebody by a name of theirs."""
    called = [span.of(entities.scene.article.text) for span in spoken_to(entities.scene.document, said)]
    return any(name in somebody.name.split() for name in called)
