"""What the program missed and what it found that nobody marked, by kind, with rule and parse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from attribution.document import indented
from attribution.measure.characters import Span, char_set, iou, quoted_positions
from attribution.measure.cue_relations import join
from attribution.measure.evaluation import Answer
from attribution.measure.gold import GoldAttribution
from attribution.measure.score import PARTIAL_IOU, items, match, same_source
from attribution.result import Attribution
from attribution.write.marked import Layer, marked

ROLES = ("content", "cue", "source")
INSIDE = 0.9
"""From this share of its characters on, a content stands inside another."""

Why = Literal["not found", "span off", "wrong source", "nobody marked it", "inside another"]
MISSED: tuple[Why, ...] = ("not found", "span off", "wrong source")
FALSE: tuple[Why, ...] = ("nobody marked it", "inside another", "span off")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One gold attribution without its match (``side`` is "missed"), or one found without (``side`` is
    "false").

    ``type`` is the quote type of the one without its match; the other is the one that comes nearest, by
    ``overlap`` (intersection over union of their characters), if any does.
    """

    side: Literal["missed", "false"]
    type: str
    why: Why
    overlap: float
    answer: Answer = field(repr=False)
    marked: GoldAttribution | None
    found: Attribution | None

    @property
    def fit(self) -> str:
        """How the content found fits the marked one: ``too short``, ``too long``, or neither (empty)."""
        if not (self.marked and self.found):
            return ""
        marked, found = (
            char_set(self.answer.text, spans)
            for spans in (self.marked.content, [(s.start, s.end) for s in self.found.content])
        )
        if len(marked & found) >= INSIDE * len(found):
            return "too short" if len(found) < INSIDE * len(marked) else ""
        return "too long" if len(marked & found) >= INSIDE * len(marked) else ""

    @property
    def rule(self) -> str:
        """The rule that found it; empty where nothing was found."""
        return self.found.rule if self.found else ""


def chars(spans: Iterable[Span]) -> set[int]:
    """The offsets that spans hold."""
    return {i for start, end in spans for i in range(start, end)}


def mistakes(answer: Answer) -> Iterator[Mistake]:
    """The mistakes of one article in text order, those missed before those falsely found.

    Missed: ``not found`` (nothing found shares a character of its content), ``span off`` (something does, but
    matches by less than half, or matches another better) and ``wrong source``. False: ``nobody marked it``
    (no character of its content), ``inside another`` (it stands inside a marked content that has another cue)
    and ``span off``.
    """
    quoted = quoted_positions(answer.text)
    wanted = [item for item in items(answer.text, answer.gold, quoted) if item.content]
    found = items(answer.text, answer.predicted, quoted)
    pairs = {(g, p): value for g, p, value in match(wanted, found) if value >= PARTIAL_IOU}
    of_gold = dict(pairs.keys())
    of_found = {p: g for g, p in pairs}
    for g, item in enumerate(wanted):
        if g in of_gold and same_source(item, found[of_gold[g]]):
            continue
        value, p = max(
            ((iou(item.content, other.content), i) for i, other in enumerate(found)), default=(0.0, -1)
        )
        p = of_gold.get(g, p)
        why: Why = "wrong source" if g in of_gold else "span off" if value else "not found"
        yield Mistake(
            "missed",
            item.type,
            why,
            pairs.get((g, p), value),
            answer,
            answer.gold[item.place],
            answer.found[found[p].place] if value else None,
        )
    for p, item in enumerate(found):
        if p in of_found:
            continue
        value, g = max(
            ((iou(item.content, other.content), i) for i, other in enumerate(wanted)), default=(0.0, -1)
        )
        cue = chars((s.start, s.end) for s in answer.found[item.place].cue)
        inside = item.content and any(
            len(item.content & other.content) >= INSIDE * len(item.content)
            and not cue & chars(answer.gold[other.place].cue)
            for other in wanted
        )
        why = "nobody marked it" if not value else "inside another" if inside else "span off"
        yield Mistake(
            "false",
            item.type,
            why,
            value,
            answer,
            answer.gold[wanted[g].place] if value else None,
            answer.found[item.place],
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A mistake as the page shows it: the passage with the marked and with the found words, and the parse as
    indented lines."""

    mistake: Mistake
    marked: Markup
    found: Markup
    tree: str


def page(answers: Iterable[Answer], title: str) -> str:
    """Every mistake on one self-contained page, grouped by side, quote type and kind, and how often each way
    in which the parse joins content and cue was missed."""
    groups: dict[tuple[str, str, str], list[Shown]] = defaultdict(list)
    joined: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for answer in answers:
        missed = set()
        for mistake in mistakes(answer):
            groups[mistake.side, mistake.type, mistake.why].append(_shown(mistake))
            if mistake.why in ("not found", "span off") and mistake.side == "missed":
                missed.add(id(mistake.marked))
        if answer.scene is None:
            continue
        for one in answer.gold:
            counts = joined[join(answer.scene, one)]
            counts[0] += 1
            counts[1] += id(one) in missed
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("mistakes.html.jinja").render(
        title=title,
        groups=groups,
        joined=sorted(joined.items(), key=lambda row: -row[1][0]),
        sides={"missed": MISSED, "false": FALSE},
    )


def _shown(mistake: Mistake) -> Shown:
    text = mistake.answer.text
    wanted = _layers({r: getattr(mistake.marked, r) for r in ROLES} if mistake.marked else {})
    found = _layers(
        {r: [(s.start, s.end) for s in getattr(mistake.found, r)] for r in ROLES} if mistake.found else {}
    )
    every = [*wanted, *found]
    first, last = min(x.start for x in every), max(x.end for x in every)
    sentences = mistake.answer.scene.document.sentences if mistake.answer.scene else ()
    around = [s for s in sentences if s.start < last and first < s.end]
    start, end = min([first, *(s.start for s in around)]), max([last, *(s.end for s in around)])
    said = [x for x in every if x.classes == "cue"] or every
    tree = "\n\n".join(
        "\n".join(indented(s)) for s in around if any(x.start < s.end and s.start < x.end for x in said)
    )
    return Shown(
        mistake,
        marked(text, start, end, wanted),
        marked(text, start, end, found) if found else Markup(""),
        tree,
    )


def _layers(spans: dict[str, Sequence[Span]]) -> list[Layer]:
    return [Layer(start, end, role) for role, of in spans.items() for start, end in of]
