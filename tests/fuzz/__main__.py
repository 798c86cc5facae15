"""Throws bytes at everything that reads what others send: ``python -m tests.fuzz [--seconds N] [TARGET…]``.

Each target gets as many inputs as are asked for, or the time that is left for it; time that it does not need
goes to those after it. With ``--page FILE`` the counts take the place of those in the page.

atheris (libFuzzer) changes inputs, and goes on from those that reach new lines of the program; they stay in
``.fuzz/inputs`` for the next run. An input that makes a target raise, or that takes more than INPUT_SECONDS
of the processor, HANGING_SECONDS or MEGABYTES, ends the run of that target and lies in ``.fuzz/found``: mend
its kind, and keep it in ``tests/fuzz/found`` under the name of its target and of what it is; a test tries it
from then on. Ends with 1 where a target failed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

from tests.fuzz.place import clean
from tests.fuzz.targets import TARGETS, seeds
from tests.helpers.places import ROOT

ONE = (sys.executable, "-m", "tests.fuzz.one")
KEPT = ROOT / ".fuzz"
INPUT_SECONDS = 10
HANGING_SECONDS = 120
"""By the clock; a target that never comes back has no other end."""
INPUTS = 100_000
MEGABYTES = 3_000
LARGEST = 4_096
"""Bytes of an input: what is hard on a reader at length is measured by ``make linear``."""


def fuzzed(name: str, seconds: int, most: int) -> tuple[int, str]:
    """How many inputs were tried, and what failed ("" for nothing)."""
    inputs, found = KEPT / "inputs" / name, KEPT / "found" / name
    for folder in (inputs, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (inputs / f"seed-{number}").write_bytes(seed)
    limits = (f"-runs={most}", f"-max_total_time={seconds}", f"-max_len={LARGEST}")
    limits += (f"-timeout={HANGING_SECONDS}", f"-rss_limit_mb={MEGABYTES}", "-print_final_stats=1")
    done = subprocess.run(
        [*ONE, name, str(INPUT_SECONDS), *limits, f"-artifact_prefix={found}/", str(inputs)],
        cwd=ROOT, stderr=subprocess.STDOUT, stdout=subprocess.PIPE,
    )  # fmt: skip
    told = done.stdout.decode("utf-8", "replace")
    tried = [int(n) for n in re.findall(r"stat::number_of_executed_units:\s*(\d+)", told)]
    (KEPT / f"{name}.log").write_text(told, encoding="utf-8")
    kept = re.search(r"Test unit written to (\S+)", told)
    where = kept[1] if kept else f"see {KEPT}/{name}.log"
    return tried[-1] if tried else 0, "" if done.returncode == 0 else where


def with_counts(page: str, counts: Mapping[str, int]) -> str:
    """The page with these counts in its table; those of targets that were not tried stay."""
    before, opened, rest = page.partition("<!-- inputs -->\n")
    table, closed, behind = rest.partition("<!-- /inputs -->")
    there = re.findall(r"\| `(\S+)` \| ([\d,]+)", table)
    kept = {name: int(n.replace(",", "")) for name, n in there} | counts
    rows = "".join(f"| `{name}` | {kept[name]:,} |\n" for name in TARGETS if name in kept)
    return f"{before}{opened}| target | inputs |\n| --- | ---: |\n{rows}{closed}{behind}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Throw bytes at everything that reads what others send.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=600, help="for all targets together")
    parser.add_argument("--inputs", type=int, default=INPUTS, help="for each target at most")
    parser.add_argument("--page", type=Path, help="a page whose counts are written anew")
    given = parser.parse_args()
    chosen = given.targets or [*TARGETS]
    until = monotonic() + given.seconds
    counts, failed = {}, []
    print(f"{'target':<24}{'inputs':>10}  failed")
    for done, name in enumerate(chosen):
        seconds = (until - monotonic()) / (len(chosen) - done)
        counts[name], wrong = fuzzed(name, max(1, round(seconds)), given.inputs)
        print(f"{name:<24}{counts[name]:>10,}  {wrong or 'no'}", flush=True)
        failed += [name] if wrong else []
    clean()
    if given.page and not failed:
        given.page.write_text(with_counts(given.page.read_text(encoding="utf-8"), counts), encoding="utf-8")
    if failed:
        sys.exit(f"{len(failed)} targets failed.")


if __name__ == "__main__":
    main()
