"""What do the commands on a store print, and what do they say of a file that is none?"""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from attribution.archive.add import add
from attribution.archive.store import Store
from attribution.cli import app
from tests.archive.stories import BOOK
from tests.archive.test_add import FAULTY, WALL, said


@pytest.fixture
def file(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, [said("lantern", WALL), said("post", FAULTY, day="2026-03-02")], BOOK)
    return tmp_path / "s.sqlite"


def run(*arguments, status=0):
    done = CliRunner().invoke(app, ["store", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done.output


def test_what_is_there(file, tmp_path):
    told = dict(reversed(line.split(maxsplit=1)) for line in run("info", file).splitlines())
    assert (told["articles"], told["attributions"], told["people"]) == ("2", "2", "1")
    assert "\twording-altered\t-\t" in run("flags", file)
    assert run("people", file).split("\t") == ["2", "2", "ana-ruiz", "Ana Ruiz\n"]
    assert "is whole" in run("check", file)
    run("export", file, "--out", tmp_path / "reports")
    assert "wording-altered" in (tmp_path / "reports" / "flags.jsonl").read_text(encoding="utf-8")


def test_an_article_that_is_taken_out_by_its_path_closes_its_flags(file):
    assert "1 articles taken out" in run("remove", file, "/desk/post")
    assert run("flags", file) == "" and "post was taken out" in run("flags", file, "--closed")
    assert "article-unknown: 1 of the articles are not in" in run("remove", file, "nowhere", status=2)


def test_a_backup_is_another_store_and_never_over_a_file(file, tmp_path):
    run("backup", file, tmp_path / "copy.sqlite")
    assert run("info", tmp_path / "copy.sqlite") == run("info", file)
    assert "is there already" in run("backup", file, tmp_path / "copy.sqlite", status=2)


def test_a_file_that_is_no_store(tmp_path):
    (tmp_path / "notes.txt").write_text("notes")
    for command in ("info", "flags", "people", "export", "check"):
        assert "store-unusable" in run(command, tmp_path / "notes.txt", status=2)


def test_a_store_of_which_the_half_is_gone_is_not_whole(file):
    with Store(file) as store:
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(file.read_bytes()[:20_000])
    told = run("check", file, status=1)
    assert "store-damaged" in told and "Take up the last backup" in told and "store check" not in told


def test_a_backup_into_a_folder_that_is_not_there_names_the_folder(file, tmp_path):
    nowhere = tmp_path / "nowhere"
    assert f"path-unusable: {nowhere} is no folder" in run("backup", file, nowhere / "b.sqlite", status=2)
