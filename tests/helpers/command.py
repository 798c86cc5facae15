"""The command as people run it, in this process: a process of its own takes seconds to begin."""

from __future__ import annotations

import io
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from attribution.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    status: int
    stdout: str
    stderr: str


def command(folder: Path, *arguments: object, stdin: bytes = b"") -> Done:
    """``attribution`` in a folder; raises what the command does not catch."""
    given = ["attribution", *map(str, arguments)]
    told, said = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with (
        chdir(folder),
        patch.object(sys, "argv", given),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        redirect_stdout(told),
        redirect_stderr(said),
    ):
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    return Done(status, *(_text(stream) for stream in (told, said)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()
