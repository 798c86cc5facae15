"""What comes of one article by itself: its parse and what is made of that, or why there is none."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from attribution.article import Article, Problem
from attribution.budget import Budget
from attribution.document import Document
from attribution.parse.annotator import Annotator
from attribution.parse.parse_cache import packed, unpacked

SHORTER = "Cut it into parts, or take out what is no prose: tables, code, lists of numbers."
TOLD = {
    "took-too-long": (
        "It was given up after {seconds:.0f} seconds of processor time; no article of its length needs that.",
        SHORTER,
    ),
    "needs-too-much-memory": (
        "Parsing it takes more than the {megabytes} MB that an article of its length may have.",
        SHORTER,
    ),
    "worker-died": (
        "The process that parsed it has ended before it was done ({what}).",
        "Run again: what was parsed is kept. Where the machine is short of memory, give fewer --jobs.",
    ),
    "parse-failed": (
        "The program, or a library of its models, failed on it ({what}).",
        "Report that, with the article if you may. Leave it out until then.",
    ),
}
"""What is said of each kind of failure, and what to do next."""

NO_MEMORY = ("alloc", "could not create a primitive")
"""Words by which torch's parts say that they got no memory, in errors that are no MemoryError."""


Step = Callable[[Article, Document], Any]
"""What is made of an article and its parse, and of nothing else. Workers take it: it can be pickled, and so
can what it makes."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of an article in the form in which it is kept (empty where it is kept already), what of it
    failed, and what a step made of it."""

    data: bytes
    gaps: tuple[str, ...] = ()
    made: Any = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article was not parsed: the code of the problem, and what tells more."""

    code: str
    what: str = ""

    def problem(self, article: Article) -> Problem:
        """The same as it is reported."""
        message, following = TOLD[self.code]
        budget = Budget.of(article)
        message = message.format(what=self.what, seconds=budget.seconds, megabytes=budget.memory >> 20)
        return Problem(article.id, self.code, message, following)


def parse(annotator: Annotator, article: Article, step: Step | None = None) -> Parse | Failure:
    """The parse of an article with what the step makes of it, or what kept it from being parsed. The models
    must be open."""
    try:
        [(_, document)] = annotator.parse([article])
        return Parse(packed(document), document.gaps, step(article, document) if step else None)
    except Exception as error:
        return _failure(error)


def again(data: bytes, article: Article, step: Step) -> Parse | Failure:
    """What the step makes of a parse that was kept: nothing where that is damaged."""
    try:
        document = unpacked(data)
    except (zlib.error, ValueError, TypeError):
        return Parse(b"")
    try:
        return Parse(b"", document.gaps, step(article, document))
    except Exception as error:
        return _failure(error)


def _failure(error: Exception) -> Failure:
    """What anything comes to that a library or a step raises: it must cost no other article anything."""
    if _out_of_memory(error):
        return Failure("needs-too-much-memory")
    return Failure("parse-failed", f"{type(error).__name__}: {error}".splitlines()[0][:200])


def _out_of_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError) or any(words in str(error) for words in NO_MEMORY)
