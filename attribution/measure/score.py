"""Precision and recall of attributions against those that people marked, and the table that shows them.

All rates are fractions from 0 to 1 (None where the denominator is 0); counts are numbers of attributions or
of characters, as named. What a character set, a quote type and a gold attribution are stands in
``characters`` and ``gold``.

*Matching.* Within an article predicted and gold attributions are paired one to one by the
intersection-over-union (IoU) of their content character sets, the highest IoU first (ties: overlapping
sources first, then text order); pairs have IoU > 0.

*content_exact*: a pair counts as correct if IoU >= 0.98; *content_partial*: if IoU >= 0.5. Precision =
correct / predicted attributions, recall = correct / gold attributions, F1 = their harmonic mean.

*content_soft* (no matching; unit: characters): per article the union of all gold content sets (G) and of all
predicted ones (P); pooled over the articles, precision = |G & P| / |P|, recall = |G & P| / |G|.

*source*: among pairs with IoU >= 0.5 whose gold has a source (``source_pairs``): ``overlap`` = share where
predicted and gold source have a character in common, ``exact`` = share where the two character sets are
equal.

*attribution*: a pair counts as correct if IoU >= 0.5 and the sources overlap, or neither has a source.
Precision, recall and F1 as above.

Broken down by the quote type of the gold: recalls and source accuracy; by that of the prediction: precisions.
Cues are not scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from attribution.measure.characters import TYPES, char_set, iou, quote_type, quoted_positions
from attribution.measure.gold import GoldAttribution

EXACT_IOU = 0.98
PARTIAL_IOU = 0.5


@dataclass(slots=True)
class MatchCounts:
    """Sums from which all rates are computed."""

    gold: int = 0
    pred: int = 0
    exact: int = 0
    partial: int = 0
    attribution: int = 0
    source_pairs: int = 0
    source_overlap: int = 0
    source_exact: int = 0
    gold_chars: int = 0
    gold_chars_covered: int = 0
    pred_chars: int = 0
    pred_chars_correct: int = 0

    def add(self, other: MatchCounts) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class CountsByType:
    """MatchCounts overall and broken down by quote type."""

    overall: MatchCounts = field(default_factory=MatchCounts)
    by_gold: dict[str, MatchCounts] = field(default_factory=lambda: {t: MatchCounts() for t in TYPES})
    by_pred: dict[str, MatchCounts] = field(default_factory=lambda: {t: MatchCounts() for t in TYPES})

    def add(self, other: CountsByType) -> None:
        self.overall.add(other.overall)
        for kind in TYPES:
            self.by_gold[kind].add(other.by_gold[kind])
            self.by_pred[kind].add(other.by_pred[kind])


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution as the scorer compares it: character sets, quote type, and its place in the list it
    came from."""

    content: frozenset[int]
    source: frozenset[int]
    type: str
    place: int = -1


def items(text: str, attributions: Sequence[GoldAttribution], quoted: frozenset[int]) -> list[Item]:
    """The attributions in text order of their contents. Those whose content is marks only have an empty
    one."""
    made = []
    for place, attribution in enumerate(attributions):
        content = char_set(text, attribution.content)
        made.append(Item(content, char_set(text, attribution.source), quote_type(content, quoted), place))
    return sorted(made, key=lambda item: (min(item.content, default=-1), len(item.content)))


def match(gold: Sequence[Item], pred: Sequence[Item]) -> list[tuple[int, int, float]]:
    """Greedy one-to-one pairs (gold index, pred index, IoU), best IoU first."""
    candidates = []
    for g, gold_item in enumerate(gold):
        for p, pred_item in enumerate(pred):
            value = iou(gold_item.content, pred_item.content)
            if value > 0:
                overlap = bool(gold_item.source & pred_item.source)
                candidates.append((-value, not overlap, g, p))
    pairs = []
    used_gold: set[int] = set()
    used_pred: set[int] = set()
    for negative, _, g, p in sorted(candidates):
        if g not in used_gold and p not in used_pred:
            used_gold.add(g)
            used_pred.add(p)
            pairs.append((g, p, -negative))
    return pairs


