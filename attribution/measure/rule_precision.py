"""How often each rule is right, against attributions that people marked.

The counts are kept beside the rules, in ``measured.json``, and shown on the pages of the rules.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.measure.characters import quoted_positions
from attribution.measure.evaluation import Answer
from attribution.measure.gold import GoldAttribution
from attribution.measure.score import (
    EXACT_IOU,
    PARTIAL_IOU,
    MatchCounts,
    items,
    match,
    same_source,
    score_article,
)
from attribution.rule import RuleBook


@dataclass(frozen=True, slots=True)
class Precision:
    """Of ``found`` that a rule won, ``right`` are so: the content overlaps by half (intersection over union),
    and the sources do. For a rule that finds sources: of those in contents that are right, how many overlap.
    """

    right: int
    found: int
    on: str

    def __str__(self) -> str:
        if not self.found:
            return f"It found nothing on {self.on}."
        return f"{self.right} of {self.found} right ({100 * self.right / self.found:.0f} %) on {self.on}."


def measure(
    annotated: Iterable[tuple[Scene, Sequence[GoldAttribution]]], book: RuleBook, on: str
) -> dict[str, Precision]:
    """The precision of every rule of the book that finds attributions or sources."""
    right: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    for scene, gold in annotated:
        for one in attribute(scene, book)[0]:
            counts = score_article(scene.article.text, gold, [GoldAttribution.of(one)]).overall
            found[one.rule.name] += 1
            right[one.rule.name] += counts.attribution
            if one.source_rule is not None:
                found[one.source_rule.name] += counts.source_pairs
                right[one.source_rule.name] += counts.source_overlap
    return {
        rule.name: Precision(right[rule.name], found[rule.name], on)
        for rule in book.rules
        if rule.finds != "flag"
    }


def shares(answers: Iterable[Answer], book: RuleBook) -> list[tuple[str, int, int, int, int, float, float]]:
    """For each rule that found something, most first: its name, how many it found, how many of these have a
    matching content (by half; exactly) and are right attributions; precision (right / found) and recall
    (right / all that people marked). The matching is the scorer's, so that the rules' right attributions add
    up to those of the whole program.
    """
    found: dict[str, MatchCounts] = defaultdict(MatchCounts)
    marked = 0
    for answer in answers:
        quoted = quoted_positions(answer.text)
        wanted = [item for item in items(answer.text, answer.gold, quoted) if item.content]
        predicted = items(answer.text, answer.predicted, quoted)
        marked += len(wanted)
        for item in predicted:
            found[answer.found[item.place].rule].pred += 1
        for g, p, value in match(wanted, predicted):
            partial = value >= PARTIAL_IOU
            found[answer.found[predicted[p].place].rule].add(
                MatchCounts(
                    exact=int(value >= EXACT_IOU),
                    partial=int(partial),
                    attribution=int(partial and same_source(wanted[g], predicted[p])),
                )
            )
    names = [rule.name for rule in book.rules if rule.name in found]
    return [
        (
            name,
            c.pred,
            c.partial,
            c.exact,
            c.attribution,
            round(c.attribution / c.pred, 3),
            round(c.attribution / marked, 4) if marked else 0.0,
        )
        for name in sorted(names, key=lambda n: -found[n].pred)
        for c in (found[name],)
    ]


def keep(measured: Mapping[str, Precision], file: Path) -> None:
    """Writes the counts, one rule a line."""
    rows = ",\n".join(
        f" {json.dumps(name)}: {json.dumps([p.right, p.found, p.on], ensure_ascii=False)}"
        for name, p in sorted(measured.items())
    )
    file.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def kept(file: Path) -> dict[str, Precision]:
    """The counts that were kept; none where there is no such file."""
    if not file.is_file():
        return {}
    return {name: Precision(*counts) for name, counts in json.loads(file.read_text(encoding="utf-8")).items()}
