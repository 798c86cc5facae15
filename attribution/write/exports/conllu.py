"""Articles as CoNLL-U, with the parses that were used (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.parse import conllu
from attribution.report import Report


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """One file for each article whose parse is kept, under its id."""
    for article in report.articles:
        document = report.documents.get(article.id)
        if document is not None:
            text = conllu.write([conllu.Stored(article.text, report.pack or "unknown", document)])
            yield f"{file_name(article.id)}.conllu", text


def file_name(article: str) -> str:
    """A name for files about the article that leads nowhere else."""
    return "__".join(part for part in article.replace(":", "_").split("/") if part not in ("", ".", ".."))
