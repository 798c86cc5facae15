"""``attribution evaluate quotations``: whose words each quotation is, against what people read out."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, JOBS, MODELS, RULES, parsing, stop
from attribution.cli.evaluate.gate import FLOORS, LOWER, UPDATE, hold
from attribution.cli.evaluate.wrong import list_wrong
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError


def quotations(
    gold: list[Path] = typer.Argument(
        ..., metavar="FILE…", help="Quotations with their speakers, as JSON Lines; see tests/gold/README.md."
    ),
    corpus: Path = typer.Option(
        ..., "--corpus", metavar="DIR", help="The articles they are from, each in ARTICLE.txt."
    ),
    errors: bool = typer.Option(False, "--errors", help="List the wrong answers."),
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Measure how often each quotation is given to the right speaker, from the raw text.

    Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    # Imported here so that --help comes at once.
    from attribution.each_article import found_in
    from attribution.measure import gold_speakers, quotation_speakers, speaker_score
    from attribution.measure.gold import ScoreError
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        marked = quotation_speakers.read_gold(gold)
        with parsing() as progress:
            articles = quotation_speakers.read_articles(
                corpus, marked.articles, book, models=models, cache=cache, jobs=jobs, progress=progress
            )
        read = [scene.article for scene in articles.scenes.values()]
        found = found_in(read, book, models=models, cache=cache, jobs=jobs)
    except (ScoreError, PackError, OSError) as error:
        stop(error)
    scored = quotation_speakers.score(marked, found)
    echo("\n".join(quotation_speakers.table(scored)))
    if errors:
        list_wrong(scored.judged)
    if floors:
        rates: dict[str, float | None] = dict(speaker_score.chief(scored.judged))
        hold(floors, rates, gold_speakers.digest(gold), book.digest, update, lower)
