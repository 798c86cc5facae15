"""A headless Chromium for tests, spoken to over a pipe in the Chrome DevTools Protocol."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PROGRAM = next(filter(None, map(shutil.which, NAMES)), None)

PATIENCE = 60


class Browser:
    """One page. ``trouble`` are console errors, exceptions and breaches of its policy; ``requests`` all
    addresses that it asked for."""

    def __init__(self, to: int, answers: int) -> None:
        self.to, self.answers = to, answers
        self.number, self.buffer = 0, b""
        self.trouble: list[str] = []
        self.requests: list[str] = []
        target = self.call("Target.createTarget", session=None, url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", session=None, targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
            self.call(f"{domain}.enable")

    def call(self, method: str, session: object = "page", **params: object) -> dict:
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session == "page":
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self._note(answer)

    def _next(self) -> dict:
        while b"\0" not in self.buffer:
            if not select.select([self.answers], [], [], PATIENCE)[0]:
                raise TimeoutError(f"the browser says nothing for {PATIENCE} seconds")
            if not (more := os.read(self.answers, 1 << 16)):
                raise RuntimeError("the browser has gone")
            self.buffer += more
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def _note(self, event: dict) -> None:
        method, params = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.trouble.append(
                params["exceptionDetails"].get("text", "")
                + str(params["exceptionDetails"].get("exception", {}).get("description", ""))
            )
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.trouble.append(str(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.trouble.append(params["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.trouble.append(f"dialog: {params['message']}")

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
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.call(
            "Emulation.setEmulatedMedia",
            media="",
            features=[
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ],
        )
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=path.absolute().as_uri() + anchor)
        while (
            self.evaluate("document.readyState") != "complete"
            or self.evaluate("location.href") == "about:blank"
        ):
            pass
        if script:
            self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def evaluate(self, expression: str) -> object:
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def move(self, x: float, y: float, *, click: bool = False) -> None:
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        if click:
            for kind in ("mousePressed", "mouseReleased"):
                self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def key(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def keys(self, keys: str) -> None:
        """Press the keys of these characters, one after the other."""
        for each in keys:
            self.key(each, ord(each.upper()))

    def type(self, text: str) -> None:
        """Put the text into the field that has the focus."""
        self.call("Input.insertText", text=text)

    def wait(self, condition: str) -> None:
        """Until the expression is true; raises TimeoutError where it stays false."""
        until = time.monotonic() + PATIENCE
        while not self.evaluate(condition):
            if time.monotonic() > until:
                raise TimeoutError(condition)

    def downloads(self, folder: Path) -> None:
        """Where files go that the page offers."""
        self.call(
            "Browser.setDownloadBehavior", session=None, behavior="allow", downloadPath=str(folder.absolute())
        )

    def printed(self) -> bytes:
        """The page on A4 paper, as PDF."""
        printed = self.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
        return base64.b64decode(printed["data"])

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser whose profile lies in the folder."""
    commands, to = os.pipe()
    answers, back = os.pipe()

    def handles() -> None:
        # Through high numbers first, because one of the four may be 3 or 4 itself.
        a, b = os.dup2(commands, 103), os.dup2(back, 104)
        os.dup2(a, 3), os.dup2(b, 4)

    assert PROGRAM is not None
    process = subprocess.Popen(
        [
            PROGRAM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--remote-debugging-pipe",
            f"--user-data-dir={folder}",
            "about:blank",
        ],
        preexec_fn=handles,
        close_fds=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(commands), os.close(back)
    try:
        yield Browser(to, answers)
    finally:
        process.terminate()
        process.wait(20)
        os.close(to), os.close(answers)
