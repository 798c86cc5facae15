"""What the program finds in articles, beside what people have marked in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from attribution.article import Problem
from attribution.each_article import found_in, scenes
from attribution.find.scene import Scene
from attribution.measure import gold, score
from attribution.measure.gold import GoldAttribution
from attribution.parse.model_pack import SHIPPED_PACK, Models
from attribution.parse.parsed_articles import Progress
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.result import Attribution
from attribution.rule import RuleBook


@dataclass(frozen=True, slots=True)
class Answer:
    """One article: what people marked, and what the program found in its raw text. ``scene`` is None where it
    could not be read."""

    name: str
    text: str = field(repr=False)
    gold: Sequence[GoldAttribution] = field(repr=False)
    scene: Scene | None = field(default=None, repr=False)
    found: Sequence[Attribution] = field(default=(), repr=False)
    places: Sequence[int] = field(default=(), repr=False)
    """Where each character of the file stands in the text, where the two differ."""

    @property
    def predicted(self) -> list[GoldAttribution]:
        """What was found, in the scorer's form and in the same order."""
        return [GoldAttribution.of(a) for a in self.found]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answers to all articles of a folder, and the problems of those that could not be read."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...] = ()
    skipped: int = 0
    """Gold events without content."""

    def score(self) -> dict[str, Any]:
        """The scorer's report."""
        result = score.score(
            {a.name: (a.text, a.gold) for a in self.answers},
            {a.name: a.predicted for a in self.answers if a.scene},
        )
        return {**result, "gold_events_without_content_skipped": self.skipped}


def parsed(
    directory: Path,
    book: RuleBook,
    *,
    names: Sequence[str] | None = None,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Read and parse the texts of a gold folder (of the named articles only, when asked so) as ``check``
    would; nothing is found yet.

    Raises ScoreError where the folder is not as it must be; PackError where models are needed and do not
    load.
    """
    marked, skipped = gold.read_gold(directory)
    if names is not None:
        if missing := [n for n in names if n not in marked]:
            raise gold.ScoreError(f"{directory} has no article {missing[0]}")
        marked = {name: marked[name] for name in names}
    reading = read([directory / "text" / f"{name}.txt" for name in marked], reading_lists(book))
    parses = scenes(reading.articles, book, models=models, cache=cache, jobs=jobs, progress=progress)
    seen = {Path(scene.article.id).stem: scene for scene in parses}
    places = {name: _places(marked[name][0], scene.article.text) for name, scene in seen.items()}
    for name, at in places.items():
        if at:
            marked[name] = seen[name].article.text, [_moved(a, at) for a in marked[name][1]]
    return Evaluation(
        tuple(
            Answer(name, text, of, seen.get(name), (), places.get(name, ()))
            for name, (text, of) in marked.items()
        ),
        (*reading.problems, *parses.problems),
        skipped,
    )


def _places(text: str, read: str) -> Sequence[int]:
    """Where each character of a file stands in the text that was read, which lacks characters that nobody
    sees (soft hyphens) and has others mended (mojibake); nothing where the two are of one length: then each
    stands in its place."""
    if len(text) == len(read):
        return ()
    places: list[int] = []
    for _, start, end, first, last in SequenceMatcher(None, text, read, autojunk=False).get_opcodes():
        places += [min(first + i, last) for i in range(end - start)]
    return [*places, len(read)]


def _moved(attribution: GoldAttribution, places: Sequence[int]) -> GoldAttribution:
    a = attribution
    return GoldAttribution(
        *(
            tuple((places[start], places[end]) for start, end in spans)
            for spans in (a.content, a.source, a.cue)
        )
    )


def evaluate(
    directory: Path,
    book: RuleBook,
    *,
    names: Sequence[str] | None = None,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """The same with what the program finds in each article.

    Attributions of rules on trial do not count, as they do not in a report.
    """
    evaluation = parsed(
        directory, book, names=names, models=models, cache=cache, jobs=jobs, progress=progress
    )
    articles = [answer.scene.article for answer in evaluation.answers if answer.scene]
    found = found_in(articles, book, models=models, cache=cache, jobs=jobs)
    return replace(
        evaluation,
        answers=tuple(
            replace(a, found=[f for f in found.get(a.scene.article.id, ()) if not f.trial]) if a.scene else a
            for a in evaluation.answers
        ),
    )
