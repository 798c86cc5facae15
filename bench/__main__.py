"""Measure everything again and write the numbers down, each with its command: ``python -m bench --polnear DIR
[--only TITLE]``."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shlex
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from attribution import __version__
from attribution.parse.model_pack import find
from attribution.rulebook.book import load

OUT = Path("docs/measurements.md")
HEAD = """# Measurements

Written by `make measurements`; every number stands under the command that gives it. `$POLNEAR` is the \
corpus, which is not part of the
project ([where it comes from](../training/sources.md)); its texts are read raw, as any article is. What the \
numbers mean, and where others
stand, is told in [accuracy.md](accuracy.md).
"""
MEASURES = (
    (
        "Attributions",
        "The development part of PolNeAR, which the word lists were not learned from. Rates are explained in "
        "[attribution/measure/score.py](../attribution/measure/score.py).",
        "attribution evaluate polnear $POLNEAR/dev",
    ),
    (
        "Speakers",
        "Quotations of the corpus's train part whose speakers were read out "
        "([how](../tests/gold/README.md)). *From the raw text*: found "
        "(content overlap of 0.3 or more) and named right. *Source given*: the marked source words are "
        "given, and only the name is sought. "
        "What candidates weigh was counted on these articles, and word lists were learned from the whole "
        "train part.",
        "attribution evaluate speakers tests/gold/polnear-speakers.jsonl --corpus $POLNEAR/train",
    ),
    (
        "Faults across articles",
        "Small made-up stories ([what each letter is](../tests/cases/README.md)), those not held back.",
        "attribution evaluate cases tests/cases",
    ),
    (
        "Faults across articles, held-back stories",
        "Nobody looked at these while rules and thresholds were worked on.",
        "attribution evaluate cases tests/cases --held-back",
    ),
    (
        "Speed",
        "The sample articles, in one thread and without an accelerator. Seconds are processor time; shares "
        "and ratios carry over to other machines.",
        "python -m bench.speed seeds",
    ),
    (
        "Processes and memory",
        "Whole runs on the sample articles, start and report included, cold and with the parses kept, and "
        "what a worker weighs. Seconds on the clock depend on what else the machine does.",
        "python -m bench.jobs seeds",
    ),
    (
        "Others on the same texts",
        "What can be had of other programs from PyPI, in an environment of its own.",
        "python -m bench.peers seeds",
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure everything again and write docs/measurements.md.")
    parser.add_argument(
        "--polnear", type=Path, required=True, help="the corpus: a folder with dev/ and train/"
    )
    parser.add_argument("--cache", type=Path, help="where parses are kept between runs")
    parser.add_argument(
        "--only",
        action="append",
        metavar="TITLE",
        help="measure this section only, again for more; the others stay as they are",
    )
    given = parser.parse_args()
    before = (
        dict(re.findall(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", OUT.read_text(encoding="utf-8"), re.M | re.S))
        if OUT.is_file()
        else {}
    )
    sections = [HEAD]
    for title, about, command in MEASURES:
        text = (
            before.get(title)
            if given.only and title not in given.only
            else f"{about}\n\n{measured(command, given)}"
        )
        if text:
            sections.append(f"## {title}\n\n{text.strip()}\n")
    OUT.write_text("\n".join(sections), encoding="utf-8")


def measured(command: str, given: argparse.Namespace) -> str:
    """The command, what it prints, and with what it was measured."""
    words = [
        str(given.polnear / w.removeprefix("$POLNEAR/")) if w.startswith("$POLNEAR") else w
        for w in shlex.split(command)
    ]
    if words[0] == "attribution":
        words = [
            str(Path(sys.executable).with_name("attribution")),
            *words[1:],
            *(["--cache", str(given.cache)] if given.cache else []),
        ]
    else:
        words[0] = sys.executable
    print(command, file=sys.stderr)
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stderr}")
    today = datetime.now().astimezone().date().isoformat()
    with_ = (
        f"Measured {today}, version {__version__}, models `{find().id}`, rules "
        f"`{load().digest[:12]}`, {machine()}."
    )
    return f"```console\n$ {command}\n{done.stdout.strip()}\n```\n\n{with_}"


def machine() -> str:
    return (
        f"{os.cpu_count()} {platform.machine()} cores, Python {platform.python_version()}, PyTorch "
        f"{version('torch')}, Stanza {version('stanza')}"
    )


if __name__ == "__main__":
    main()
