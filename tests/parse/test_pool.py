"""Do workers parse as one process does, does an article that goes wrong cost no other anything, and does
nothing stay behind? With the shipped models, real processes, and real signals."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attribution import budget
from attribution.article import Article, Region
from attribution.extract import Finder
from attribution.extract_cache import file_in
from attribution.parse import parsed_articles
from attribution.parse.model_pack import PackError, find
from attribution.parse.outcome import Failure, Parse, parse
from attribution.parse.parsed_articles import ParsedArticles
from attribution.parse.pool import Pool, Workers
from attribution.pipeline import check
from attribution.rulebook.book import load
from tests.helpers.parsed import MUMBLE, STORY, corpus
from tests.helpers.places import SEEDS

pytestmark = pytest.mark.slow

STORIES = [
    "“The bridge is shut,” mayor Ana Ruiz said. She did not say why.",
    "Tom Lee told the council that it rained.\n\nNobody listened to him.",
    "",
    "The ferry sailed at noon, the harbour master said on Monday.",
]
LONG = "Ana Ruiz said that the old bridge was shut, and that it would stay so. " * 1500


def article(text: str, id: str = "a.txt") -> Article:
    return Article(id, text, (Region("body", 0, len(text)),) if text else ())


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool([find()], 2)
    yield pool
    pool.close()


def workers(pool: Pool) -> list[int]:
    """The processes that have forked from the one with the models."""
    nursery = pool.process
    return [int(n) for n in Path(f"/proc/{nursery}/task/{nursery}/children").read_text().split()]


def wait_for(what, seconds: float = 60.0):
    """What comes to be true within some seconds."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def test_workers_parse_as_this_process_does(pool, annotator):
    articles = [article(text) for text in STORIES * 3]
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(pool.parse, articles))
    assert all(isinstance(one, Parse) for one in found)
    assert found == [parse(annotator, one) for one in articles]
    assert len(workers(pool)) == 2


def test_a_worker_that_is_killed_costs_its_article_alone(pool):
    def busy() -> list[int]:
        return [n for n in workers(pool) if Path(f"/proc/{n}/stat").read_text().split()[2] == "R"]

    with ThreadPoolExecutor(2) as threads:
        lost = threads.submit(pool.parse, article(LONG))
        os.kill(wait_for(busy)[0], signal.SIGKILL)
        assert lost.result().code == "worker-died"
        assert [type(one) for one in threads.map(pool.parse, map(article, STORIES))] == [Parse] * 4
    problem = lost.result().problem(article(LONG, "long.txt"))
    assert problem.article == "long.txt" and "--jobs" in problem.next


def test_an_article_past_its_time_is_given_up(pool, monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0.3)
    monkeypatch.setattr(budget, "SECONDS_A_CHARACTER", 0.0)
    assert pool.parse(article(LONG)) == Failure("took-too-long")
    monkeypatch.undo()
    assert isinstance(pool.parse(article(STORIES[0])), Parse)


def test_an_article_past_its_memory_is_given_up(pool, monkeypatch):
    monkeypatch.setattr(budget, "BYTES", 1 << 20)
    monkeypatch.setattr(budget, "BYTES_A_CHARACTER", 0)
    assert pool.parse(article(LONG[:40_000])) == Failure("needs-too-much-memory")
    monkeypatch.undo()
    assert isinstance(pool.parse(article(STORIES[0])), Parse)


def test_workers_find_what_this_process_finds_in_new_articles_and_in_kept_parses(annotator):
    finder, articles = Finder(load()), [article(text) for text in STORIES]
    wanted = [parse(annotator, one, finder) for one in articles]
    assert any(outcome.made.attributions for outcome in wanted)
    pool = Pool([find()], 2, finder)
    try:
        assert [pool.parse(one) for one in articles] == wanted
    finally:
        pool.close()
    without_models = Pool([], 1, finder)
    try:
        again = [without_models.parse(a, w.data) for a, w in zip(articles, wanted, strict=True)]
        assert [outcome.made for outcome in again] == [outcome.made for outcome in wanted]
        assert without_models.parse(articles[0], b"damaged").made is None
    finally:
        without_models.close()


