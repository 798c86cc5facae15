"""Adding articles: a text, files, or an address are read and checked while the desk goes on."""

from __future__ import annotations

import contextlib
import csv
import logging
import queue
import re
import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from attribution.archive.check import check_into
from attribution.archive.file import StoreError
from attribution.archive.recheck import recheck
from attribution.archive.store import Store
from attribution.article import Problem
from attribution.desk.verdicts import now
from attribution.desk.visit import Desk, Visit, form, page
from attribution.parse.model_pack import PackError
from attribution.read.address import is_address

LOG = logging.getLogger("attribution.desk")
LARGEST_TEXT = 900_000
"""Characters of a text that is pasted."""
WAITING = 20
"""So many batches may wait."""
REMEMBERED = 30
"""So many batches are shown."""


@dataclass(slots=True)
class Batch:
    """Articles handed in together, and how far their check is. ``folder`` holds them until then."""

    name: str
    who: str
    when: str
    paths: Sequence[str]
    folder: Path | None
    done: int = 0
    of: int = 0
    state: str = "waiting"
    added: list[tuple[str, str]] = field(default_factory=list)
    """Id and title of each article."""
    flags: int = 0
    problems: Sequence[Problem] = ()

    @property
    def running(self) -> bool:
        return self.state in ("waiting", "reading")


class Intake:
    """One thread that checks what is handed in, a batch at a time, and what was corrected."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.batches: list[Batch] = []
        self._waiting: queue.Queue[Batch | str] = queue.Queue(WAITING)
        self._again: set[str] = set()
        self._thread: threading.Thread | None = None

    def take(self, batch: Batch) -> bool:
        """Whether there is room for the batch; it is checked when those before it are."""
        try:
            self._waiting.put_nowait(batch)
        except queue.Full:
            return False
        self.batches = [batch, *self.batches][:REMEMBERED]
        self._begin()
        return True

    def again(self, article: str) -> None:
        """The article is checked anew soon: people, the same words elsewhere, flags. Where too much waits, it
        is checked with the next correction of it, or the next run."""
        if article not in self._again:
            with contextlib.suppress(queue.Full):
                self._waiting.put_nowait(article)
                self._again.add(article)
        self._begin()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            work = self._waiting.get()
            if isinstance(work, Batch):
                self._work_on(work)
            else:
                self._again.discard(work)
                try:
                    with Store(self.desk.store) as store:
                        recheck(store, work, self.desk.book)
                except Exception:
                    LOG.exception("checking %s anew", work)

    def _work_on(self, batch: Batch) -> None:
        batch.state = "reading"
        try:
            self._check(batch)
            batch.state = "done"
        except (StoreError, PackError) as error:
            code, following = getattr(error, "code", "desk-fault"), getattr(error, "next", "")
            batch.problems, batch.state = [Problem(batch.name, code, str(error), following)], "failed"
        except Exception:
            LOG.exception("checking %s", batch.name)
            told = Problem(batch.name, "desk-fault", "The desk made a mistake.", "Its terminal tells which.")
            batch.problems, batch.state = [told], "failed"
        finally:
            if batch.folder:
                shutil.rmtree(batch.folder, ignore_errors=True)

    def _check(self, batch: Batch) -> None:
        def progress(done: int, of: int) -> None:
            batch.done, batch.of = done, of

        before = {id for (id,) in self._ids()}
        with Store(self.desk.store) as store:
            report = check_into(store, batch.paths, cache=self.desk.cache, progress=progress)
            if batch.folder:
                prefix = str(batch.folder)
                with store.writing():
                    store.db.execute("DELETE FROM places WHERE instr(place, ?) > 0", (prefix,))
        mine = {a.id: a for a in report.articles if a.id not in before}
        batch.added = [(a.id, a.title or a.id) for a in mine.values()]
        batch.flags = sum(any(s and s.article in mine for s in (f.a, f.b, *f.others)) for f in report.flags)
        prefix = f"{batch.folder}/" if batch.folder else ""
        batch.problems = [
            Problem(p.article.replace(prefix, ""), p.code, p.message.replace(prefix, ""), p.next)
            for p in report.problems
        ]

    def _ids(self) -> list[tuple[str]]:
        with Store(self.desk.store) as store:
            return [*store.rows("SELECT id FROM articles")]


def add(visit: Visit) -> Response:
    """The page, with what was handed in since the desk was opened."""
    return visit.page("add.jinja", here="/add", batches=visit.intake.batches)


def batches(visit: Visit) -> Response:
    """How far everything is."""
    return visit.page("batches.jinja", batches=visit.intake.batches)


def added(visit: Visit, sent: FormData) -> Response:
    """What was handed in waits to be checked."""
    files = [f for f in sent.getlist("files") if isinstance(f, UploadFile) and f.filename]
    text, address = str(sent.get("text", ""))[:LARGEST_TEXT].strip(), str(sent.get("address", "")).strip()
    if address and not is_address(address):
        return visit.problem("address-invalid", "This is no address.", "It begins with https:// or http://.")
    if not files and not text and not address:
        return visit.problem(
            "desk-nothing", "Nothing was handed in.", "Paste a text, drop files, or give an address."
        )
    if address:
        batch = Batch(address, visit.who, now(), [address], None)
    else:
        folder = Path(tempfile.mkdtemp(prefix="attribution-desk-"))
        names = [_kept(folder, f) for f in files]
        if text:
            names.append(_pasted(folder, text, sent))
        batch = Batch(", ".join(names), visit.who, now(), [str(folder)], folder)
    if not visit.intake.take(batch):
        if batch.folder:
            shutil.rmtree(batch.folder, ignore_errors=True)
        return visit.problem("desk-busy", "Too much is waiting.", "Try again when some of it is done.", 503)
    return visit.after("/add#batches")


def _kept(folder: Path, file: UploadFile) -> str:
    """The file in the folder, under its own name as far as that is one."""
    given = re.split(r"[/\\]", file.filename or "")[-1]
    name = re.sub(r"[^\w.\- ]", "_", given).strip(". ")[-120:] or "file"
    path, number = folder / name, 1
    while path.exists():
        path, number = folder / f"{number}-{name}", number + 1
    with path.open("wb") as out:
        shutil.copyfileobj(file.file, out)
    return path.name


def _pasted(folder: Path, text: str, sent: FormData) -> str:
    """The text as a file, and what is known of it in the table beside it."""
    name = "pasted.txt"
    (folder / name).write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")
    about = {
        column: str(sent.get(column, "")).strip()[:300] for column in ("publisher", "published", "title")
    }
    table = folder / "articles.csv"
    if any(about.values()) and not table.exists():
        with table.open("w", encoding="utf-8", newline="", errors="replace") as out:
            csv.writer(out).writerows([("path", *about), (name, *about.values())])
    return about["title"] or name


ROUTES = [page("/add", add), page("/add/batches", batches), form("/add", added)]
