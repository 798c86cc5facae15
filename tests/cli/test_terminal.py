"""Do words of strangers reach the terminal as words alone, and do commands end with a clear error whatever
the system does to them?"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import attribution.cli
from attribution.cli import main
from attribution.cli.terminal import CONTROL, shown
from tests.helpers.parsed import MUMBLE, corpus

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
SAID = EVIL.join(["Tom Lee mumbled it rained.", ""])


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capfd, monkeypatch) -> Callable[..., Done]:
    """The command, run here: what it raises and does not catch fails the test."""

    def ran(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["attribution", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return ran


def alone(*arguments: str | Path, **more) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-c", "from attribution.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, **{"stdout": subprocess.PIPE, **more}, stderr=subprocess.PIPE, text=True, timeout=100
    )


def test_control_characters_are_shown_and_json_stays_the_same():
    assert shown(f"a{EVIL}b\n") == "a\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202eb\n"
    assert json.loads(shown(json.dumps(EVIL, ensure_ascii=False))) == EVIL


def test_nothing_prints_but_through_the_one_place():
    cli = Path(attribution.cli.__file__).parent
    for path in cli.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "terminal.py" or not re.search(
            r"typer\.echo\(|click\.echo\(|(?<![.\w])print\(", text
        )
        for printed in re.findall(r"\.print\(\s*([^,)\n]*)", text):
            assert printed.startswith("shown("), f"{path}: {printed}"


def test_commands_show_what_articles_hold_without_obeying_it(run, tmp_path):
    [path] = corpus(tmp_path, mumble=MUMBLE)
    evil = tmp_path / "evil.jsonl"
    evil.write_text(json.dumps({"text": SAID, "language": "xx"}) + "\n" + json.dumps({"id": EVIL}) + "\n")
    (tmp_path / f"ev{EVIL}il.pdf").write_bytes(b"no")
    cache = ("--cache", tmp_path / "cache")
    told = [
        run("check", path, evil, tmp_path / f"ev{EVIL}il.pdf", "--out", tmp_path / "out", *cache),
        run("verify", f"it rained{EVIL}", path, "--json", *cache),
        run("verify", "it rained", path, *cache),
        run("explain", tmp_path / "out", f"no{EVIL}", *cache),
        run("verdict", f"f{EVIL}", "fine", "--file", tmp_path / "v.csv"),
        run("rules", "check", f"no{EVIL}"),
    ]
    for done in told:
        assert done.stdout + done.stderr
        assert not CONTROL.search(done.stdout + done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_standard_output_is_an_error_of_its_own():
    with Path("/dev/full").open("w") as full:
        done = alone("schema", stdout=full.fileno())
    assert done.returncode == 2 and done.stderr.startswith("output-lost") and "Traceback" not in done.stderr


LONG = "a" * 5000


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "{art}", "--out", LONG),
        ("check", "{art}", "--rules", LONG),
        ("check", "{art}", "--judgements", LONG),
        ("check", "{art}", "--verdicts", LONG),
        ("check", "{art}", "--store", LONG, "--out", "{out}"),
        ("check", "{art}", "--models", LONG),
        ("check", LONG, "--out", "{out}"),
        ("verify", "it rained", LONG),
        ("verify", "it rained", "{art}", "--rules", LONG),
        ("explain", LONG, "x"),
        ("export", LONG, "--as", "web-annotation"),
        ("verdict", "f", "fine", "--file", LONG),
        ("verdict", "f", "fine", "--file", "{out}/no/v.csv"),
        ("verdict", "f", "fine", "--file", "."),
        ("rules", "check", LONG),
        ("rules", "list", "--rules", LONG),
    ],
    ids=lambda a: " ".join(x[:12] for x in a),
)
def test_a_path_that_cannot_be_is_an_error_with_a_next_step(arguments, run, tmp_path):
    [path] = corpus(tmp_path, mumble=MUMBLE)
    made = [a.format(art=path, out=tmp_path / "out") for a in arguments]
    if arguments[0] in ("check", "verify"):
        made += ["--cache", str(tmp_path / "cache")]
    done = run(*made)
    assert done.status in (2, 3) and done.stderr.strip()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have numbers on Unix alone")
def test_a_user_without_a_name_decides_without_one(run, tmp_path, monkeypatch):
    """As in a container that runs under a number that its system does not know."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_123)
    assert run("verdict", "f", "fine", "--file", tmp_path / "v.csv").status == 0
    assert "f,fine,,," in (tmp_path / "v.csv").read_text()
