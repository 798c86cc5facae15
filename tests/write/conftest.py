"""A browser and a page, shared by the tests of the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from attribution.write import write
from tests.helpers.browser import WatchedPage
from tests.helpers.reports import report


@pytest.fixture(scope="session")
def chrome(chromium: Browser) -> WatchedPage:
    return WatchedPage(chromium.new_page())


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    write(report(), folder)
    return folder / "report.html"


@pytest.fixture
def fresh(chrome: WatchedPage, page: Path) -> WatchedPage:
    """The page as it opens for somebody who was never there."""
    chrome.open(page)
    chrome.evaluate("localStorage.clear()")
    chrome.open(page)
    chrome.trouble.clear()
    chrome.requests.clear()
    return chrome


@pytest.fixture
def opened(chrome: WatchedPage, page: Path) -> WatchedPage:
    """The page with all articles open."""
    chrome.trouble.clear()
    chrome.requests.clear()
    chrome.open(page)
    chrome.evaluate("document.querySelectorAll('.story').forEach(s => s.open = true)")
    return chrome
