"""All that a store holds, as one report: what the writers take."""

from __future__ import annotations

from pathlib import Path

from attribution.archive.store import Store
from attribution.report import Report
from attribution.rule import RuleBook


def stored_report(file: Path) -> Report:
    """The report; its rule book is empty. Raises StoreError."""
    with Store(file) as store:
        articles = store.articles()
        return Report(
            articles=articles,
            attributions=store.attributions(),
            people=store.people(),
            alignments=store.alignments(),
            flags=store.flags(),
            problems=(),
            rules=RuleBook((), {}, ""),
            pack="",
            documents={a.id: parse for a in articles if (parse := store.document(a.id)) is not None},
            passed=store.passed(),
        )
