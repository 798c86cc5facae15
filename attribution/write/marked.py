"""Text with marked stretches as HTML: stretches may lie inside each other or cross, the elements never do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Layer:
    """``start`` to ``end`` of the text as ``<tag class=…>``; ``number`` joins the parts of one attribution.
    ``anchor`` is the id of the element that begins at ``start``, ``after`` stands behind the one that ends at
    ``end``."""

    start: int
    end: int
    classes: str
    tag: str = "mark"
    number: int | None = None
    anchor: str = ""
    after: Markup = NOTHING

    def opening(self, first: bool) -> Markup:
        id = f' id="{escape(self.anchor)}"' if self.anchor and first else ""
        number = "" if self.number is None else f" data-n={self.number}"
        return Markup(f'<{self.tag}{id} class="{escape(self.classes)}"{number}>')

    @property
    def closing(self) -> Markup:
        return Markup(f"</{self.tag}>")


def marked(text: str, start: int, end: int, layers: Sequence[Layer]) -> Markup:
    """``text[start:end]`` escaped, with each layer's part of it in an element. Where layers cross, an element
    is closed and opened again."""
    here = sorted(
        (x for x in layers if x.start < end and start < x.end and x.start < x.end),
        key=lambda x: (x.start, -x.end),
    )
    cuts = sorted({start, end, *(p for x in here for p in (x.start, x.end) if start < p < end)})
    out: list[str] = []
    open_: list[Layer] = []
    waiting = iter([*here, None])
    coming = next(waiting)
    for cut, upto in zip(cuts, [*cuts[1:], end], strict=True):
        _close(out, open_, cut)
        while coming is not None and coming.start <= cut:
            out.append(coming.opening(coming.start == cut))
            open_.append(coming)
            coming = next(waiting)
        out.append(escape(text[cut:upto]))
    _close(out, open_, end, last=True)
    return Markup("".join(out))


def _close(out: list[str], open_: list[Layer], at: int, last: bool = False) -> None:
    """Close what ends here (at last, everything), and open again what was closed only because it stood
    inside."""
    again: list[Layer] = []
    ending = [x for x in open_ if last or x.end <= at]
    while ending:
        top = open_.pop()
        out.append(top.closing)
        if top in ending:
            ending.remove(top)
            out.append(top.after if top.end <= at else "")
        else:
            again.append(top)
    for layer in reversed(again):
        out.append(layer.opening(False))
        open_.append(layer)
