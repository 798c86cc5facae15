"""Do the examples of the Python page work as printed, and does a report show itself in a notebook?"""

from __future__ import annotations

import doctest
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import attribution
from attribution.result import Speaker
from tests.helpers.parsed import MUMBLE, STORY, corpus
from tests.helpers.places import ROOT

PAGE = ROOT / "docs" / "api.md"


@pytest.fixture
def articles(tmp_path, monkeypatch):
    """A folder ``articles`` with two small articles, in a place of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "articles").mkdir()
    corpus(
        tmp_path / "articles",
        story=STORY,
        mumble=MUMBLE.replace("mumbled", "said").replace("\tmumble\t", "\tsay\t"),
    )
    (tmp_path / "articles" / "cache").rename(tmp_path / "attribution")
    return tmp_path / "articles"


def test_the_examples_of_the_page(articles):
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert tried > 10 and failed == 0


def test_a_notebook_shows_a_report_and_what_articles_say_is_text(articles):
    report = attribution.check(["articles"])
    assert "Who is quoted" in report._repr_html_() and "Ana Ruiz" in report._repr_html_()
    evil = replace(report.attributions[0], speaker=Speaker("<script>alert(1)</script>"))
    page = replace(report, attributions=(evil,))._repr_html_()
    assert "&lt;script&gt;" in page and "<script" not in page


def test_the_package_is_typed_and_comes_in_no_time():
    assert (Path(attribution.__file__).parent / "py.typed").exists()
    code = "import sys, attribution; assert not {'pydantic', 'yaml', 'stanza', 'torch'} & sys.modules.keys()"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError):
        _ = attribution.nothing
