"""Folders and feeds watched: what is new in them is checked into a store, and its flags are told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Event

import watchfiles

from attribution.archive import watched
from attribution.archive.store import Store
from attribution.article import Problem
from attribution.report import Report
from attribution.watch.on_flag import NotHandedOn
from attribution.watch.sources import Watched, entries_of, files_of
from attribution.write.schema.across import FlagLine

TOGETHER = 20
"""So many articles are checked before the flags are told, and before a wish to stop is heard."""
GLANCE = 0.5
"""Seconds between two looks whether something is due."""
AGAIN = ("address-unreachable", "address-too-slow")
"""Problems that may be gone when the feed is looked at next."""


@dataclass(slots=True)
class Watch:
    """What is watched, and what is done with it. ``check`` keeps the articles at some paths in the store,
    ``tell`` takes each new flag as a line of JSON and may raise NotHandedOn, ``trouble`` each problem."""

    store: Store
    folders: Sequence[Path]
    feeds: Sequence[str]
    check: Callable[[Sequence[str]], Report]
    tell: Callable[[str], None]
    trouble: Callable[[Problem], None]
    every: float
    """Seconds between two looks at a feed."""
    private: bool = False
    stop: Event = field(default_factory=Event)

    def run(self) -> None:
        """Watch until ``stop`` is set. Raises StoreError and PackError."""
        watched.begin(self.store)
        due = 0.0
        for changed in self._wakes():
            if time.monotonic() >= due:
                self._look(self.feeds)
                due = time.monotonic() + self.every
            elif changed:
                self._look(())

    def _wakes(self) -> Iterator[bool]:
        """Whether a file changed, every GLANCE or as it does; nothing that changes meanwhile is lost."""
        if not self.folders:
            while not self.stop.wait(GLANCE):
                yield False
            return
        for changes in watchfiles.watch(
            *self.folders, stop_event=self.stop, rust_timeout=int(1000 * GLANCE), yield_on_timeout=True
        ):
            if self.stop.is_set():
                return
            yield bool(changes)

    def _look(self, feeds: Sequence[str]) -> None:
        """Check what is new in all folders and in these feeds, and tell the flags."""
        new = self._new(feeds)
        while together := list(islice(new, TOGETHER)):
            report = self.check([one.path for one in together])
            later = {p.article for p in report.problems if p.code in AGAIN}
            watched.checked(self.store, {w.what: w.mark for w in together if w.path not in later})
            for problem in report.problems:
                self.trouble(problem)
            self._tell()
            if self.stop.is_set():
                return
        self._tell()

    def _new(self, feeds: Sequence[str]) -> Iterator[Watched]:
        seen = [one for folder in self.folders for one in files_of(folder)]
        for feed in feeds:
            seen += entries_of(feed, private=self.private)
        for one in seen:
            if isinstance(one, Problem):
                self.trouble(one)
            elif watched.mark_of(self.store, one.what) != one.mark:
                yield one

    def _tell(self) -> None:
        for flag in watched.untold(self.store):
            try:
                self.tell(FlagLine.of(flag).written())
            except NotHandedOn as error:
                self.trouble(Problem(flag.id, error.code, f"{error}.", error.next))
                return
            watched.told(self.store, flag.id)
