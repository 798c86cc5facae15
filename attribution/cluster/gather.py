"""Rows of many machines into one store: articles by id, held against each other and all that is kept.

A new store is filled by shards of articles (``archive.fill``) on the machines of the cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb
import ray

from attribution.archive.add import NewArticle, add
from attribution.archive.fill import fill
from attribution.archive.shards import AHEAD, Runner, Shard, in_order
from attribution.archive.store import Store
from attribution.article import Problem
from attribution.cluster.extracted import article_of
from attribution.rule import RuleBook
from attribution.write.schema.article import ProblemLine

TOGETHER = 1000
"""Articles that are kept at once."""
ARTICLES = (
    "SELECT any_value(line), any_value(text), any_value(parse), any_value(said), any_value(trial), "
    "list_distinct(flatten(list(places))) FROM read_parquet(?) WHERE id IS NOT NULL GROUP BY id ORDER BY id"
)
"""Each article once, with all places at which a machine read it."""
PROBLEMS = "SELECT DISTINCT problem FROM read_parquet(?) WHERE problem IS NOT NULL ORDER BY 1"


def gather(folder: Path, store: Store, book: RuleBook) -> tuple[Problem, ...]:
    """Keep the articles of the Parquet files in a store that has others; the problems that the machines met.
    Raises StoreError."""
    files = str(folder / "*.parquet")
    with duckdb.connect() as db:
        for batch in _batches(db.execute(ARTICLES, [files])):
            add(store, batch, book)
        return _problems(db, files)


def gather_anew(folder: Path, file: Path, rules: Sequence[Path], run: Runner) -> tuple[Problem, ...]:
    """Make a store of the articles of the Parquet files, by shards; the problems the machines met. Raises
    StoreError."""
    files = str(folder / "*.parquet")
    with duckdb.connect() as db:
        fill(file, _batches(db.execute(ARTICLES, [files])), rules, run)
        return _problems(db, files)


T = TypeVar("T")


@contextmanager
def on_cluster(address: str) -> Iterator[Runner]:
    """The machines of the Ray cluster of that address, which find store and rules under the same paths."""
    ray.init(address=address, ignore_reinit_error=True, log_to_driver=False)
    ahead = AHEAD * int(ray.cluster_resources().get("CPU", 1))

    def run(step: Callable[[Shard], T], shards: Sequence[Shard]) -> Iterator[T]:
        task = ray.remote(max_retries=-1)(step)  # what a worker had in hand when it died, another does
        return in_order(task.remote, ray.get, shards, ahead)

    yield run


def _problems(db: duckdb.DuckDBPyConnection, files: str) -> tuple[Problem, ...]:
    found = db.execute(PROBLEMS, [files]).fetchall()
    return tuple(ProblemLine.model_validate_json(line).back() for (line,) in found)


def _batches(rows: duckdb.DuckDBPyConnection) -> Iterator[list[NewArticle]]:
    while batch := rows.fetchmany(TOGETHER):
        yield [article_of(*row) for row in batch]
