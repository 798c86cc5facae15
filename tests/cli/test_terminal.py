"""Do words of strangers reach the terminal as words alone?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import attribution.cli
from attribution.cli.terminal import CONTROL, shown
from tests.helpers.parsed import MUMBLE, corpus

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
SAID = EVIL.join(["Tom Lee mumbled it rained.", ""])


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
