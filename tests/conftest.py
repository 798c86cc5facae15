"""What is slow to make and the same for all tests: the models, and reports on the sample articles."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import find
from attribution.pipeline import check
from attribution.report import Report
from tests.helpers.browser import PROGRAM
from tests.helpers.places import SEEDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The shipped pack; its models are loaded once."""
    return Annotator(find())


@pytest.fixture(scope="session")
def parses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A parse cache of this test run alone, for all its processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "parses"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def seeds(parses: Path) -> dict[str, Report]:
    """The report on each sample story, from raw text."""
    with _one_at_a_time(parses):  # who comes second finds the parses
        return {story: check([SEEDS / story], cache=parses) for story in ("ferry-returns", "river-leak")}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser; there can be one in a process. Tests that need it are skipped where none is installed."""
    from playwright.sync_api import sync_playwright  # here, so that other tests need not wait for it

    if PROGRAM is None:
        pytest.skip("no Chromium or Chrome on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Holds other processes back that come here; where this one is killed, they go on."""
    with closing(sqlite3.connect(folder / "turn.sqlite", timeout=600, isolation_level=None)) as turn:
        turn.execute("BEGIN EXCLUSIVE")
        yield
