"""What a whole archive costs that is filled at once, by two processes and the one that writes: ``python -m
bench.fill [ATTRIBUTIONS…]`` (default: 10000 100000).

Articles are made up (``bench.made_up``) and parsed already; making them up is not counted.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from attribution.archive.add import NewArticle
from attribution.archive.fill import TOGETHER, fill
from attribution.archive.shards import processes
from attribution.archive.store import Store
from bench.archive import right
from bench.made_up import PER_ARTICLE, MadeUp

PROCESSES = 2


class Batches:
    """So many articles, batch by batch; ``spent`` is the processor time that making them up took."""

    def __init__(self, made: MadeUp, articles: int) -> None:
        self.made, self.articles, self.spent = made, articles, 0.0

    def __iter__(self) -> Iterator[list[NewArticle]]:
        for start in range(0, self.articles, TOGETHER):
            begun = time.process_time()
            batch = self.made.take(min(TOGETHER, self.articles - start))
            self.spent += time.process_time() - begun
            yield batch


def main(sizes: list[int]) -> None:
    for size in sizes:
        made = MadeUp()
        batches = Batches(made, size // PER_ARTICLE)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "archive.sqlite"
            begun, before = time.perf_counter(), _spent()
            with processes(PROCESSES) as run:
                fill(file, batches, (), run)
            clock = time.perf_counter() - begun - batches.spent
            own, theirs = (now - then for now, then in zip(_spent(), before, strict=True))
            own -= batches.spent
            print(f"{size:,} attributions filled in {clock:.0f} s by the clock")
            print(
                f"  processor time {own + theirs:.0f} s, {1000 * (own + theirs) / size:.2f} ms each, "
                f"{1000 * own / size:.2f} of them in the process that writes"
            )
            print(f"  memory {_memory(resource.RUSAGE_SELF):.0f} MB in that, ", end="")
            print(f"{_memory(resource.RUSAGE_CHILDREN):.0f} MB in each other at most")
            print(f"  file {file.stat().st_size / 1e6:.0f} MB")
            with Store(file) as store:
                print(f"  {right(store, made.planted)}", flush=True)


def _spent() -> tuple[float, float]:
    """Seconds of processor of this process, and of those that it started and that have ended."""
    own, theirs = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime, theirs.ru_utime + theirs.ru_stime


def _memory(of: int) -> float:
    return resource.getrusage(of).ru_maxrss / 1000


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
