"""The page of a report in a headless Chromium, and everything that goes wrong in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PROGRAM = next(filter(None, map(shutil.which, NAMES)), None)
PATIENCE = 60_000
"""Milliseconds: a busy machine is slow, not wrong."""
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class WatchedPage:
    """One page. ``trouble`` are console errors, exceptions, dialogs and breaches of its policy; ``requests``
    all addresses that it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.trouble: list[str] = []
        self.requests: list[str] = []
        self._devtools = page.context.new_cdp_session(page)
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda asked: self.requests.append(asked.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", lambda said: said.type in ("error", "warning") and self.trouble.append(said.text))
        page.on("dialog", lambda dialog: self.trouble.append(f"dialog: {dialog.message}"))

    def open(
        self,
        path: Path,
        *,
        width: int = 1280,
        height: int = 1600,
        dark: bool = False,
        script: bool = True,
        anchor: str = "",
    ) -> None:
        """Load the file and wait until it is laid out."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        self._devtools.send("Emulation.setScriptExecutionDisabled", {"value": not script})
        self.page.goto("about:blank")
        self.page.goto(path.absolute().as_uri() + anchor)
        if script:
            self.evaluate(DRAWN)

    def evaluate(self, expression: str) -> object:
        return self.page.evaluate(expression)

    def move(self, x: float, y: float, *, click: bool = False) -> None:
        self.page.mouse.move(x, y)
        if click:
            self.page.mouse.click(x, y)

    def keys(self, *keys: str) -> None:
        """Press the keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Put the text into the field that has the focus."""
        self.page.keyboard.insert_text(text)

    def wait(self, condition: str) -> None:
        """Until the expression is true; raises playwright's TimeoutError where it stays false."""
        self.page.wait_for_function(condition)

    def printed(self) -> bytes:
        """The page on A4 paper, as PDF."""
        return self.page.pdf(width="8.27in", height="11.69in", prefer_css_page_size=True)
