"""What is slow to make and the same for all tests: the models, and reports on the sample articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import find
from attribution.pipeline import check
from attribution.report import Report
from tests.helpers.places import SEEDS


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
