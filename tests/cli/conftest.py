"""The command run in this process, in the folder in which the test runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.command import Done, command


@pytest.fixture
def run() -> Callable[..., Done]:
    return lambda *arguments: command(Path.cwd(), *arguments)
