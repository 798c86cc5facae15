"""What the configuration file settles of a command's arguments; the command line wins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attribution.cli.common import stop

ALL = (
    "paths",
    "rules",
    "models",
    "cache",
    "judgements",
    "verdicts",
    "out",
    "store",
    "fail_on",
    "private_addresses",
)
CONFIGURED: Mapping[str, tuple[str, ...]] = {
    "check": ALL,
    "verify": ("paths", "rules", "models", "cache", "judgements", "private_addresses"),
    "watch": ("rules", "models", "cache", "store", "private_addresses"),
    "explain": ("rules", "models", "cache"),
    "export": ("models", "cache"),
    "verdict": ("verdicts", "out"),
}
"""The arguments of each command that the file settles."""


def settled(command: str) -> dict[str, Any]:
    """What the nearest configuration says of the command's arguments. A file with a fault ends the command
    with exit status 2."""
    from attribution import configuration  # here, so that --help of other commands comes at once

    try:
        file = configuration.nearest(Path.cwd())
        found = configuration.read(file) if file else configuration.Configuration()
    except configuration.ConfigurationError as error:
        stop(error)
    said = {name: value for name, value in found.settled().items() if name in CONFIGURED[command]}
    if command == "check" and found.verdicts_so_far is None:
        said.pop("verdicts", None)
    return said
