"""Is a store the same as Parquet files, whatever the order in which it was filled, and can they be asked?"""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from attribution.archive.add import add
from attribution.archive.store import Store
from attribution.cli import app
from tests.archive.stories import BOOK
from tests.archive.test_add import FAULTY, WALL, said

pytest.importorskip("duckdb", reason="the extra `archive` is not installed")
pytest.importorskip("pyarrow", reason="the extra `archive` is not installed")


def run(*arguments, status=0):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == status, done.output
    return done.output


def test_tables_are_the_same_in_any_order_and_answer_questions(tmp_path):
    both = [said("lantern", WALL), said("post", FAULTY, day="2026-03-02")]
    for name, order in (("a", both), ("b", both[::-1])):
        with Store(tmp_path / f"{name}.sqlite") as store:
            for article in order:
                add(store, [article], BOOK)
        run("store", "export", tmp_path / f"{name}.sqlite", "--parquet", tmp_path / name)
    files = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert "flags.parquet" in files
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)
    question = "SELECT kind, count(*) AS n FROM flags JOIN flagged ON flag = id GROUP BY kind"
    assert run("archive", "query", tmp_path / "a", question) == "kind\tn\nwording-altered\t2\n"
    assert "query-wrong" in run("archive", "query", tmp_path / "a", "SELECT nothing", status=2)
