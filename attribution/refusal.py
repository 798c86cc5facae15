"""The base of errors that are told to who gave the command."""

from __future__ import annotations

from attribution.article import Problem


class Refusal(Exception):
    """What was asked for cannot be done. The message says why, and where; ``code`` is documented in
    docs/errors.md; ``next`` says what to do."""

    code: str
    next: str

    def __init__(self, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.code, self.next = code, next

    def problem(self, article: str) -> Problem:
        """The same as a problem of that article, file or address."""
        return Problem(article, self.code, str(self), self.next)
