"""Does hostile input stay input? Files that want to break the program, beside two good ones, in one run
within four GiB of memory."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.helpers.parsed import MUMBLE, STORY, corpus

PROGRAM = """\
import resource, sys
from attribution.cli import main
try:
    main()
except SystemExit as ended:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak if sys.platform == "darwin" else peak * 1024)
    sys.exit(ended.code)
"""
GIB = 1024**3
NAME = '=1+1 <script>alert(1)</script> “it\'s” & "so".txt'.replace("/", "∕")
SAYS = "“We are ready,” said Ana Ruiz.\n"


def hostile(folder: Path) -> None:
    """Everything at once; the good articles are there already."""
    files = {
        "binary.txt": bytes(range(256)) * 40,
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n",
        "utf-16.txt": "“We are ready,” said Ana Ruiz.".encode("utf-16"),
        "latin-1.txt": "«Nous sommes prêts», dit-elle.".encode("latin-1"),
        "french.txt": "Le ministre a dit que la France serait prête. « Nous sommes là », a-t-il ajouté "
        "devant la presse.\n".encode(),
        "marks.txt": ("“‘\"'`«»„ " * 150 + "\n\n" + '"a ' * 1000 + "\n").encode(),
        "long-sentence.txt": ("The mayor said that " + "the old bridge and " * 1249 + "the road.\n").encode(),
        "long-word.txt": ("Ana Ruiz called it " + "a" * 3000 + ".\n").encode(),
        "deep.html": (
            b"<html><body>" + b"<div>" * 20_000 + b"<p>" + SAYS.encode() + b"</p>" + b"</div>" * 20_000
        ),
        "broken.html": b"<html><p>\x00<a href='" + b"<" * 5000,
        "broken.jsonl": b'{"id": "one", "text": "It rained."}\n{"id": "two", "text": \nnull\n[1]\n{"text": '
        b"5}\n" + b"[" * 20_000 + b"\n",
        NAME: SAYS.encode(),
        "controls.txt": '“We \u202eare\u0007 ready\u0085,” said =HYPERLINK("x") Ruiz\u2028.\n'.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to("loop")
    (folder / "round").symlink_to(folder)
    with suppress(OSError):  # a system whose names are all text
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text(SAYS, encoding="utf-8")


def run(folder: Path, out: Path, cache: Path) -> tuple[int, int, str]:
    """Exit status, peak memory in bytes, and what was said."""
    command = [sys.executable, "-c", PROGRAM, "check", str(folder), "--out", str(out), "--cache", str(cache)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return done.returncode, int(done.stdout or b"0"), done.stderr.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> tuple[Path, int, int, str]:
    """The folder with the reports ``alone`` and ``all``, and how the run over all ended."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "articles"
    folder.mkdir()
    corpus(folder, story=STORY, mumble=MUMBLE)
    (folder / "cache").rename(place / "cache")
    assert run(folder, place / "alone", place / "cache")[0] == 0
    hostile(folder)
    return place, *run(folder, place / "all", place / "cache")


def rows(place: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (place / "all" / name).read_text(encoding="utf-8").splitlines()]


def test_it_ends_as_promised_and_within_memory(ran):
    _, status, memory, said = ran
    assert status == 3, said
    assert 0 < memory < 4 * GIB
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "name",
    [
        "binary.txt",
        "empty.txt",
        "blank.txt",
        "utf-16.txt",
        "latin-1.txt",
        "french.txt",
        "broken.jsonl",
        "loop",
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(ran, name):
    problems = [p for p in rows(ran[0], "problems.jsonl") if p["article"].startswith(name)]
    assert problems and all(p["code"] and p["message"] and p["next"] for p in problems)


def test_what_can_be_read_is_read(ran):
    read = {a["article"] for a in rows(ran[0], "articles.jsonl")}
    assert {
        "story.txt",
        "mumble.txt",
        "marks.txt",
        "long-sentence.txt",
        "long-word.txt",
        "controls.txt",
        NAME,
        "broken.jsonl#one",
    } <= read
    assert not any(a.startswith("round") for a in read)
    [odd] = [a for a in rows(ran[0], "attributions.jsonl") if a["article"] == NAME]
    assert odd["speaker"]["name"] == "Ana Ruiz"


def test_the_others_are_reported_exactly_as_alone(ran):
    place = ran[0]
    for name in ("articles.jsonl", "attributions.jsonl"):
        alone = (place / "alone" / name).read_text(encoding="utf-8").splitlines()
        assert (
            alone
            and [
                line
                for line in (place / "all" / name).read_text(encoding="utf-8").splitlines()
                if json.loads(line)["article"] in ("story.txt", "mumble.txt")
            ]
            == alone
        )


def test_offsets_hold_in_the_files_themselves(ran):
    kept = {a["article"] for a in rows(ran[0], "articles.jsonl") if "text" in a}  # not the file's own text
    for found in rows(ran[0], "attributions.jsonl"):
        if not found["article"].endswith(".txt") or "\udcff" in found["article"] or found["article"] in kept:
            continue
        path = ran[0] / "articles" / found["article"]
        if path.is_file():
            text = path.read_bytes().decode()
            assert all(
                text[s["start"] : s["end"]] == s["text"]
                for s in found["content"] + found["cue"] + found["source"]
            )


def test_a_name_never_becomes_code_or_a_formula(ran):
    place = ran[0]
    page = (place / "all" / "report.html").read_text(encoding="utf-8")
    assert "alert(1)" in page and "<script>alert(1)" not in page
    with (place / "all" / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("alert(1)" in cell for cell in cells)
    assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in cells)
