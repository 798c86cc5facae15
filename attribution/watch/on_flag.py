"""A flag handed on as it comes: to a command, on its standard input, or to an address of the web (POST)."""

from __future__ import annotations

import shlex
import subprocess
import sys
from dataclasses import dataclass

import urllib3

from attribution.read.address import is_address
from attribution.refusal import Refusal

SECONDS = 60.0
"""That a command may take for one flag."""
ANSWER = 10.0
"""Seconds in which a server must answer."""
TRIES = urllib3.Retry(
    3, redirect=False, backoff_factor=0.2, status_forcelist=range(500, 600), allowed_methods=None
)


class NotHandedOn(Refusal):
    """The flag was not taken; the message says by whom and why."""

    code, next = "flag-not-taken", "It is handed on again when the store is looked at next."

    def __init__(self, message: str) -> None:
        super().__init__(self.code, message, self.next)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A command, or an address."""

    given: str

    def __call__(self, line: str) -> None:
        """Hand on a flag, a line of JSON. Raises NotHandedOn."""
        post(self.given, line) if is_address(self.given) else run(self.given, line)


def run(command: str, line: str) -> None:
    """The command with the line on its standard input; no shell. What it prints goes to standard error."""
    try:
        done = subprocess.run(
            shlex.split(command), input=f"{line}\n".encode(), stdout=sys.stderr, timeout=SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise NotHandedOn(f"{command}: {error}") from None
    if done.returncode:
        raise NotHandedOn(f"{command} ends with status {done.returncode}")


def post(address: str, line: str) -> None:
    """The line as the body of a request; up to three more tries."""
    headers = {"Content-Type": "application/json"}
    try:
        with urllib3.PoolManager(retries=TRIES, timeout=ANSWER) as pool:
            answer = pool.request("POST", address, body=line.encode(), headers=headers)
    except urllib3.exceptions.HTTPError as error:
        raise NotHandedOn(f"{address}: {error}") from None
    if answer.status >= 300:
        raise NotHandedOn(f"{address} answers with status {answer.status}")
