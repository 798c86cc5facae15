"""The sample story through the whole line and out of every writer."""

import json
import re
from pathlib import Path

import pytest

from attribution.archive.store import Store
from attribution.pipeline import check
from attribution.write import write
from tests.helpers.places import ROOT
from tests.helpers.stored import checked

STORY = ROOT / "seeds" / "river-leak"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("parses")


@pytest.fixture(scope="module")
def found(cache):
    return check([STORY], cache=cache)


@pytest.fixture(scope="module")
def folder(found, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    write(found, folder, ["river-leak"])
    return folder


def lines(folder: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").split("\n") if line]


def test_a_second_run_gives_the_same_bytes(folder, cache, tmp_path):
    write(check([STORY], cache=cache), tmp_path, ["river-leak"])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        p.name: p.read_bytes() for p in folder.iterdir()
    }


def test_anybody_can_slice_the_files(folder):
    texts = {a["article"]: a.get("text") for a in lines(folder, "articles.jsonl")}
    said = lines(folder, "attributions.jsonl")
    assert len({a["article"] for a in said}) == 5
    for line in said:
        text = texts[line["article"]] or (STORY / line["article"]).read_bytes().decode("utf-8-sig")
        for part in (*line["content"], *line["cue"], *line["source"]):
            assert text[part["start"] : part["end"]] == part["text"]


def test_flags_point_to_attributions_and_their_words(folder):
    said = {a["id"]: a for a in lines(folder, "attributions.jsonl")}
    flags = lines(folder, "flags.jsonl")
    assert flags
    for flag in flags:
        for side in filter(None, (flag["a"], flag["b"], *flag["others"])):
            assert said[side["attribution"]]["article"] == side["article"]
            assert " ".join(side["text"].split(" … ")[0].split()) in side["sentence"]


def test_everything_said_is_in_the_page(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    for attribution in lines(folder, "attributions.jsonl"):
        assert page.count(f'id="a-{attribution["id"]}"') == page.count(f'id="n-{attribution["id"]}"') == 1
    assert page.count('class="flag ') == len(lines(folder, "flags.jsonl"))
    assert not re.search(r"""(src|href)=["']?(https?:)?//(?!\w+\.example\.org/)""", page)


def test_a_store_gives_back_what_was_found(found, tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        checked(store, found)
        assert store.articles() == found.articles
        assert store.attributions() == tuple(a for a in found.attributions if not a.trial)
        assert store.flags() == found.flags and set(store.alignments()) == set(found.alignments)
        assert sorted(store.people(), key=lambda p: p.id) == sorted(found.people, key=lambda p: p.id)


def test_the_page_opens_without_trouble(folder, chrome):
    chrome.trouble.clear()
    chrome.open(folder / "report.html")
    assert chrome.trouble == []
    assert chrome.evaluate("document.querySelectorAll('.story').length") == 5
    assert chrome.evaluate("document.querySelectorAll('.before .called').length") > 0


def test_five_articles_print_on_four_pages_at_most(folder, chrome):
    def pages() -> int:
        return len(re.findall(rb"/Type\s*/Page\b", chrome.printed()))

    chrome.open(folder / "report.html")
    flags_alone = pages()
    assert 1 <= flags_alone <= 4
    chrome.evaluate("document.querySelector('#unfold').click()")
    assert pages() == flags_alone, "articles are left out, open or not"
    chrome.evaluate("document.querySelector('#on-paper').click()")
    assert pages() > flags_alone
