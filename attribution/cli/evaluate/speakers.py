"""``attribution evaluate speakers``: who is named as the speaker, against what people read out."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, JOBS, MODELS, RULES, parsing, stop, tell
from attribution.cli.evaluate.gate import FLOORS, LOWER, UPDATE, hold
from attribution.cli.evaluate.wrong import list_wrong
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError


def speakers(
    gold: list[Path] = typer.Argument(
        ..., metavar="FILE…", help="Gold speakers, as JSON Lines; see tests/gold/README.md."
    ),
    corpus: Path = typer.Option(
        ..., "--corpus", metavar="DIR", help="The articles they are about, in PolNeAR's layout."
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
    """Measure how often the right speaker is named, with the source words given and from the raw text.

    Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    # Imported here so that --help comes at once.
    from attribution.each_article import found_in
    from attribution.measure import gold_speakers, speaker_score
    from attribution.measure.gold import ScoreError
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        lines = gold_speakers.read_lines(gold)
        names = {line.article for line in lines}
        with parsing() as progress:
            articles = speaker_score.read_corpus(
                corpus, names, book, models=models, cache=cache, jobs=jobs, progress=progress
            )
        read = [scene.article for scene in articles.scenes.values()]
        found = found_in(read, book, models=models, cache=cache, jobs=jobs)
    except (ScoreError, PackError, OSError) as error:
        stop(error)
    tell(articles.problems)
    measured = {
        "Sources given": speaker_score.given_sources(lines, articles, book),
        "From the raw text": speaker_score.raw_text(lines, articles, found),
    }
    for title, judged in measured.items():
        echo("\n".join([title, *speaker_score.table(judged), ""]))
        if errors:
            list_wrong(judged)
    if floors:
        rates: dict[str, float | None] = {
            f"{title.lower()}: {name}": rate
            for title, judged in measured.items()
            for name, rate in speaker_score.chief(judged).items()
        }
        hold(floors, rates, gold_speakers.digest(gold), book.digest, update, lower)
