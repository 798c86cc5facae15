"""What was handed in or corrected is checked by one thread, while the desk goes on."""

from __future__ import annotations

import contextlib
import logging
import queue
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attribution.archive.add import NewArticle
from attribution.archive.check import check_into
from attribution.archive.file import StoreError
from attribution.archive.recheck import recheck
from attribution.archive.store import Store
from attribution.article import Problem
from attribution.desk.visit import Desk
from attribution.parse.model_pack import PackError
from attribution.parse.pool import Workers

LOG = logging.getLogger("attribution.desk")
WAITING = 20
"""So many batches may wait."""
REMEMBERED = 30
"""So many batches are shown, and so many articles can be put back."""


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
        self.taken_out: dict[str, NewArticle] = {}
        """The last articles that were taken out, by id, so that they can be put back."""
        self._waiting: queue.Queue[Batch | str] = queue.Queue(WAITING)
        self._again: set[str] = set()
        self._now = ""
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

    def keep(self, article: NewArticle) -> None:
        """The article can be put back."""
        self.taken_out[article.article.id] = article
        for oldest in [*self.taken_out][:-REMEMBERED]:
            del self.taken_out[oldest]

    def again(self, article: str) -> None:
        """The article is checked anew soon: people, the same words elsewhere, flags. Where too much waits, it
        is checked with the next correction of it, or the next run."""
        if article not in self._again:
            with contextlib.suppress(queue.Full):
                self._waiting.put_nowait(article)
                self._again.add(article)
        self._begin()

    @property
    def busy(self) -> bool:
        """Whether an article is being checked anew, or waits for that."""
        return bool(self._again or self._now)

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
                self._now = work
                try:
                    with Store(self.desk.store) as store:
                        recheck(store, work, self.desk.book)
                except Exception:
                    LOG.exception("checking %s anew", work)
                finally:
                    self._now = ""

    def _work_on(self, batch: Batch) -> None:
        batch.state = "reading"
        try:
            self._check(batch)
            batch.state = "done"
        except (StoreError, PackError) as error:
            batch.problems, batch.state = [error.problem(batch.name)], "failed"
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
        # By a worker, which has a budget for each article: nobody sits here who would end what hangs.
        with Store(self.desk.store) as store, contextlib.closing(Workers(1)) as workers:
            report = check_into(
                store,
                batch.paths,
                book=self.desk.book,
                cache=self.desk.cache,
                progress=progress,
                workers=workers,
            )
            if batch.folder:
                prefix = str(batch.folder)
                with store.writing():
                    store.db.execute("DELETE FROM places WHERE instr(place, ?) > 0", (prefix,))
        mine = {a.id: a for a in report.articles if a.id not in before}
        batch.added = [(a.id, a.title or a.id) for a in mine.values()]
        batch.flags = sum(any(s.article in mine for s in f.sides) for f in report.flags)
        prefix = f"{batch.folder}/" if batch.folder else ""
        batch.problems = [
            Problem(p.article.replace(prefix, ""), p.code, p.message.replace(prefix, ""), p.next)
            for p in report.problems
        ]

    def _ids(self) -> list[tuple[str]]:
        with Store(self.desk.store) as store:
            return [*store.rows("SELECT id FROM articles")]
