"""Whose turn it is in a dialogue of two: they speak one after the other, and whom one speaks to is the
other."""

from __future__ import annotations

from attribution.find.dialogue import spoken_to
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent


def two_above(scene: Scene, said: Quotation) -> tuple[Quotation, ...]:
    """The two lines right above one of a dialogue, the nearer first; none where there are not two."""
    lines = next((lines for lines in scene.dialogues if said in lines), ())
    at = lines.index(said) if lines else 0
    return (lines[at - 1], lines[at - 2]) if at > 1 else ()


def whose_turn(
    entities: Entities, said: Quotation, other: Referent | None, own: Referent | None
) -> Referent | None:
    """Whoever says a line that does not tell, where ``other`` has said the one above it, and ``own`` the one
    above that; None where these are not known to be two."""
    if own is None or other is None or own is other:
        return None
    return other if _speaks_to(entities, said, own) else own


def _speaks_to(entities: Entities, said: Quotation, somebody: Referent) -> bool:
    """Whether a line calls somebody by a name of theirs."""
    called = [span.of(entities.scene.article.text) for span in spoken_to(entities.scene.document, said)]
    return any(name in somebody.name.split() for name in called)
