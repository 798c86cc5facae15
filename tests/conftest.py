"""What is slow to make and the same for all tests: the models, and the sample articles read through the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.annotate import Annotator
from attribution.pack import find
from attribution.report import Report, check

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The shipped pack; its models are loaded once."""
    return Annotator(find())


@pytest.fixture(scope="session")
def parses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A parse cache of this test run alone."""
    return tmp_path_factory.mktemp("parses")


@pytest.fixture(scope="session")
def seeds(parses: Path) -> dict[str, Report]:
    """The report on each sample story, from raw text."""
    return {story: check([SEEDS / story], cache=parses) for story in ("ferry-returns", "river-leak")}
