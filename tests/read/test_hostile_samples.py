"""Does a file of any format that is empty, cut in half or no such file at all end in a problem, at once, and
cost the file beside it nothing?"""

from __future__ import annotations

import time

import pytest

from attribution.read import read
from tests.helpers.lists import LISTS
from tests.read.desk import TEXT, desk

DESK = desk()
NOISE = bytes(i * 7919 % 256 for i in range(3000))
LONGEST = 60
"""Seconds; most take a hundredth of one, a PDF has a process of its own, and the machine may be busy."""


@pytest.mark.parametrize("name", DESK)
@pytest.mark.parametrize("fault", ["empty", "half", "noise", "zeros"])
def test_it_is_told_in_time_and_costs_no_other(tmp_path, name, fault):
    whole = DESK[name]
    data = {"empty": b"", "half": whole[: len(whole) // 2], "noise": whole[:20] + NOISE, "zeros": bytes(2000)}
    (tmp_path / name).write_bytes(data[fault])
    (tmp_path / "zz-beside.txt").write_text(TEXT, encoding="utf-8")
    began = time.perf_counter()
    reading = read([tmp_path / name, tmp_path / "zz-beside.txt"], LISTS)
    assert time.perf_counter() - began < LONGEST
    assert reading.articles[-1].text == TEXT and reading.articles[-1].id == "zz-beside.txt"
    assert all(p.code and p.message and p.next for p in reading.problems)
    if fault != "half":  # half of a text is a text
        assert reading.problems and reading.problems[0].article.startswith(name)


CUE = "WEBVTT\n\n00:00.000 --> 00:01.000\n"
HEADERS = "From: Ana Ruiz <ana@kalda.example>\nSubject: Fwd: ferry\nDate: Tue, 03 Mar 2026 10:00:00 +0000\n\n"
LABELS = "From: a@b.example\nTo: c@d.example\nSubject: ferry\n\n"
LONG_LINES = {
    "voices.vtt": CUE + "<v." * 30_000,
    "blanks.vtt": "WEBVTT\n\n" + " " * 100_000,
    "same-lines.vtt": CUE + "a\n" * 100_000 + "b\n" + "\n00:01.000 --> 00:02.000\n" + "a\n" * 100_000,
    "times.mbox": "From x 10:00\n" + HEADERS + "It rained.\n\nFrom " + "00:00" * 20_000,
    "dashes.eml": HEADERS + "-" * 40_000 + ".\n\n" + LABELS + "It rained.\n",
    "date.csv": "text,published\nIt rained.,3" + " " * 100_000 + "March\n",
    "digits.rtf": "{\\rtf1 It rained. " + ("a " * 995 + "x ") * 1_000 + "}",
}


@pytest.mark.parametrize("name", LONG_LINES)
def test_what_repeats_without_end_takes_no_square_time(tmp_path, name):
    (tmp_path / name).write_text(LONG_LINES[name], encoding="utf-8")
    began = time.perf_counter()
    read([tmp_path / name], LISTS)
    assert time.perf_counter() - began < LONGEST
