"""Reading with the shipped word lists, for tests of formats."""

from __future__ import annotations

from pathlib import Path

from attribution.article import Article
from attribution.read import ReadResult, read
from tests.helpers.lists import LISTS


def reading(*paths: Path | str, **more) -> ReadResult:
    return read(list(paths), LISTS, **more)


def of(folder: Path, name: str, data: bytes | str) -> ReadResult:
    """What is read of one file that is named."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return reading(folder / name)


def one(folder: Path, name: str, data: bytes | str) -> Article:
    """Its only article; nothing is wrong with it."""
    found = of(folder, name, data)
    assert found.problems == ()
    (article,) = found.articles
    return article


def codes(found: ReadResult) -> list[str]:
    return [problem.code for problem in found.problems]


def blocks(article: Article, kind: str = "body") -> list[str]:
    return [article.text[r.start : r.end] for r in article.regions if r.kind == kind]
