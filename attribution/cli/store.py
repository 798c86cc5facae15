"""``attribution store``: what is in a store, and what is taken out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from attribution.archive.file import StoreError, is_store
from attribution.archive.store import Store
from attribution.cli.archive import missing
from attribution.cli.common import RULES, must_exist, say, stop, writing
from attribution.cli.terminal import echo
from attribution.result import SEVERITIES

app = typer.Typer(no_args_is_help=True, help="What is in a store, which `check --store` keeps.")
STORE = typer.Argument(..., metavar="STORE", help="The file that `check --store` keeps.")


@app.callback()
def _store() -> None:
    """What is in a store, which `check --store` keeps."""


@contextmanager
def opened(file: Path) -> Iterator[Store]:
    """The store in the file, which must be there; what goes wrong with it ends the command with 2."""
    if not is_store(str(file)):
        stop(f"store-unusable: {file} is not there, or no store.\nName a file that `check --store` wrote.")
    try:
        with Store(file, waiting=say) as kept:
            yield kept
    except StoreError as error:
        stop(error)


@app.command()
def info(store: Path = STORE) -> None:
    """Say how much is in a store."""
    with opened(store) as kept:
        for what, count in kept.counts().items():
            echo(f"{count:>9,} {what}")


@app.command()
def flags(
    store: Path = STORE,
    closed: bool = typer.Option(False, "--closed", help="Those that are closed, each with the reason."),
) -> None:
    """List the flags of a store, the gravest first: id, severity, kind, verdict, and why or the note."""
    with opened(store) as kept:
        found = kept.kept_flags(state="closed" if closed else "open")
    for one in sorted(found, key=lambda k: SEVERITIES.index(k.flag.severity)):
        flag = one.flag
        verdict = flag.verdict.verdict if flag.verdict else "-"
        told = " ".join((one.note or flag.because).split())
        echo(f"{flag.id}\t{flag.severity}\t{flag.kind}\t{verdict}\t{told}")


@app.command()
def people(store: Path = STORE) -> None:
    """List the people of a store, the most quoted first: attributions, articles, id, and every spelling."""
    with opened(store) as kept:
        found = kept.people()
    for person in sorted(found, key=lambda p: (-p.attributions, p.id)):
        echo(f"{person.attributions}\t{person.articles}\t{person.id}\t{'; '.join(person.spellings)}")


@app.command()
def remove(
    store: Path = STORE,
    articles: list[str] = typer.Argument(
        ..., metavar="ARTICLE…", help="Ids of articles, or the paths that they were read from."
    ),
    rules: list[Path] = RULES,
) -> None:
    """Take articles out of a store; flags that had a place in them are closed, with a note."""
    # Imported here so that --help comes at once.
    from attribution.archive.add import remove as take_out
    from attribution.rulebook.book import load

    with opened(store) as kept:
        ids = [id for given in articles for id in kept.named(given)]
        gone = take_out(kept, ids, load(rules))
    echo(f"{len(gone)} articles taken out of {store}")
    if len(gone) < len(articles):
        stop(
            f"article-unknown: {len(articles) - len(gone)} of the articles are not in {store}.\n"
            "`attribution store export` lists all ids."
        )


@app.command()
def export(
    store: Path = STORE,
    out: Path = typer.Option(
        Path("reports"), "--out", metavar="DIR", help="The folder that the report is written to."
    ),
    parquet: Path = typer.Option(
        None, "--parquet", metavar="DIR", help="Write its tables as Parquet files instead (extra `archive`)."
    ),
) -> None:
    """Write all that a store holds as a report: the files of the output contract, the page, the table."""
    # Imported here so that --help comes at once.
    from attribution import write
    from attribution.archive.as_report import whole

    if parquet:
        _as_parquet(store, parquet)
        return
    with opened(store) as kept:
        report = whole(kept)
    with writing(out):
        for path in write.write(report, out, arguments=[str(store)]):
            echo(path)


@app.command("import")
def import_(
    store: Path = STORE,
    labels: Path = typer.Argument(..., metavar="JSON", help="What Label Studio exports, as JSON."),
    rules: list[Path] = RULES,
) -> None:
    """Take up what people corrected in Label Studio, in tasks that `export --as label-studio` wrote.

    Each correction counts like one made at the desk: people, the same words elsewhere and flags are worked
    out anew.
    """
    # Imported here so that --help comes at once.
    from attribution.archive import labelled
    from attribution.rulebook.book import load

    must_exist([labels], "nothing was taken up")
    with opened(store) as kept:
        try:
            taken = labelled.take_up(kept, labelled.read(labels.read_bytes()), load(rules))
        except labelled.LabelsError as error:
            stop(error)
    echo(f"{sum(taken.values())} corrections taken up in {len(taken)} articles")


def _as_parquet(store: Path, folder: Path) -> None:
    try:
        from attribution.cluster.tables import export as exported
    except ModuleNotFoundError as error:
        missing(error)
    with opened(store) as kept, writing(folder):
        for path in exported(kept, folder):
            echo(path)


@app.command()
def check(store: Path = STORE) -> None:
    """Look whether a store is whole: every page, every index, and what rows say of each other.

    Exit status: 0 it is whole, 1 it is not.
    """
    # Imported here so that --help comes at once.
    from attribution.archive.sound import faults

    if not is_store(str(store)):
        stop(f"store-unusable: {store} is not there, or no store.\nName a file that `check --store` wrote.")
    try:
        with Store(store, waiting=say) as kept:
            found = faults(kept)
    except StoreError as error:
        if error.code != "store-damaged":
            stop(error)
        found = [f"{error.code}: {error}"]
    for fault in found:
        echo(fault)
    if found:
        say("Take up the last backup, or check the articles again into a new file.", "red")
        raise typer.Exit(1)
    echo(f"{store} is whole.")


@app.command()
def backup(
    store: Path = STORE,
    to: Path = typer.Argument(..., metavar="FILE", help="The file to write; it must not be there yet."),
) -> None:
    """Write a copy of a store that is whole, while others read it and write to it."""
    if to.exists():
        stop(f"path-unusable: {to} is there already: nothing was written.\nName another file.")
    if not to.parent.is_dir():
        stop(f"path-unusable: {to.parent} is no folder: nothing was written.\nMake it, or name another file.")
    with opened(store) as kept, writing(to):
        try:
            kept.copy(to)
        except StoreError:
            to.unlink(missing_ok=True)
            raise
    echo(to)
