"""Shards of a store's articles, and what does one thing with each in order: processes, or another runner."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar

AHEAD = 2
"""So many shards for each worker are on their way at once: results wait for nobody, and do not pile up."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The articles of some rows of a store, all in one language; whoever works on them finds store and rules
    under the same paths."""

    file: Path
    rules: tuple[Path, ...]
    language: str
    rows: tuple[int, ...]


T = TypeVar("T")


class Runner(Protocol):
    """Does a step with each of the shards and gives the results in order; ``map`` does."""

    def __call__(self, step: Callable[[Shard], T], shards: Sequence[Shard], /) -> Iterable[T]: ...


@contextmanager
def processes(jobs: int) -> Iterator[Runner]:
    """So many processes of this machine."""
    spawn, initial = get_context("spawn"), gc.get_threshold()
    with ProcessPoolExecutor(jobs, spawn, gc.set_threshold, initial) as pool:  # they collect as this one does

        def run(step: Callable[[Shard], T], shards: Sequence[Shard]) -> Iterator[T]:
            return in_order(_submit(pool, step), lambda given: given.result(), shards, AHEAD * jobs)

        yield run


def _submit(pool: Executor, step: Callable[[Shard], T]) -> Callable[[Shard], Any]:
    return lambda shard: pool.submit(step, shard)


def in_order(
    submit: Callable[[Shard], Any], result: Callable[[Any], T], shards: Iterable[Shard], ahead: int
) -> Iterator[T]:
    """The results of the shards in order, of which so many are on their way at once."""
    waiting: deque[Any] = deque()
    for shard in shards:
        waiting.append(submit(shard))
        if len(waiting) >= ahead:
            yield result(waiting.popleft())
    while waiting:
        yield result(waiting.popleft())
