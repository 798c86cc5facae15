"""Whole runs from raw text to the report, cold and warm, with one worker and with two, and what a worker
weighs: ``python -m bench.jobs PATH…``.

Seconds on the clock count what else the machine does; seconds of processors, all processes together, do not.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from attribution.parse.model_pack import find
from attribution.parse.pool import Pool
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.rulebook.book import load

JOBS = (1, 2)


def run(paths: list[str], folder: Path, jobs: int) -> tuple[float, float]:
    """Seconds on the clock and of processors that ``attribution check`` takes."""
    program = str(Path(sys.executable).with_name("attribution"))
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [program, "check", *paths, "--jobs", str(jobs), "--cache", str(folder)]
    command += ["--out", str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, spent


def weight(process: int) -> tuple[int, int]:
    """Megabytes that a process has in memory, and how many of these it shares with none."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    sizes = {name: int(size) for name, size in re.findall(r"^(\w+): +(\d+) kB", text, re.M)}
    return sizes["Rss"] >> 10, (sizes["Private_Dirty"] + sizes["Private_Clean"]) >> 10


def main(paths: list[str]) -> None:
    articles = read(paths, reading_lists(load())).articles
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words between spaces\n")
    print(f"{'run':22}{'seconds':>9}{'words/s':>10}{'of processors':>16}{'words/s':>10}")
    for jobs in JOBS:
        with tempfile.TemporaryDirectory() as name:
            for kind in ("cold", "warm"):
                clock, spent = run(paths, Path(name), jobs)
                title = f"{kind}, {jobs} job{'s' * (jobs > 1)}"
                print(f"{title:22}{clock:>9.1f}{words / clock:>10.0f}{spent:>16.1f}{words / spent:>10.0f}")
    pool = Pool([find()], 1)
    try:
        for article in articles:
            pool.parse(article)
        [worker] = Path(f"/proc/{pool.process}/task/{pool.process}/children").read_text().split()
        first, own = weight(int(worker))
        print(f"\na worker: {first} MB, of which {own} MB are its own; the rest it shares with the others")
        print(f"the process that opened the models: {weight(pool.process)[0]} MB")
    finally:
        pool.close()


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main(sys.argv[1:] or ["seeds"])
