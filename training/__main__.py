"""Every step of the way from the data to the pack, in order; a second call goes on where the first was cut
off.

python -m training [STEP ...]

Each step is a module that runs alone, too. What a step prints goes to `logs/` in the work folder, how long it
took to `times.json`. A step that is done is left out; name it to run it again.
"""

import json
import os
import subprocess
import sys
import time

from training.settings import ROOT, WORK

STEPS = ("data", "tokenizer", "lemmatizer", "texts", "reader", "assemble")
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "1000000000000",
    "MALLOC_TOP_PAD_": "268435456",
}
"""Two trainings side by side, a thread each, beat one with two; and page faults cost half the time unless
malloc keeps its memory."""


def main(wanted: list[str]) -> int:
    """Runs the steps; 0, or the exit status of the step that failed."""
    if unknown := set(wanted) - set(STEPS):
        print(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    record, logs = WORK / "times.json", WORK / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    times = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    for step in wanted or STEPS:
        if step in times and not wanted:
            print(f"{step}: done, it took {times[step] / 60:.0f} minutes")
            continue
        print(f"{step} … {logs / step}.log", flush=True)
        start = time.monotonic()
        with (logs / f"{step}.log").open("a", encoding="utf-8") as log:
            status = subprocess.run(
                [sys.executable, "-m", f"training.{step}"],
                cwd=ROOT,
                env={**ONE_THREAD, **os.environ},
                stdout=log,
                stderr=subprocess.STDOUT,
            ).returncode
        if status:
            last = (logs / f"{step}.log").read_text(encoding="utf-8").rstrip().rpartition("\n")[2]
            print(f"{step} failed: {last}\nAll that it said is in {logs / step}.log", file=sys.stderr)
            return status
        times[step] = time.monotonic() - start
        record.write_text(json.dumps(times, indent=1) + "\n", encoding="utf-8")
        print(f"{step}: {times[step] / 60:.0f} minutes", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
