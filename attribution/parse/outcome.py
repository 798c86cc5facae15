"""What comes of parsing one article: a parse, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.article import Article, Problem
from attribution.parse.annotator import Annotator
from attribution.parse.budget import Budget
from attribution.parse.parse_cache import packed

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
        "The models' libraries failed on it ({what}).",
        "Report that, with the article if you may. Leave it out until then.",
    ),
}
"""What is said of each kind of failure, and what to do next."""

NO_MEMORY = ("alloc", "could not create a primitive")
"""Words by which torch's parts say that they got no memory, in errors that are no MemoryError."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of an article in the form in which it is kept, and what of it failed."""

    data: bytes
    gaps: tuple[str, ...] = ()


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


def parse(annotator: Annotator, article: Article) -> Parse | Failure:
    """The parse of an article, or what kept it from being parsed. The models must be open."""
    try:
        [(_, document)] = annotator.parse([article])
        return Parse(packed(document), document.gaps)
    except Exception as error:  # whatever the models' libraries raise; it must cost no other article anything
        if _out_of_memory(error):
            return Failure("needs-too-much-memory")
        return Failure("parse-failed", f"{type(error).__name__}: {error}".splitlines()[0][:200])


def _out_of_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError) or any(words in str(error) for words in NO_MEMORY)