def same_source(gold: Item, pred: Item) -> bool:
    """Whether the sources of a pair overlap, or neither has one."""
    return bool(gold.source & pred.source) or (not gold.source and not pred.source)


def score_article(
    text: str, gold: Sequence[GoldAttribution], pred: Sequence[GoldAttribution]
) -> CountsByType:
    """All counts for one article."""
    quoted = quoted_positions(text)
    gold_items = [item for item in items(text, gold, quoted) if item.content]
    pred_items = items(text, pred, quoted)
    tally = CountsByType()
    for item in gold_items:
        tally.overall.gold += 1
        tally.by_gold[item.type].gold += 1
    for item in pred_items:
        tally.overall.pred += 1
        tally.by_pred[item.type].pred += 1

    for g, p, value in match(gold_items, pred_items):
        gold_item, pred_item = gold_items[g], pred_items[p]
        pair = MatchCounts(exact=int(value >= EXACT_IOU), partial=int(value >= PARTIAL_IOU))
        if pair.partial:
            pair.attribution = int(same_source(gold_item, pred_item))
            if gold_item.source:
                pair.source_pairs = 1
                pair.source_overlap = int(bool(gold_item.source & pred_item.source))
                pair.source_exact = int(gold_item.source == pred_item.source)
        tally.overall.add(pair)
        tally.by_gold[gold_item.type].add(pair)
        tally.by_pred[pred_item.type].add(pair)

    def union(of: Iterable[Item]) -> frozenset[int]:
        return frozenset().union(*(item.content for item in of))

    all_gold, all_pred = union(gold_items), union(pred_items)
    groups = [(tally.overall, all_gold, all_pred)]
    for kind in TYPES:
        groups.append((tally.by_gold[kind], union(i for i in gold_items if i.type == kind), frozenset()))
        groups.append((tally.by_pred[kind], frozenset(), union(i for i in pred_items if i.type == kind)))
    for counts, gold_chars, pred_chars in groups:
        counts.gold_chars += len(gold_chars)
        counts.gold_chars_covered += len(gold_chars & all_pred)
        counts.pred_chars += len(pred_chars)
        counts.pred_chars_correct += len(pred_chars & all_gold)
    return tally


def score(
    gold: Mapping[str, tuple[str, Sequence[GoldAttribution]]],
    predicted: Mapping[str, Sequence[GoldAttribution]],
) -> dict[str, Any]:
    """The report over all gold articles; one without a prediction counts as one where nothing was found."""
    total = CountsByType()
    for stem, (text, attributions) in gold.items():
        total.add(score_article(text, attributions, predicted.get(stem, [])))
    return {"articles": len(gold), "articles_predicted": len(predicted), **report(total)}


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def f1(precision: float | None, recall: float | None) -> float | None:
    """Harmonic mean; None if a side is undefined, 0.0 if both are 0."""
    if precision is None or recall is None:
        return None
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _prf(counts: MatchCounts, correct: int) -> dict[str, float | None]:
    precision, recall = _ratio(correct, counts.pred), _ratio(correct, counts.gold)
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def _source(counts: MatchCounts) -> dict[str, float | int | None]:
    return {
        "pairs": counts.source_pairs,
        "overlap": _ratio(counts.source_overlap, counts.source_pairs),
        "exact": _ratio(counts.source_exact, counts.source_pairs),
    }


