"""Throws bytes at everything that reads what others send: ``python -m tests.fuzz [--seconds N] [TARGET…]``.

atheris (libFuzzer) changes inputs, and goes on from those that reach new lines of the program; they stay in
``.fuzz/inputs`` for the next run. An input that makes a target raise, or that takes more than INPUT_SECONDS
or MEGABYTES, ends the run of that target and lies in ``.fuzz/found``: mend its kind, and keep it in
``tests/fuzz/found`` under the name of its target and of what it is; a test tries it from then on. Ends with 1
where a target failed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

from tests.fuzz.targets import TARGETS, clean, seeds
from tests.helpers.places import ROOT

KEPT = ROOT / ".fuzz"
INPUT_SECONDS = 10
MEGABYTES = 3_000
LARGEST = 4_096
"""Bytes of an input: what is hard on a reader at length is measured by ``make linear``."""


def fuzzed(name: str, seconds: int) -> tuple[int, str]:
    """How many inputs were tried, and what failed ("" for nothing)."""
    inputs, found = KEPT / "inputs" / name, KEPT / "found" / name
    for folder in (inputs, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (inputs / f"seed-{number}").write_bytes(seed)
    limits = (f"-max_total_time={seconds}", f"-timeout={INPUT_SECONDS}", f"-rss_limit_mb={MEGABYTES}")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", name, *limits, f"-max_len={LARGEST}", "-print_final_stats=1",
         f"-artifact_prefix={found}/", str(inputs)],
        cwd=ROOT, stderr=subprocess.STDOUT, stdout=subprocess.PIPE,
    )  # fmt: skip
    told = done.stdout.decode("utf-8", "replace")
    tried = [int(n) for n in re.findall(r"stat::number_of_executed_units:\s*(\d+)", told)]
    (KEPT / f"{name}.log").write_text(told, encoding="utf-8")
    kept = re.search(r"Test unit written to (\S+)", told)
    where = kept[1] if kept else f"see {KEPT}/{name}.log"
    return tried[-1] if tried else 0, "" if done.returncode == 0 else where


def main() -> None:
    parser = argparse.ArgumentParser(description="Throw bytes at everything that reads what others send.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=600, help="for all targets together")
    given = parser.parse_args()
    chosen = given.targets or [*TARGETS]
    failed = []
    print(f"{'target':<24}{'inputs':>10}  failed")
    for name in chosen:
        tried, wrong = fuzzed(name, max(1, given.seconds // len(chosen)))
        print(f"{name:<24}{tried:>10,}  {wrong or 'no'}", flush=True)
        failed += [name] if wrong else []
    clean()
    if failed:
        sys.exit(f"{len(failed)} targets failed.")


if __name__ == "__main__":
    main()
