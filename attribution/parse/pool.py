"""Articles parsed at the same time, by workers that are processes of their own (``worker``).

They are started as plain programs, so that a script that uses this needs no guard around its main module. An
article that goes past its budget, or whose worker dies, costs nothing but itself.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from queue import SimpleQueue
from threading import Lock

from attribution.article import Article
from attribution.budget import PATIENCE, Budget
from attribution.parse.model_pack import Pack, PackError
from attribution.parse.outcome import Failure, Parse, Step

AVAILABLE = sys.platform.startswith("linux")
"""Elsewhere a process that has opened the models does not fork safely."""
START = "import sys; sys.path[:] = {path!r}; from attribution.parse.worker import main; main({handle})"
ALONE = {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "CUDA_VISIBLE_DEVICES": ""}
"""Each worker has one thread and no accelerator: neither outlives a fork."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker's process number, and the line on which it takes articles."""

    process: int
    line: Connection


class Nursery:
    """The process that opens the models and forks the workers. Closing it ends them all."""

    def __init__(self, packs: Sequence[Pack], step: Step | None) -> None:
        self._line, theirs = Pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", START.format(path=sys.path, handle=theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env={**os.environ, **ALONE},
            start_new_session=True,  # Ctrl-C on the terminal is for the one who tidies up
        )
        theirs.close()
        self.process = self._process.pid
        self._line.send((list(packs), step))
        self._lock = Lock()
        self._open = False
        self._failure: tuple[str, str, str] | tuple[()] | None = None

    def worker(self) -> Worker:
        """A new worker. Raises PackError where the models do not load, OSError or EOFError where the process
        is gone."""
        with self._lock:
            if not self._open:
                if self._failure is None:
                    self._failure = self._line.recv()
                if self._failure:
                    raise PackError(*self._failure)
                self._open = True
            ours, theirs = Pipe()
            self._line.send(None)
            send_handle(self._line, theirs.fileno(), self._process.pid)
            theirs.close()
            return Worker(self._line.recv(), ours)

    def end_of(self, worker: Worker) -> int:
        """The exit status of a worker that has ended, the negative number of a signal where that ended it."""
        worker.line.close()
        with self._lock:
            self._line.send(worker.process)
            status: int = self._line.recv()
            return status

    @property
    def alive(self) -> bool:
        """Whether the process has neither failed nor ended."""
        return not self._failure and self._process.poll() is None

    def close(self) -> None:
        self._line.close()
        if not self._open:
            self._process.kill()  # it may open models for a while yet, and has no workers
        self._process.wait()


class Pool:
    """So many workers at most, born as they are wanted and replaced when they end."""

    def __init__(self, packs: Sequence[Pack], jobs: int, step: Step | None = None) -> None:
        self.step = step
        self._nursery = Nursery(packs, step)
        self.process = self._nursery.process
        """The number of the process whose children the workers are."""
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        for _ in range(jobs):
            self._idle.put(None)

    def parse(self, article: Article, data: bytes | None = None) -> Parse | Failure:
        """What comes of an article, in a worker that is idle; waits for one. ``data`` is its parse where that
        is kept. Raises PackError where the models do not load."""
        budget, worker = Budget.of(article), self._idle.get()
        kept: Worker | None = None
        try:
            worker = worker or self._nursery.worker()
            worker.line.send((article, data, budget))
            if not worker.line.poll(PATIENCE * budget.seconds):
                os.kill(worker.process, signal.SIGKILL)
                return Failure("took-too-long")
            outcome: Parse | Failure = worker.line.recv()
            if isinstance(outcome, Parse):  # after anything else its memory may be in any state
                kept = worker
            return outcome
        except (EOFError, OSError):
            return self._death_of(worker)
        finally:
            self._idle.put(kept)

    def _death_of(self, worker: Worker | None) -> Failure:
        """Why there is no answer from a worker."""
        try:
            status = self._nursery.end_of(worker) if worker else None
        except (EOFError, OSError):
            status = None  # all of them have ended
        if status == -signal.SIGPROF:
            return Failure("took-too-long")
        return Failure("worker-died", f"exit status {status}" if status is not None else "with all others")

    @property
    def alive(self) -> bool:
        """Whether workers can be born still."""
        return self._nursery.alive

    def close(self) -> None:
        self._nursery.close()


class Workers:
    """So many workers that stay, with the models open, for the articles of the next call.

    ``close`` ends them, in the middle of their work too.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pools: dict[tuple[str, ...], Pool] = {}
        """By the ids of their packs."""

    def parse(
        self,
        articles: Sequence[Article],
        packs: Sequence[Pack],
        step: Step | None,
        kept: Callable[[Article], bytes | None],
        done: Callable[[Article, Parse | Failure], Parse | Failure],
    ) -> Generator[Parse | Failure]:
        """What comes of each article, in order. ``kept`` gives its parse where there is one; ``done`` is told
        of what comes at once, in whatever order and thread that is, and gives what is to be remembered of it.
        Raises PackError where the models do not load."""
        pool = self._pool(packs, step)

        def parse(article: Article) -> Parse | Failure:
            return done(article, pool.parse(article, kept(article)))

        with ThreadPoolExecutor(self._jobs) as threads:
            finished = False
            try:
                yield from threads.map(parse, articles)
                finished = True
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
                if not finished:
                    self.close()

    def _pool(self, packs: Sequence[Pack], step: Step | None) -> Pool:
        key = tuple(pack.id for pack in packs)
        if key in self._pools and not (self._pools[key].alive and self._pools[key].step == step):
            self._pools.pop(key).close()
        if key not in self._pools:
            self._pools[key] = Pool(packs, self._jobs, step)
        return self._pools[key]

    def close(self) -> None:
        """End all workers; the next call has new ones."""
        while self._pools:
            self._pools.popitem()[1].close()