def report(tally: CountsByType) -> dict[str, Any]:
    """The rates described at the top of this file."""
    c = tally.overall
    soft_p, soft_r = _ratio(c.pred_chars_correct, c.pred_chars), _ratio(c.gold_chars_covered, c.gold_chars)
    return {
        "overall": {
            "gold": c.gold,
            "predicted": c.pred,
            "content_exact": _prf(c, c.exact),
            "content_partial": _prf(c, c.partial),
            "content_soft": {"precision": soft_p, "recall": soft_r, "f1": f1(soft_p, soft_r)},
            "source": _source(c),
            "attribution": _prf(c, c.attribution),
        },
        "by_gold_type": {
            kind: {
                "gold": c.gold,
                "content_exact_recall": _ratio(c.exact, c.gold),
                "content_partial_recall": _ratio(c.partial, c.gold),
                "content_soft_recall": _ratio(c.gold_chars_covered, c.gold_chars),
                "source": _source(c),
                "attribution_recall": _ratio(c.attribution, c.gold),
            }
            for kind, c in tally.by_gold.items()
        },
        "by_predicted_type": {
            kind: {
                "predicted": c.pred,
                "content_exact_precision": _ratio(c.exact, c.pred),
                "content_partial_precision": _ratio(c.partial, c.pred),
                "content_soft_precision": _ratio(c.pred_chars_correct, c.pred_chars),
                "attribution_precision": _ratio(c.attribution, c.pred),
            }
            for kind, c in tally.by_pred.items()
        },
    }


def chief(result: Mapping[str, Any]) -> dict[str, float | None]:
    """The rates of a report that stand for the others: those worth a floor."""
    overall = result["overall"]
    return {
        **{f"{name} f1": overall[name]["f1"] for name in ("content_partial", "content_exact", "attribution")},
        "source overlap": overall["source"]["overlap"],
        **{f"{kind} recall": result["by_gold_type"][kind]["content_partial_recall"] for kind in TYPES},
        **{
            f"{kind} precision": result["by_predicted_type"][kind]["content_partial_precision"]
            for kind in TYPES
        },
    }


def table(result: Mapping[str, Any]) -> str:
    """The report as a plain-text table; rates in per cent."""
    overall = result["overall"]
    lines = [
        f"{result['articles']} articles ({result['articles_predicted']} with predictions), "
        f"{overall['gold']} gold and {overall['predicted']} predicted attributions; rates in %",
        "",
        f"{'':17}{'P':>7}{'R':>7}{'F1':>7}",
    ]
    lines += [
        f"{name:17}" + "".join(f"{_show(overall[name][key]):>7}" for key in ("precision", "recall", "f1"))
        for name in ("content_exact", "content_partial", "content_soft", "attribution")
    ]
    source = overall["source"]
    lines += [
        f"source accuracy on {source['pairs']} pairs: overlap {_show(source['overlap'])}, "
        f"exact {_show(source['exact'])}",
        "",
        f"{'by gold type':13}{'gold':>7}{'R.exact':>9}{'R.part':>9}{'R.soft':>9}"
        f"{'R.attr':>9}{'src.pairs':>10}{'src.over':>9}{'src.exact':>10}",
    ]
    for kind in TYPES:
        row = result["by_gold_type"][kind]
        lines.append(
            f"{kind:13}{row['gold']:>7}{_show(row['content_exact_recall']):>9}{_show(row['content_partial_recall']):>9}"
            f"{_show(row['content_soft_recall']):>9}{_show(row['attribution_recall']):>9}{row['source']['pairs']:>10}"
            f"{_show(row['source']['overlap']):>9}{_show(row['source']['exact']):>10}"
        )
    lines += ["", f"{'by pred. type':13}{'pred':>7}{'P.exact':>9}{'P.part':>9}{'P.soft':>9}{'P.attr':>9}"]
    for kind in TYPES:
        row = result["by_predicted_type"][kind]
        lines.append(
            f"{kind:13}{row['predicted']:>7}{_show(row['content_exact_precision']):>9}{_show(row['content_partial_precision']):>9}"
            f"{_show(row['content_soft_precision']):>9}{_show(row['attribution_precision']):>9}"
        )
    return "\n".join(lines)


def _show(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{100 * value:.1f}"
