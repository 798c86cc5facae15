"""The commands of a page, run as they stand there, and the page with what they print.

``console`` blocks have commands behind ``$ `` and their output below. A block with a title is a file, written
before the commands behind it run; so is what ``cat FILE`` shows of a file that is not there. A comment
``<!-- $ … -->`` is a command that the page does not show. All commands of a page run in one folder, one after
the other, with the sample articles in ``seeds``.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from typer.testing import CliRunner

from attribution.cli import app
from tests.helpers.places import ROOT, SEEDS

GENERATED = {"commands.md", "measurements.md"}
"""Pages that other commands write."""
PAGES = [
    path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.name not in GENERATED
]
PART = re.compile(
    r'^```(?:console\n(?P<console>.*?)|\w+ title="(?P<file>[^"]+)"\n(?P<text>.*?))^```$'
    r"|^<!-- \$ (?P<hidden>.*?) -->$",
    re.M | re.S,
)


def rewritten(page: str, folder: Path, cache: Path) -> str:
    """The page with the output that its commands have now. ``folder`` is empty, ``cache`` keeps parses."""
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "kept").mkdir()
    (folder / "kept" / "attribution").symlink_to(cache.resolve())
    shell = Shell({"XDG_CACHE_HOME": str(folder / "kept")})
    with chdir(folder):
        return PART.sub(lambda part: _part(part, shell), page)


def _part(part: re.Match[str], shell: Shell) -> str:
    if part["hidden"]:
        shell.run(part["hidden"])
    elif part["file"]:
        path = Path(part["file"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(part["text"], encoding="utf-8")
    else:
        return "```console\n" + "".join(_answers(part["console"], shell)) + "```"
    return part[0]


def _answers(block: str, shell: Shell) -> Iterator[str]:
    for step in re.findall(r"^\$ .*\n(?:(?!\$ ).*\n)*", block, re.M):
        command, _, shown = step.partition("\n")
        shell.show(command.removeprefix("$ "), shown)
        yield f"{command}\n{shell.run(command.removeprefix('$ '))}"


class Shell:
    """Runs lines of a page: pipes of ``attribution``, in this process, and of what every shell has."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment, self.status = environment, 0

    def show(self, command: str, shown: str) -> None:
        """Write the file that ``cat`` shows, where nothing has written it."""
        words = shlex.split(command)
        if words[0] == "cat" and not Path(words[1]).exists():
            Path(words[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(words[1]).write_text(shown, encoding="utf-8")

    def run(self, line: str) -> str:
        """What the terminal shows of it."""
        told, piped = "", ""
        for stage in line.replace("$?", str(self.status)).split(" | "):
            words = shlex.split(stage)
            if words[0] == "attribution":
                with patch.dict(os.environ, self.environment):
                    result = CliRunner().invoke(app, words[1:], input=piped, env={"COLUMNS": "200"})
                assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
                self.status, piped = result.exit_code, result.stdout
                told += result.stderr
            else:
                done = subprocess.run(stage, shell=True, input=piped, text=True, capture_output=True)
                assert not done.stderr, done.stderr
                self.status, piped = done.returncode, done.stdout
        return told + piped
