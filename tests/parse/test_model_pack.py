"""Is a model pack that is not whole, or not for this Stanza, refused with its reason before an article is
lost to it?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from attribution.article import Article, Region
from attribution.parse import model_pack
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import SHIPPED, PackError, find

ARTICLE = Article("a.txt", "It rained.", (Region("body", 0, 10),))


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the shipped pack whose models are links."""
    target = tmp_path / "mine"
    shutil.copytree(SHIPPED / "en-news", target, copy_function=os.symlink)
    for name in ("resources.json", "provenance.json"):
        (target / name).unlink(missing_ok=True)
        shutil.copyfile(SHIPPED / "en-news" / name, target / name)
    return target


def refused(code: str, name: object) -> PackError:
    with pytest.raises(PackError) as caught:
        find(name)  # type: ignore[arg-type]
    assert caught.value.code == code and str(caught.value) and caught.value.next
    return caught.value


def test_the_shipped_pack_is_whole():
    pack = find()
    assert pack.folder == SHIPPED / "en-news" and pack.shared and pack.shared.is_dir() and pack.coref is None
    assert json.loads((pack.folder / "provenance.json").read_text())["stanza"] == version("stanza")


def test_a_copy_elsewhere_is_the_same_models(copy):
    assert find(copy).id == find().id.replace("en-news", "mine") and find(str(copy)).folder == copy


def test_other_models_have_another_id(copy):
    listing = json.loads((copy / "resources.json").read_text())
    listing["en"]["tokenize"]["news"]["md5"] = "0" * 32
    (copy / "resources.json").write_text(json.dumps(listing))
    assert find(copy).id != find().id.replace("en-news", "mine")


def test_another_reader_of_the_same_size_has_another_id(copy):
    model = copy / "en" / "shared" / "weights.safetensors"
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.unlink()
    model.write_bytes(data)
    assert find(copy).id != find().id.replace("en-news", "mine")


def test_a_shipped_pack_of_which_a_file_was_changed_is_refused(copy, monkeypatch):
    shipped = copy.rename(copy.parent / "en-news")
    monkeypatch.setattr(model_pack, "SHIPPED", shipped.parent)
    assert find("en-news").folder == shipped
    lemmas = shipped / "en" / "lemma" / "news.pt"
    changed = lemmas.read_bytes() + b"0"
    lemmas.unlink()
    lemmas.write_bytes(changed)
    refused("pack-altered", "en-news")


def test_missing(tmp_path):
    assert "en-news" in refused("pack-missing", "en-nothing").next
    refused("pack-missing", tmp_path)
    (tmp_path / "file").write_text("")
    refused("pack-missing", tmp_path / "file")


@pytest.mark.parametrize(
    "listing",
    [
        "",
        "{",
        "[]",
        '"en"',
        "{}",
        '{"en": {}}',
        '{"en": {"packages": {"default": {}}}}',
        '{"en": {"packages": {"default": null}}}',
    ],
)
def test_a_listing_that_is_none(copy, listing):
    (copy / "resources.json").write_text(listing)
    refused("pack-broken", copy)


@pytest.mark.parametrize(
    ("part", "file"),
    [("tokenize", "tokenize/news.pt"), ("lemma", "lemma/news.pt"), ("pos", "shared/weights.safetensors")],
)
def test_a_model_that_is_not_there(copy, part, file):
    (copy / "en" / file).unlink()
    assert part in str(refused("pack-broken", copy))


def test_made_with_another_stanza(copy):
    (copy / "provenance.json").write_text('{"stanza": "1.4.2"}')
    assert "1.4.2" in refused("stanza-version", copy).next
    (copy / "provenance.json").write_text(json.dumps({"stanza": version("stanza") + ".post1"}))
    assert find(copy)
    (copy / "provenance.json").write_text("[]")
    refused("pack-broken", copy)
    (copy / "provenance.json").unlink()
    assert find(copy)


def test_a_copy_that_stopped_half_way_in_a_file(copy):
    model = copy / "en" / "tokenize" / "news.pt"
    half = model.read_bytes()[:5000]
    model.unlink()
    model.write_bytes(half)
    with pytest.raises(PackError) as caught:
        list(Annotator(find(copy)).parse([ARTICLE]))
    assert caught.value.code == "pack-broken" and str(copy) in str(caught.value)


def test_no_article_needs_no_model(copy):
    (copy / "en" / "tokenize" / "news.pt").unlink()
    (copy / "en" / "tokenize" / "news.pt").write_bytes(b"")
    assert list(Annotator(find(copy)).parse([])) == []


@pytest.mark.parametrize("key", ['"auto_map"', r'"auto\u005fmap"'])
def test_a_pack_that_brings_code_is_refused_and_nothing_of_it_runs(copy, tmp_path, key):
    model = copy / "en" / "coref" / "minilm"
    model.mkdir(parents=True)
    (model / "config.json").write_text(f'{{{key}: {{"AutoConfig": "evil.Evil"}}}}')
    (model / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    assert "config.json" in str(refused("pack-with-code", copy))
    assert not (tmp_path / "ran").exists()


def test_a_model_that_asks_to_run_code_is_answered_no_without_being_asked(tmp_path):
    """Whatever names it: the setting is that of transformers, so that it holds for every way to load one."""
    program = (
        "from pathlib import Path; from attribution.parse.annotator import without_code; without_code()\n"
        "from transformers import AutoConfig; AutoConfig.from_pretrained(Path('model'))"
    )
    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text('{"model_type": "evil", "auto_map": {"AutoConfig": "evil.Evil"}}')
    (model / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, input=b"y\ny\n", capture_output=True, timeout=100
    )
    assert done.returncode != 0 and b"trust_remote_code" in done.stderr
    assert b"[y/N]" not in done.stdout and not (tmp_path / "ran").exists()