def test_kept_parses_are_looked_through_by_workers_too(tmp_path, monkeypatch):
    monkeypatch.setattr(parsed_articles, "WORTH_WORKERS", 0)
    paths = corpus(tmp_path, story=STORY, mumble=MUMBLE)
    begun = []
    real = Workers.parse
    monkeypatch.setattr(Workers, "parse", lambda *given: begun.append(given) or real(*given))
    two = check(paths, cache=tmp_path / "cache", jobs=2)
    assert begun and not begun[0][2], "no models"
    file_in(tmp_path / "cache").unlink()
    assert two.attributions == check(paths, cache=tmp_path / "cache").attributions != ()


def test_a_budget_grows_with_the_article_and_is_never_small():
    short, long = budget.Budget.of(article(STORIES[0])), budget.Budget.of(article(LONG))
    assert 60 <= short.seconds < long.seconds and 1 << 30 <= short.memory < long.memory


def test_models_that_do_not_load_are_told_as_ever(tmp_path):
    (tmp_path / "en").symlink_to(find().folder / "en")
    for name in ("resources.json", "provenance.json"):
        (tmp_path / name).symlink_to(find().folder / name)
    pack = find(tmp_path)
    (tmp_path / "en").unlink()
    articles = [article(text, f"{n}.txt") for n, text in enumerate(STORIES)]
    with pytest.raises(PackError) as caught:
        list(ParsedArticles(articles, {"en": pack}, cache=tmp_path / "cache", jobs=2))
    assert caught.value.code == "pack-broken" and caught.value.next


def test_a_failed_article_is_a_problem_and_the_others_are_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 2.0)
    monkeypatch.setattr(budget, "SECONDS_A_CHARACTER", 0.0)
    texts = {"a.txt": STORIES[0], "b.txt": LONG, "c.txt": STORIES[1]}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for _ in range(2):  # the second time the others are kept, and it alone is parsed
        report = check([tmp_path], cache=tmp_path / "cache", jobs=2)
        assert [(p.article, p.code) for p in report.problems] == [("b.txt", "took-too-long")]
        assert [a.id for a in report.articles] == ["a.txt", "c.txt"] == list(report.documents)


def command(tmp_path: Path, name: str, *more: str) -> list[str]:
    program = str(Path(sys.executable).with_name("attribution"))
    folders = ("--cache", str(tmp_path / name), "--out", str(tmp_path / f"out-{name}"))
    return [program, "check", str(SEEDS / "ferry-returns"), *folders, *more]


def kept(tmp_path: Path, name: str) -> int:
    """How many parses are kept."""
    try:
        with sqlite3.connect(f"file:{tmp_path / name / 'parses.sqlite'}?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM parse").fetchone()[0]
    except sqlite3.Error:
        return 0


def living(session: int) -> list[int]:
    """Processes of a session that have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_keeps_what_it_parsed_and_leaves_nothing_behind(tmp_path, sent):
    run = subprocess.Popen(command(tmp_path, "cut", "--jobs", "2"), stderr=subprocess.PIPE, text=True)
    child = wait_for(lambda: Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split())[0]
    assert living(int(child))
    wait_for(lambda: kept(tmp_path, "cut") >= 1)
    run.send_signal(sent)
    _, said = run.communicate(timeout=30)
    assert run.returncode not in (0, 2) and "Traceback" not in said
    wait_for(lambda: not living(int(child)), 10)
    assert kept(tmp_path, "cut") >= 1


def test_the_same_bytes_whatever_the_number_of_workers(tmp_path):
    for jobs in ("1", "3"):
        subprocess.run(command(tmp_path, jobs, "--jobs", jobs), check=True, capture_output=True)
    one, three = (
        {file.name: file.read_bytes() for file in sorted((tmp_path / f"out-{jobs}").iterdir())}
        for jobs in ("1", "3")
    )
    assert one == three and json.loads(one["run.json"])
