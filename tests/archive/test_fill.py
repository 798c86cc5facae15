"""Does a store that is filled at once, by shards and in processes, hold what one holds to which the articles
were added?"""

from __future__ import annotations

import pytest

from attribution.archive import fill as filling
from attribution.archive.add import add
from attribution.archive.fill import fill
from attribution.archive.shards import processes
from attribution.archive.sound import faults
from attribution.archive.store import Store
from bench.made_up import MadeUp
from tests.archive import stories
from tests.archive.stories import BOOK, made

INDEXES = {
    "links": "SELECT a, b FROM links ORDER BY 1, 2",
    "shingles": "SELECT hash, id FROM shingles JOIN articles ON row = article ORDER BY 1, 2",
    "names": "SELECT id, name, person, because, names.line FROM names "
    "JOIN articles ON articles.row = article ORDER BY 1, 2",
    "tables": "SELECT name, sql FROM sqlite_master ORDER BY 1",
    "places": "SELECT place, id FROM places JOIN articles ON row = article ORDER BY 1",
}


def whole(store: Store):
    """What the store holds, and by what it finds the neighbours of articles."""
    indexes = {name: list(store.rows(query)) for name, query in INDEXES.items()}
    lines = sorted(store.rows("SELECT id, ids, words, kind, severity, state, line FROM flags"))
    return stories.of(store) | indexes | {"lines": lines}


def described():
    """Articles in which somebody is described, or called by one word."""
    town, words = "In Halden near Moss the Council met.", "Nobody asked the town before the school was sold"
    roles = {"Tom Lee": "the mayor of Halden", "Lee": None}
    told = (f"{{Tom Lee|“{words},”}} said Tom Lee, the mayor.", f"{{Lee|“{words},”}} said Lee.")
    return [
        *(made(f"a{n}", f"{town} {line}", "2026-03-01", roles=roles) for n, line in enumerate(told)),
        made("a2", f"{town} {{the mayor:anonymous|“{words},”}} said the mayor.", "2026-03-02"),
    ]


@pytest.fixture
def articles():
    return [*MadeUp(seed=2).take(60), *described()]


def test_it_holds_what_a_store_holds_to_which_they_were_added(tmp_path, articles, monkeypatch):
    monkeypatch.setattr(filling, "TOGETHER", 25)
    with Store(tmp_path / "added.sqlite") as store:
        for start in range(0, len(articles), 40):
            add(store, articles[start : start + 40], BOOK)
        wanted = whole(store)
    assert wanted["flags"] and wanted["people"]
    with processes(2) as run:
        fill(tmp_path / "filled.sqlite", [articles[:30], articles[30:]], (), run)
    with Store(tmp_path / "filled.sqlite") as store:
        assert whole(store) == wanted and faults(store) == []
        add(store, MadeUp(seed=3).take(1), BOOK)
    assert {path.name for path in tmp_path.iterdir() if "filling" in path.name} == set()


def test_what_fails_leaves_no_store_and_what_was_left_is_made_anew(tmp_path, articles):
    def fails(step, shards):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "s.sqlite", [articles], (), fails)
    assert not (tmp_path / "s.sqlite").exists()
    fill(tmp_path / "s.sqlite", [articles[:5]], (), map)
    with Store(tmp_path / "s.sqlite") as store:
        assert store.size() == 5
