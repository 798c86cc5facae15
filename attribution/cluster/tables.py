"""A store as Parquet files, one for each table, and questions to such files in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
from pyarrow import parquet

from attribution.archive.store import Store

ROWS = 50_000
"""Rows of a table that are in memory at once."""
NUMBERS = ("start", "place", "single")
TABLES: Mapping[str, str] = {
    "articles": "SELECT id, publisher, published, title, language, text, line FROM articles ORDER BY id",
    "attributions": "SELECT attributions.id, articles.id AS article, start, kind, act, speaker, content, "
    "attributions.line FROM attributions JOIN articles ON articles.row = article WHERE NOT trial "
    "ORDER BY articles.id, start, attributions.id",
    "speakers": "SELECT id AS attribution, place, person FROM speakers "
    "JOIN attributions ON row = attribution WHERE NOT trial ORDER BY id, place",
    "people": "SELECT id, name, kind, first, last, line FROM people ORDER BY id",
    "alignments": "SELECT speakers, line FROM alignments ORDER BY line",
    "flags": "SELECT id, kind, severity, line FROM flags WHERE state = 'open' ORDER BY id",
    "flagged": "SELECT id AS flag, article, attribution FROM flagged JOIN flags ON row = flag "
    "WHERE state = 'open' ORDER BY id, unit",
    "verdicts": 'SELECT flag, verdict, note, "by", "when" FROM verdicts ORDER BY row',
}
"""What each file holds; the columns are those of ``store.sql``, and the order is the same however the store
was filled."""


def export(store: Store, folder: Path) -> list[Path]:
    """Write the tables of the store, a few rows at a time; the files. Raises StoreError and OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(store, query, folder / f"{name}.parquet") for name, query in TABLES.items()]


def _written(store: Store, query: str, file: Path) -> Path:
    cursor = store.db.execute(query)
    kinds = {c[0]: pyarrow.int64() if c[0] in NUMBERS else pyarrow.string() for c in cursor.description}
    schema = pyarrow.schema(kinds)
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        while rows := cursor.fetchmany(ROWS):
            columns = [
                pyarrow.array(c, t) for c, t in zip(zip(*rows, strict=True), kinds.values(), strict=True)
            ]
            out.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
    return file


def ask(folder: Path, question: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The columns and the rows of the answer to a question in SQL; each Parquet file of the folder is a
    table of its name. Raises duckdb.Error."""
    db = duckdb.connect()
    for file in sorted(folder.glob("*.parquet")):
        db.read_parquet(str(file)).create_view(file.stem)
    answer = db.execute(question)
    return [column[0] for column in answer.description or ()], iter(answer.fetchone, None)
