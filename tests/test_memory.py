"""Does the memory of a run depend on the longest article alone, not on how many there are? Measured by the
system, in processes of their own."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from attribution.document import Document, Sentence, Word
from attribution.parse.model_pack import find
from attribution.parse.parse_cache import ParseCache, key
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.rulebook.book import load

pytestmark = pytest.mark.slow

LINE = "The council met on Monday and looked at the budget of the old town again. "
MEASURED = """\
import resource, sys
from attribution.pipeline import check

report = check(sys.argv[1:2], cache=sys.argv[2])
print(len(report.articles), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def parse_of(text: str) -> Document:
    """A parse of plain words, each hanging on the one before."""
    sentences = []
    for sentence in re.finditer(r"[^.]+\.", text):
        at = sentence.start()
        words = (
            Word(i, at + m.start(), at + m.end(), m[0], m[0].lower(), "NOUN", "Number=Sing", i - 1, "dep")
            for i, m in enumerate(re.finditer(r"\w+|\.", sentence[0]))
        )
        sentences.append(Sentence.build(len(sentences), tuple(words)))
    return Document(tuple(sentences))


def peak_of_a_warm_run(folder: Path, articles: int) -> int:
    """Bytes at most of a run over so many articles of 600 words whose parses are kept."""
    folder.mkdir()
    for number in range(articles):
        text = f"Report number {number:04} of the year. {LINE * 40}"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    kept, pack = ParseCache(folder / "cache"), find().id
    for article in read([folder], reading_lists(load())).articles:
        kept.put(key(article, pack), parse_of(article.text))
    kept.close()
    command = [sys.executable, "-c", MEASURED, str(folder), str(folder / "cache")]
    read_, peak = map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert read_ == articles
    return peak * 1024


def test_parses_are_not_held(tmp_path):
    few, many = peak_of_a_warm_run(tmp_path / "few", 20), peak_of_a_warm_run(tmp_path / "many", 140)
    assert (many - few) / 120 < 300_000, "held, a parse of 600 words takes half a megabyte"


def test_an_endless_sentence_and_a_long_article_fit_into_a_gibibyte(tmp_path):
    (tmp_path / "endless.txt").write_text("the old bridge and " * 1200, encoding="utf-8")
    (tmp_path / "long.txt").write_text("Ana Ruiz said that it rained.\n\n" * 600, encoding="utf-8")
    program = str(Path(sys.executable).with_name("attribution"))
    command = [program, "check", str(tmp_path), "--jobs", "1", "--cache", str(tmp_path / "cache")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run([*command, "--out", str(tmp_path / "out")], check=True, capture_output=True)
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    assert peak * 1024 < 1 << 30  # the largest of its processes; before it, tests may have run others
