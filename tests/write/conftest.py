"""A browser and a page, shared by the tests of the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution.write import write
from tests.helpers.browser import Browser, browser
from tests.helpers.reports import report


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    write(report(), folder)
    return folder / "report.html"


@pytest.fixture
def fresh(chrome: Browser, page: Path) -> Browser:
    """The page as it opens for somebody who was never there."""
    chrome.open(page)
    chrome.evaluate("localStorage.clear()")
    chrome.open(page)
    chrome.trouble.clear()
    chrome.requests.clear()
    return chrome


@pytest.fixture
def opened(chrome: Browser, page: Path) -> Browser:
    """The page with all articles open."""
    chrome.trouble.clear()
    chrome.requests.clear()
    chrome.open(page)
    chrome.evaluate("document.querySelectorAll('.story').forEach(s => s.open = true)")
    return chrome
