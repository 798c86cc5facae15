"""Does a path that cannot be used end a command with a code and a next step, before anything is parsed; and
do commands work for users without a home or a name?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import attribution.cli
from tests.helpers.parsed import MUMBLE, corpus

LONG = "a" * 5000
CODE = re.compile(r"(?:^|: )(?:unreadable|[a-z]+(?:-[a-z0-9]+)+): |\[[a-z]+(?:-[a-z0-9]+)+\]$", re.M)
OUT = ("check", "{art}", "--cache", "{cache}", "--out")
RULES = ("check", "{art}", "--cache", "{cache}", "--out", "{out}", "--rules")
TABLE = ("check", "{art}", "--cache", "{cache}", "--out", "{out}", "--verdicts")
NAMES = ("check", "{art}", "--cache", "{cache}", "--out", "{out}", "--judgements")
KEPT = ("check", "{art}", "--cache", "{cache}", "--out", "{out}", "--store")
PACK = ("check", "{art}", "--cache", "{cache}", "--out", "{out}", "--models")
READ = ("check", "--cache", "{cache}", "--out", "{out}")
ASK = ("verify", "it rained", "--cache", "{cache}")
DECIDE = ("verdict", "f", "fine", "--file")
CASES: dict[tuple[str, ...], tuple[str, ...]] = {
    OUT: ("long", "file", "dangling", "loop", "below", "proc", "full", "closed"),
    RULES: ("long", "missing", "dangling", "bytes", "secret"),
    TABLE: ("long", "missing", "folder", "bytes", "loop", "secret"),
    NAMES: ("long", "missing", "folder", "bytes", "secret"),
    KEPT: ("long", "folder", "bytes", "below", "proc", "in-closed"),
    PACK: ("long", "missing", "file"),
    READ: ("long", "missing", "dangling", "loop", "empty-folder", "pipe", "secret"),
    ASK: ("missing", "long", "pipe"),
    DECIDE: ("long", "folder", "bytes", "below", "secret", "in-closed"),
    ("explain", "{odd}", "x"): ("long", "missing", "file", "folder"),
    ("export", "{odd}", "--as", "sarif"): ("long", "missing", "bytes", "folder"),
    ("rules", "check"): ("long", "missing", "bytes", "secret"),
    ("rules", "new"): ("below", "in-closed", "file"),
    ("store", "info"): ("long", "missing", "bytes", "folder", "secret"),
    ("store", "backup", "{odd}", "{out}/b.sqlite"): ("missing", "bytes"),
    ("desk", "{odd}", "--give-token", "x"): ("long", "missing", "bytes", "folder"),
    ("evaluate", "cases"): ("missing", "long"),
}
TRIED = [(command, odd) for command, odds in CASES.items() for odd in odds]
NEEDS_RIGHTS = {"secret", "closed", "in-closed"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small article whose parse is kept, and paths of every odd kind."""
    place = tmp_path_factory.mktemp("odd")
    corpus(place, mumble=MUMBLE)
    (place / "bytes").write_bytes(b"\xff\xfe\x00\x01" * 50)
    (place / "file").write_text("It rained.\n")
    for folder in ("folder", "empty-folder", "closed"):
        (place / folder).mkdir()
    (place / "dangling").symlink_to("nowhere")
    (place / "loop").symlink_to("loop")
    os.mkfifo(place / "pipe")
    (place / "secret").write_text("flag,verdict\n")
    (place / "secret").chmod(0)
    (place / "closed").chmod(0o500)
    return place


def path_of(place: Path, odd: str) -> str:
    special = {"long": LONG, "below": f"{place}/file/x", "proc": "/proc/nobody/x", "full": "/dev/full"}
    return special.get(odd) or {"in-closed": f"{place}/closed/x.csv"}.get(odd) or f"{place}/{odd}"


@pytest.mark.parametrize(
    ("command", "odd"), TRIED, ids=lambda x: x if isinstance(x, str) else "-".join(x)[:24]
)
def test_a_path_that_cannot_be_used_is_told_with_a_next_step(command, odd, run, place, tmp_path, monkeypatch):
    if odd in NEEDS_RIGHTS and os.geteuid() == 0:
        pytest.skip("the superuser may do everything")
    monkeypatch.chdir(tmp_path)
    known = {"art": place / "mumble.txt", "cache": place / "cache", "out": tmp_path / "out"}
    given = [each.format(odd=path_of(place, odd), **known) for each in command]
    done = run(*given, *(() if "{odd}" in command else (path_of(place, odd),)))
    assert done.status in (2, 3), done
    said = done.stderr + done.stdout
    assert CODE.search(said) and len(said.strip().splitlines()) > 1, said
    assert "Traceback" not in said


def alone(*arguments: str | Path, **more) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-c", "from attribution.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, **{"stdout": subprocess.PIPE, **more}, stderr=subprocess.PIPE, text=True, timeout=100
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_standard_output_is_an_error_of_its_own():
    with Path("/dev/full").open("w") as full:
        done = alone("schema", stdout=full.fileno())
    assert done.returncode == 2 and done.stderr.startswith("output-lost") and "Traceback" not in done.stderr


def test_a_pipe_that_nobody_reads_is_no_flag():
    behind, before = os.pipe()
    os.close(behind)
    with os.fdopen(before, "w") as closed:
        done = alone("schema", stdout=closed.fileno())
    assert done.returncode == 2 and done.stderr.startswith("output-lost") and "Traceback" not in done.stderr


def test_a_mistake_of_the_program_is_no_flag(run, monkeypatch):
    monkeypatch.setattr(attribution.cli, "app", lambda: [][0])
    done = run("check", "a.txt")
    assert done.status == 2 and "program-fault: " in done.stderr and "IndexError" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="homes are looked up otherwise elsewhere")
def test_a_user_without_a_home_is_told_to_name_a_cache(run, place, tmp_path, monkeypatch):
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_123)
    article, out = place / "mumble.txt", tmp_path / "out"
    done = run("check", article, "--out", out)
    assert done.status == 2 and "path-unusable" in done.stderr and "--cache" in done.stderr
    assert run("check", article, "--out", out, "--cache", place / "cache").status == 0


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have numbers on Unix alone")
def test_a_user_without_a_name_decides_without_one(run, tmp_path, monkeypatch):
    """As in a container that runs under a number that its system does not know."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_123)
    monkeypatch.chdir(tmp_path)  # a report that lies there would be asked for the flag
    assert run("verdict", "f", "fine", "--file", tmp_path / "v.csv").status == 0
    assert "f,fine,,," in (tmp_path / "v.csv").read_text()
