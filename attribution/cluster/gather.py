"""Rows of many machines into one store: articles by id, held against each other and all that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from attribution.archive.add import NewArticle, add
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
    """Keep the articles of the Parquet files; the problems that the machines met. Raises StoreError."""
    files = str(folder / "*.parquet")
    with duckdb.connect() as db:
        problems = db.execute(PROBLEMS, [files])
        told = tuple(ProblemLine.model_validate_json(line).back() for (line,) in problems.fetchall())
        for batch in _batches(db.execute(ARTICLES, [files])):
            add(store, batch, book)
    return told


def _batches(rows: duckdb.DuckDBPyConnection) -> Iterator[list[NewArticle]]:
    while batch := rows.fetchmany(TOGETHER):
        yield [article_of(*row) for row in batch]
