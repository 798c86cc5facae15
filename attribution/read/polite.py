"""Pages fetched as a guest should: what robots.txt allows, and a pause before the next page of one host."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from attribution.read.address import AGENT, AddressError, Fetched, fetch

PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two pages of one host, and the most that a host may ask for."""
LARGEST_ROBOTS = 500_000
"""Bytes of a robots.txt."""
ROBOTS_LAST = 24 * 3600.0
"""Seconds after which a robots.txt is read again."""


class Guest:
    """Fetches pages, those of one host one after the other; ``wait`` sleeps so many seconds."""

    def __init__(self, wait: Callable[[float], object] = time.sleep) -> None:
        self._wait = wait
        self._rules: dict[str, tuple[float, Protego | None]] = {}
        """By host: when its robots.txt was read, and what it says; None forbids everything."""
        self._free: dict[str, float] = {}
        """By host: when the next page may be asked for."""

    def __call__(self, address: str, *, private: bool = False) -> Fetched:
        """What stands at the address, each redirect asked for like it. Raises AddressError, with the code
        ``address-robots`` where robots.txt does not allow it."""
        return fetch(address, private=private, before=lambda hop: self._ask(hop, private))

    def _ask(self, address: str, private: bool) -> None:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots(host, private)
        if rules is None or not rules.can_fetch(address, AGENT):
            raise AddressError(
                "address-robots",
                f"The robots.txt of {parts.hostname} does not let programs read the page.",
                "Ask the outlet, or save the page and give the file.",
            )
        now = time.monotonic()
        self._wait(max(0.0, self._free.get(host, now) - now))
        pause = min(max(PAUSE, float(rules.crawl_delay(AGENT) or 0.0)), LONGEST_PAUSE)
        self._free[host] = time.monotonic() + pause

    def _robots(self, host: str, private: bool) -> Protego | None:
        read, rules = self._rules.get(host, (0.0, None))
        if host not in self._rules or time.monotonic() - read > ROBOTS_LAST:
            rules = _robots_of(host, private)
            self._rules[host] = (time.monotonic(), rules)
        return rules


def _robots_of(host: str, private: bool) -> Protego | None:
    """What the host lets programs read (RFC 9309): everything where it has no robots.txt, nothing where it
    fails to say."""
    try:
        text = fetch(urljoin(host, "/robots.txt"), private=private, largest=LARGEST_ROBOTS).data
    except AddressError as error:
        return Protego.parse("") if 400 <= error.status < 500 else None
    return Protego.parse(text.decode("utf-8", "replace"))
