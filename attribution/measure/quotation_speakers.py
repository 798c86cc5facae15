"""How often each quotation of a set of articles is given to the right speaker, from raw text.

Where ``speaker_score`` needs attributions that a corpus marks, this needs only quotations with their
speakers: ``content`` is what stands between the marks, ``speaker`` whose words it is. A quotation counts as
found where one attribution of ours covers half of its characters or more, and as right where that attribution
carries the right name. Lines with ``speech: false`` are marks around words that nobody said: what we find
there is counted apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attribution.article import Span
from attribution.measure.speaker_score import GoldSpeaker, Judged, gold_speakers, rates
from attribution.result import Attribution

COVERED = 0.5
"""From this share of its characters on, a quotation counts as found by an attribution that covers it."""


@dataclass(frozen=True, slots=True)
class QuotationGold:
    """Quotations with their speakers, and marks around words that are no speech."""

    said: tuple[GoldSpeaker, ...]
    unsaid: tuple[tuple[str, Span], ...]

    @property
    def articles(self) -> frozenset[str]:
        """Paths of the articles without their suffix, relative to the folder of the corpus."""
        return frozenset((*(g.article for g in self.said), *(article for article, _ in self.unsaid)))


@dataclass(frozen=True, slots=True)
class QuotationScore:
    """The answer to each quotation; how many marks around no speech were taken for speech, of how many."""

    judged: tuple[Judged, ...]
    false_finds: int
    unsaid: int


def read_gold(files: Iterable[Path]) -> QuotationGold:
    """The lines of JSON Lines files. Raises ValueError or KeyError for a line of another form."""
    rows = [
        json.loads(line)
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return QuotationGold(
        tuple(gold_speakers([row for row in rows if row.get("speech", True)])),
        tuple((row["article"], Span(*row["content"][0])) for row in rows if not row.get("speech", True)),
    )


def score(gold: QuotationGold, found: Mapping[str, Sequence[Attribution]]) -> QuotationScore:
    """What was found in each article, by its path without suffix, beside the gold."""
    judged = tuple(_judged(line, found.get(line.article, ())) for line in gold.said)
    taken = sum(
        any(a.kind != "indirect" and _covered([span], a) >= COVERED for a in found.get(article, ()))
        for article, span in gold.unsaid
    )
    return QuotationScore(judged, taken, len(gold.unsaid))


def table(scored: QuotationScore) -> Iterator[str]:
    """The rates as lines of text: right of all, and right of those that were given a name at all."""
    yield f"{'':46} right  found    all   rate   wrong name   no name"
    wrong = _counts(j for j in scored.judged if j.found and not j.right and j.answer)
    for name, (right, found, total) in rates(scored.judged).items():
        off = wrong.get(name, 0)
        yield (
            f"{name:46} {right:>5} {found:>6} {total:>6}  {right / total:.3f} {off / total:>12.3f}"
            f" {(total - right - off) / total:>9.3f}"
        )
    yield f"marks around no speech taken for speech: {scored.false_finds} of {scored.unsaid}"


def _counts(judged: Iterable[Judged]) -> dict[str, int]:
    return {name: total for name, (_, _, total) in rates(tuple(judged)).items()}


def _judged(line: GoldSpeaker, attributions: Sequence[Attribution]) -> Judged:
    best = max(
        attributions,
        key=lambda a: (
            _covered(line.content, a) >= COVERED,
            not a.trial,
            _covered(line.content, a),
            -_length(a),
        ),
        default=None,
    )
    if best is None or best.trial or _covered(line.content, best) < COVERED:
        return Judged(line, None, found=False)
    return Judged(line, best.speaker.name, best.steps)


def _covered(spans: Sequence[Span], attribution: Attribution) -> float:
    """The share of the spans' characters that the content of an attribution covers."""
    inside = sum(
        max(0, min(s.end, c.end) - max(s.start, c.start)) for s in spans for c in attribution.content
    )
    return inside / sum(s.end - s.start for s in spans)


def _length(attribution: Attribution) -> int:
    return sum(c.end - c.start for c in attribution.content)
