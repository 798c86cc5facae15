"""The command run in this process, as people run it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from attribution.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capfd, monkeypatch) -> Callable[..., Done]:
    """The command; what it raises and does not catch fails the test."""

    def ran(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["attribution", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return ran
