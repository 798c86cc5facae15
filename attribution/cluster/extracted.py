"""What was found in single articles, as rows that Parquet files carry from the machines that parse to the one
that compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyarrow

from attribution.archive.add import NewArticle
from attribution.article import Problem
from attribution.parse.parse_cache import packed, unpacked
from attribution.write.schema.article import ArticleLine, ProblemLine
from attribution.write.schema.attribution import AttributionLine

TEXT, TEXTS = pyarrow.string(), pyarrow.list_(pyarrow.string())
SCHEMA = pyarrow.schema(
    {
        "id": TEXT,
        "language": TEXT,
        "publisher": TEXT,
        "published": TEXT,
        "title": TEXT,
        "text": TEXT,
        "line": TEXT,
        "parse": pyarrow.binary(),
        "said": TEXTS,
        "trial": pyarrow.list_(pyarrow.bool_()),
        "places": TEXTS,
        "problem": TEXT,
    }
)
"""A row is an article (``line`` as in articles.jsonl, ``said`` as in attributions.jsonl) or a ``problem``."""


def table(articles: Sequence[NewArticle], problems: Sequence[Problem]) -> pyarrow.Table:
    """The articles and problems as rows."""
    rows = [_row(article) for article in articles]
    rows += [{"problem": ProblemLine.of(problem).written()} for problem in problems]
    return pyarrow.Table.from_pylist(rows, schema=SCHEMA)


def _row(new: NewArticle) -> dict[str, Any]:
    article = new.article
    return {
        "id": article.id,
        "language": article.language,
        "publisher": article.publisher,
        "published": article.published,
        "title": article.title,
        "text": article.text,
        "line": ArticleLine.of(article).written(),
        "parse": packed(new.document) if new.document else None,
        "said": [AttributionLine.of(a, article.text).written() for a in new.attributions],
        "trial": [a.trial for a in new.attributions],
        "places": list(new.places),
    }


def article_of(
    line: str,
    text: str,
    parse: bytes | None,
    said: Sequence[str],
    trial: Sequence[bool],
    places: Sequence[str],
) -> NewArticle:
    """The article of a row."""
    return NewArticle(
        ArticleLine.model_validate_json(line).back(text),
        unpacked(parse) if parse else None,
        tuple(
            replace(AttributionLine.model_validate_json(one).back(), trial=on_trial)
            for one, on_trial in zip(said, trial, strict=True)
        ),
        tuple(places),
    )
