"""A desk on a store of the sample articles, served as it is to people, and a browser in front of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from attribution.archive.check import check_into
from attribution.archive.store import Store
from attribution.rule import RuleBook
from attribution.rulebook.book import load
from tests.helpers.desk import Served, served
from tests.helpers.places import SEEDS
from tests.helpers.reports import report
from tests.helpers.stored import put

REFUSED = re.compile(r"\b(?:status of|Error Code) 4\d\d\b")
"""The browser tells of every answer that refuses something; the page tells the reader itself."""


expect.set_options(timeout=20_000)
"""A busy machine is slow, not wrong."""


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load()


@pytest.fixture(scope="session")
def sample(parses: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of both sample stories, as ``make desk`` makes it."""
    file = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    with Store(file) as store:
        check_into(store, [SEEDS], cache=parses)
    return file


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample store, for one test."""
    return Path(shutil.copy(sample, tmp_path / "store.sqlite"))


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A store of articles that would like to be code."""
    file = tmp_path / "hostile.sqlite"
    with Store(file) as kept:
        put(kept, report())
    return file


@pytest.fixture
def desk(store: Path, book: RuleBook, parses: Path) -> Iterator[Served]:
    """The desk on the sample store, for Ana."""
    with served(store, book, name="Ana", cache=parses) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, desk: Served) -> Iterator[Page]:
    """An empty page in a browser of its own; at the end nothing may have gone wrong in it unseen."""
    context = chromium.new_context(base_url=desk.address, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("console", lambda said: said.type in ("error", "warning") and trouble.append(said.text))
    opened.on("request", lambda asked: asked.url.startswith(desk.address) or trouble.append(asked.url))
    yield opened
    context.close()
    assert [each for each in trouble if not REFUSED.search(each)] == []
