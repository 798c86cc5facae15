"""Does adding an article and asking for words look up everything by an index?"""

from __future__ import annotations

import re

from attribution.archive.add import add
from attribution.archive.find_words import holding
from attribution.archive.store import Store
from tests.archive.stories import BOOK
from tests.archive.test_add import FAULTY, WALL, said

WIDE = ("flags_by_state",)
"""Indexes by which half of a table comes."""
SMALL = ("judgements", "json_each")
"""What is read as a whole: rows that people write one by one, and lists that are handed in."""


def test_no_table_is_scanned_when_an_article_comes_or_words_are_asked_for(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, [said("lantern", WALL), said("post", FAULTY)], BOOK)
        asked: list[str] = []
        store.db.set_trace_callback(asked.append)
        add(store, [said("courier", WALL, "the mayor"), said("post-2", WALL)], BOOK)
        holding(store, WALL, BOOK)
        store.db.set_trace_callback(None)
        queries = {re.sub(r"\s+", " ", q) for q in asked if q.startswith(("SELECT", "UPDATE", "DELETE"))}
        assert len(queries) > 20
        scans = [
            (plan, query)
            for query in sorted(queries)
            for *_, plan in store.db.execute(f"EXPLAIN QUERY PLAN {query}")
            if any(index in plan for index in WIDE)
            or (
                plan.startswith("SCAN")
                and not plan.startswith(("SCAN CONSTANT", "SCAN (subquery"))
                and "VIRTUAL TABLE INDEX 0:M" not in plan
                and plan.split()[1] not in SMALL
            )
        ]
        assert scans == []
