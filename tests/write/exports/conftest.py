"""The report made by hand, as a folder and as a store."""

from pathlib import Path

import pytest

from attribution.archive.store import Store
from attribution.write import write
from tests.helpers.reports import BLANK, FIRST, report
from tests.helpers.stored import put


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``reports`` beside the plain files that it was made from."""
    for article in (FIRST, BLANK):
        path = tmp_path / "articles" / article.id
        path.parent.mkdir(parents=True)
        path.write_text(article.text, encoding="utf-8")
    write(report(), tmp_path / "reports", ["articles"])
    monkeypatch.chdir(tmp_path)
    return Path("reports")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store(tmp_path / "kept.sqlite") as kept:
        put(kept, report())
    return tmp_path / "kept.sqlite"
