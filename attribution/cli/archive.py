"""``attribution archive``: more articles than one machine parses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import typer

from attribution.cli.common import (
    CACHE,
    KEPT_IN,
    MODELS_BY_LANGUAGE,
    RULES,
    cores,
    must_exist,
    say,
    stop,
    tell,
    writing,
)
from attribution.cli.terminal import echo

app = typer.Typer(
    no_args_is_help=True,
    help="More articles than one machine parses (extra `archive`: Ray, DuckDB, Parquet).",
)
ADDRESS = typer.Option(
    None, "--address", metavar="RAY", help="A Ray cluster; without one, this machine alone."
)
FOUND = typer.Argument(..., metavar="FOLDER", help="The folder that `archive extract` wrote.")


@app.callback()
def _archive() -> None:
    """More articles than one machine parses (extra `archive`: Ray, DuckDB, Parquet)."""


def missing(error: ModuleNotFoundError) -> NoReturn:
    """End the command: a package of the extra is not there."""
    stop(
        f"archive-missing: {error.name} is not installed.\n"
        "Install what the extra `archive` names: ray[data], duckdb, pyarrow."
    )


@app.command()
def extract(
    paths: list[str] = typer.Argument(..., metavar="PATH…", help="Articles: files, folders, globs."),
    out: Path = typer.Option(..., "--out", metavar="FOLDER", help="A folder for the Parquet files."),
    workers: int = typer.Option(
        1, "--workers", metavar="N", min=1, help="So many processes hold the models."
    ),
    address: str = ADDRESS,
    rules: list[Path] = RULES,
    models: list[str] = MODELS_BY_LANGUAGE,
    cache: Path = CACHE,
) -> None:
    """Read and parse articles and find who said what in each, on the machines of a Ray cluster.

    Paths, rules, models and the folder must be the same on all machines. What a machine had in hand when it
    died is done again by another.
    """
    try:
        import ray

        from attribution.cluster.extract import Settings
        from attribution.cluster.extract import extract as extracted
    except ModuleNotFoundError as error:
        missing(error)
    must_exist([*rules], "nothing was read")
    if out.exists() and any(out.iterdir()):
        stop(f"path-unusable: {out} is not empty: nothing was read or written.\nName another folder.")
    ray.init(address=address, ignore_reinit_error=True, log_to_driver=False)
    settings = Settings(tuple(r.resolve() for r in rules), tuple(models), cache.resolve() if cache else None)
    with writing(out):
        tell(extracted(paths, out, settings, workers))
    say(f"Next: attribution archive gather {out} --store FILE")


@app.command()
def gather(
    folder: Path = FOUND,
    store: Path = KEPT_IN,
    address: str = ADDRESS,
    rules: list[Path] = RULES,
) -> None:
    """Check what the machines found against each other and against all that a store holds.

    A new store is filled by shards of articles: on the machines of the cluster, to whom its path must be the
    same, or in processes of this one. Into a store that is there, one process adds them.
    """
    try:
        from attribution.cluster.gather import gather as gathered
        from attribution.cluster.gather import gather_anew, on_cluster
    except ModuleNotFoundError as error:
        missing(error)
    from attribution.archive.file import StoreError
    from attribution.archive.shards import processes
    from attribution.archive.store import Store
    from attribution.rulebook.book import load

    must_exist([folder, *rules], "nothing was read")
    if not any(folder.glob("*.parquet")):
        stop(
            f"path-unusable: {folder} holds no Parquet files: nothing was read.\n"
            "Name the folder that `archive extract` wrote."
        )
    try:
        if not store.exists():
            with on_cluster(address) if address else processes(cores(None)) as run:
                tell(gather_anew(folder, store.resolve(), [r.resolve() for r in rules], run))
        else:
            with Store(store, waiting=say) as kept:
                tell(gathered(folder, kept, load(rules)))
        with Store(store) as kept:
            for what, count in kept.counts().items():
                echo(f"{count:>9,} {what}")
    except StoreError as error:
        stop(error)


@app.command()
def query(
    folder: Path = typer.Argument(
        ..., metavar="FOLDER", help="Parquet files, as `store export --parquet` writes."
    ),
    question: str = typer.Argument(..., metavar="SQL", help="A question; each file is a table of its name."),
) -> None:
    """Ask Parquet files a question in SQL (DuckDB); the answer is a table with tabs on standard output."""
    try:
        import duckdb

        from attribution.cluster.tables import ask
    except ModuleNotFoundError as error:
        missing(error)
    must_exist([folder], "nothing was read")
    try:
        columns, rows = ask(folder, question)
        echo("\t".join(columns))
        for row in rows:
            echo("\t".join("" if value is None else " ".join(str(value).split()) for value in row))
        sys.stdout.flush()
    except duckdb.Error as error:
        stop(f"query-wrong: {error}")
