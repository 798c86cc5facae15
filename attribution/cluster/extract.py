"""Articles read, parsed and asked by the rules on every machine of a Ray cluster: paths in, Parquet out.

What is made of an article depends on nothing but the article, so that a path whose worker dies is done again
by another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow
import ray

from attribution.archive.add import NewArticle
from attribution.archive.identity import as_kept
from attribution.article import Article, Problem
from attribution.cluster.extracted import table
from attribution.each_article import Scenes, troubles, with_models
from attribution.extract import findings
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import SHIPPED_PACK, Models, Pack, for_languages
from attribution.parse.parsed_articles import ParsedArticles
from attribution.pipeline import reading_lists
from attribution.read import READERS, read
from attribution.read.discover import discover
from attribution.rulebook.book import load

PATHS = 8
"""Files that a worker takes at once; what a worker had of them is done again where it dies."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What each worker finds on its machine under the same paths: rules, model packs, and a folder for parses
    (None: the default)."""

    rules: tuple[Path, ...] = ()
    models: Models = SHIPPED_PACK
    cache: Path | None = None


def extract(paths: Sequence[str | Path], out: Path, settings: Settings, workers: int) -> tuple[Problem, ...]:
    """Write what is found in each article at the paths as Parquet into the folder; so many workers hold the
    models. The paths and the folder are the same on all machines. Problems of paths that are none."""
    found = discover(paths, {suffix for reader in READERS for suffix in reader.suffixes})
    rows = [{"path": str(file.path.resolve())} for file in found.files if file.path]
    ray.data.from_items(rows).map_batches(
        Extractor,
        fn_constructor_args=(settings,),
        batch_size=PATHS,
        batch_format="pyarrow",
        concurrency=workers,
    ).write_parquet(str(out.resolve()))
    return found.problems


class Extractor:
    """Holds rules and models, and makes rows of paths; one in each process."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.book = settings, load(settings.rules)
        self.lists = reading_lists(self.book)
        self.annotators: dict[str, Annotator] = {}

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """The rows (``extracted.SCHEMA``) of the articles at the paths of the batch."""
        reading = read(batch.column("path").to_pylist(), self.lists)
        kept: dict[str, Article] = {}
        places: dict[str, list[str]] = defaultdict(list)
        for article in reading.articles:
            one = as_kept(article)
            kept[one.id] = one
            places[one.id] += [reading.places[article.id]] if article.id in reading.places else []
        articles, lacking = with_models([kept[id] for id in sorted(kept)], self.settings.models)
        packs = for_languages(self.settings.models, {a.language for a in articles} or {"en"})
        parses = ParsedArticles(articles, packs, cache=self.settings.cache, annotators=self._opened(packs))
        scenes = Scenes(parses, self.book)
        new, gaps = [], []
        for scene in scenes:
            found = findings(scene, self.book)
            place = tuple(places[scene.article.id])
            new.append(NewArticle(scene.article, scene.document, found.attributions, place))
            gaps += troubles(scene.article, found)
        return table(new, [*reading.problems, *lacking, *scenes.problems, *gaps])

    def _opened(self, packs: dict[str, Pack]) -> dict[str, Annotator]:
        for language, pack in packs.items():
            self.annotators.setdefault(language, Annotator(pack))
        return self.annotators
