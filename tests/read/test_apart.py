"""Is a file that takes too long to read, or ends whatever reads it, a problem of its own? What is read is real;
only the budget is smaller."""

from __future__ import annotations

import gzip
import os
import signal
from pathlib import Path

import pytest

from attribution.budget import Budget
from attribution.read import READING, ReadResult, read
from tests.helpers.lists import LISTS
from tests.read import desk as samples

TITLE = "Ferry to Kalda will run all winter"
LARGE = samples.PAGE.replace("</article>", f"<p>{samples.PARAGRAPHS[0]} </p>" * 200 + "</article>")
STRING = 'a\\"' * 200_000
"""Strings in JSON that are not closed are looked through from each of their marks on."""
HANGS = samples.PAGE.replace(
    "<title>", f'<script type="application/ld+json">{{"headline": "{STRING}</script><title>'
)


def read_in(folder: Path, **files: str) -> ReadResult:
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return read([folder], LISTS)


def test_a_page_that_takes_too_long_costs_no_other_anything(tmp_path, monkeypatch):
    monkeypatch.setattr(Budget, "of_file", classmethod(lambda cls, size: cls(1.5, 1 << 31)))
    found = read_in(tmp_path, a=LARGE, b=HANGS, c=LARGE)
    assert [(p.article, p.code) for p in found.problems] == [("b.html", "took-too-long")]
    assert [a.title for a in found.articles] == [TITLE] * 2


def test_a_file_that_needs_too_much_memory_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(Budget, "of_file", classmethod(lambda cls, size: cls(20.0, 1 << 20)))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"It rained. " * 1_000_000))
    found = read([tmp_path], LISTS)
    assert not found.articles and [p.code for p in found.problems] == ["needs-too-much-memory"]


def test_what_is_read_apart_is_what_is_read_here(tmp_path, monkeypatch):
    apart = read_in(tmp_path, a=LARGE)
    monkeypatch.setattr("attribution.read.apart.SMALL", 1_000_000)
    assert read_in(tmp_path, a=LARGE) == apart and apart.articles


def test_a_process_that_is_ended_is_replaced(tmp_path):
    assert read_in(tmp_path, a=LARGE).articles
    assert READING._process
    os.kill(READING._process.pid, signal.SIGKILL)
    first, second = (read_in(tmp_path, a=LARGE) for _ in range(2))
    assert [p.code for p in first.problems] == ["broken-file"] and second.articles


@pytest.mark.parametrize("name", ["folder.zip", "statement.docx", "crawl.warc.gz"])
def test_what_is_packed_is_never_read_here(tmp_path, name, monkeypatch):
    """However small it is: it may unpack to anything."""
    monkeypatch.setattr("attribution.read.apart.drafts", None)
    (tmp_path / name).write_bytes(samples.desk()[name])
    assert read([tmp_path / name], LISTS).articles
