"""How often each quotation of a set of articles is given to the right speaker, from raw text.

Where ``speaker_score`` needs attributions that a corpus marks, this needs only quotations with their
speakers: ``content`` is what stands between the marks, ``speaker`` whose words it is. A quotation counts as
found where one attribution of ours covers half of its characters or more, and as right where that attribution
carries the right name. Lines with ``speech: false`` are marks around words that nobody said: what we find
there is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from attribution.article import Article, Problem, Span
from attribution.each_article import scenes
from attribution.find.scene import Scene
from attribution.measure.gold import ScoreError
from attribution.measure.gold_speakers import GoldSpeaker, gold_speakers, read_rows
from attribution.measure.speaker_score import Judged, rates
from attribution.parse.model_pack import SHIPPED_PACK, Models
from attribution.parse.parsed_articles import Progress
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.result import Attribution
from attribution.rule import RuleBook

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
class Articles:
    """The articles that the quotations are from, by their path without suffix."""

    scenes: Mapping[str, Scene]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotationScore:
    """The answer to each quotation; how many marks around no speech were taken for speech, of how many."""

    judged: tuple[Judged, ...]
    false_finds: int
    unsaid: int


def read_gold(files: Iterable[Path]) -> QuotationGold:
    """The lines of JSON Lines files. Raises ScoreError for a line of another form."""
    said, unsaid = gold_speakers(read_rows(files))
    return QuotationGold(tuple(said), tuple(unsaid))


def read_articles(
    folder: Path,
    names: Iterable[str],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Articles:
    """The named articles of a folder, each in a text file, read and parsed as ``check`` would.

    Raises PackError where one must be parsed and the models do not load, ScoreError where an article cannot
    be read.
    """
    wanted = sorted(set(names))
    articles: dict[str, Article] = {}
    for name in wanted:
        found = read([folder / f"{name}.txt"], reading_lists(book)).articles
        if len(found) != 1:
            raise ScoreError(f"{folder / name}.txt cannot be read as one article")
        articles[name] = replace(found[0], id=name)
    seen = scenes([*articles.values()], book, models=models, cache=cache, jobs=jobs, progress=progress)
    return Articles({scene.article.id: scene for scene in seen}, tuple(seen.problems))


def score(gold: QuotationGold, found: Mapping[str, Sequence[Attribution]]) -> QuotationScore:
    """What was found in each article, by its path without suffix, beside the gold."""
    judged = tuple(_judged(line, found.get(line.article, ())) for line in gold.said)
    taken = sum(
        any(a.kind != "indirect" and _covered([span], a.content) >= COVERED for a in found.get(article, ()))
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
    ours = [a for a in attributions if not a.trial]
    best = covering(line, [a.content for a in ours])
    if best is None:
        return Judged(line, None, found=False)
    return Judged(line, ours[best].speaker.name, ours[best].steps)


def covering(line: GoldSpeaker, contents: Sequence[Sequence[Span]]) -> int | None:
    """Which of several contents covers most of a quotation, the shortest of equal ones; None where none
    covers enough."""
    best = max(
        range(len(contents)),
        key=lambda i: (_covered(line.content, contents[i]), -_length(contents[i])),
        default=None,
    )
    return None if best is None or _covered(line.content, contents[best]) < COVERED else best


def _covered(spans: Sequence[Span], content: Sequence[Span]) -> float:
    """The share of the spans' characters that a content covers."""
    inside = sum(max(0, min(s.end, c.end) - max(s.start, c.start)) for s in spans for c in content)
    return inside / sum(s.end - s.start for s in spans)


def _length(content: Sequence[Span]) -> int:
    return sum(c.end - c.start for c in content)
