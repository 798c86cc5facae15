"""Every step of `python -m training`, with Stanza's own trainers, on corpora of a few sentences: is there a
pack at the end?"""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from attribution.article import Article, Region
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import find
from training.__main__ import STEPS
from training.settings import ROOT

FEW_STEPS = """
[tokenizer]
steps = 4
eval_steps = 2
[lemmatizer]
num_epoch = 1
[reader]
words = 200
treebank_times = 1.0
news_times = 1.0
names_times = 1.0
"""
SENTENCE = "“The dam will hold,” said Ana Ruiz on Monday."


def stored_trees() -> list[str]:
    """The sentences that the rules' examples are, as blocks of CoNLL-U, in the treebanks' way: no comments,
    no names."""
    return [
        "\n".join(line for line in block.split("\n") if not line.startswith("#")) for block in marked_trees()
    ]


def marked_trees() -> list[str]:
    """The same with their comments, which have the text."""
    return [
        block
        for file in sorted(ROOT.glob("rules/en/parses/*.conllu"))
        for block in file.read_text(encoding="utf-8").strip().split("\n\n")
    ]


def names(blocks: list[str]) -> list[list[dict]]:
    """The words with their names, as the name finder's data has them."""

    def name(misc: str) -> str:
        return dict(pair.split("=") for pair in misc.split("|") if "=" in pair).get("ner", "O")

    rows = [[line.split("\t") for line in block.split("\n")] for block in blocks]
    return [[{"text": row[1], "ner": name(row[9])} for row in sentence] for sentence in rows]


def chains(name: str) -> dict:
    """A document with two chains in the format of wl-coref."""
    sentences = [
        ("Ana Ruiz spoke .", (1, 2, None, 2), ("compound", "nsubj", "root", "punct")),
        ("She praised the dam .", (1, None, 3, 1, 1), ("nsubj", "root", "det", "obj", "punct")),
        (
            "It will hold , she said .",
            (2, 2, 5, 2, 5, None, 5),
            ("nsubj", "aux", "ccomp", "punct", "nsubj", "root", "punct"),
        ),
    ]
    document: dict = {
        "document_id": name,
        "part_id": 0,
        "lang": "en",
        "cased_words": [],
        "sent_id": [],
        "head": [],
        "deprel": [],
    }
    for number, (text, heads, relations) in enumerate(sentences):
        first, words = len(document["cased_words"]), text.split()
        document["cased_words"] += words
        document["sent_id"] += [number] * len(words)
        document["head"] += ["null" if head is None else first + head for head in heads]
        document["deprel"] += relations
    return document | {
        "speaker": ["_"] * len(document["cased_words"]),
        "word_clusters": [[1, 4, 13], [7, 9]],
        "span_clusters": [[[0, 2], [4, 5], [13, 14]], [[6, 8], [9, 10]]],
        "head2span": [[1, 0, 2], [4, 4, 5], [7, 6, 8], [9, 9, 10], [13, 13, 14]],
    }


def write_corpora(folder: Path) -> None:
    """A data folder with every file that docs/models.md lists for the steps."""
    for name in ("treebank", "silver", "ner", "coref"):
        (folder / name).mkdir(parents=True)
    trees = stored_trees()
    parts = {"train": [t for n, t in enumerate(trees) if n % 4], "dev": trees[::4]}
    for part, blocks in parts.items():
        text = "".join(
            f"# newdoc id = {part}\n" * (n == 0) + block + "\n\n" for n, block in enumerate(blocks)
        )
        (folder / f"treebank/en_combined.{part}.conllu").write_text(text, encoding="utf-8")
        (folder / f"ner/ww.{part}.json").write_text(json.dumps(names(blocks)), encoding="utf-8")
        (folder / f"coref/ontogum.{part}.json").write_text(
            json.dumps([chains(f"{part}_0"), chains(f"{part}_1")]), encoding="utf-8"
        )
    with gzip.open(folder / "silver/news.train.conllu.gz", "wt", encoding="utf-8") as silver:
        silver.write("".join(block + "\n\n" for block in parts["train"]))
    with gzip.open(folder / "coref/silver.train.json.gz", "wt", encoding="utf-8") as silver:
        json.dump([chains("polnear_story_0")], silver)
    for name in ("text", "attributions"):
        (folder / "polnear/train" / name).mkdir(parents=True)
    text = "\n\n".join(
        line.removeprefix("# text = ")
        for block in marked_trees()
        for line in block.split("\n")
        if line.startswith("# text = ")
    )
    (folder / "polnear/train/text/story.txt").write_text(text, encoding="utf-8")
    (folder / "polnear/train/attributions/story_0a0a.ann").write_text(
        "T1\tContent 0 9\t…\nE1\tAttribution:T1 Content:T1\n", encoding="utf-8"
    )


def training(folder: Path, *steps: str) -> subprocess.CompletedProcess[str]:
    """`python -m training` with data, settings and work in the folder."""
    environment = {
        **os.environ,
        "ATTRIBUTION_DATA": str(folder / "data"),
        "ATTRIBUTION_TRAINING": str(folder / "work"),
        "ATTRIBUTION_SETTINGS": str(folder / "few.toml"),
        "OMP_NUM_THREADS": "1",
        "HF_HUB_OFFLINE": "1",
    }
    environment.pop("ATTRIBUTION_BASE_PACK", None)
    (folder / "few.toml").write_text(FEW_STEPS, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "training", *steps], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def from_settings(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from training.settings import *; {program}"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def test_a_settings_file_says_what_is_otherwise(tmp_path: Path) -> None:
    (tmp_path / "few.toml").write_text("[reader]\nclip = 7\n", encoding="utf-8")
    said = from_settings(
        "print(SETTINGS['reader']['clip'], SETTINGS['reader']['words'])",
        ATTRIBUTION_SETTINGS=str(tmp_path / "few.toml"),
    )
    plain = from_settings(
        "print(SETTINGS['reader']['clip'], SETTINGS['reader']['words'])", ATTRIBUTION_SETTINGS=""
    )
    assert said.stdout.split()[0] == "7" != plain.stdout.split()[0]
    assert said.stdout.split()[1] == plain.stdout.split()[1]


def test_a_table_that_no_step_reads_is_refused(tmp_path: Path) -> None:
    (tmp_path / "few.toml").write_text("[readers]\nclip = 7\n", encoding="utf-8")
    done = from_settings("", ATTRIBUTION_SETTINGS=str(tmp_path / "few.toml"))
    assert done.returncode == 1 and "[readers]" in done.stderr and "lemmatizer" in done.stderr


def test_a_missing_corpus_is_named_with_where_to_get_it(tmp_path: Path) -> None:
    done = from_settings("corpus('ner/ww.dev.json')", ATTRIBUTION_DATA=str(tmp_path))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert all(
        said in done.stderr
        for said in (str(tmp_path / "ner/ww.dev.json"), "docs/models.md", "ATTRIBUTION_DATA")
    )


@pytest.mark.slow
def test_a_missing_corpus_ends_the_steps(tmp_path: Path) -> None:
    done = training(tmp_path)
    assert done.returncode == 1 and "data failed" in done.stderr
    assert "treebank/en_combined.train.conllu is not there" in done.stderr and "docs/models.md" in done.stderr


@pytest.mark.slow
def test_all_steps_make_a_pack_that_parses(tmp_path: Path) -> None:
    write_corpora(tmp_path / "data")
    done = training(tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "work/pack/en-news"

    article = Article("dam.txt", SENTENCE, (Region("body", 0, len(SENTENCE)),))
    [(_, document)] = Annotator(find(folder)).parse([article])
    words = [word for sentence in document.sentences for word in sentence.words]
    assert words and all(word.upos and word.deprel for word in words)
    assert [sum(word.head < 0 for word in sentence.words) for sentence in document.sentences] == [1] * len(
        document.sentences
    )

    made = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert set(made["parts"]) == {"tokenize", "lemma", "shared"}
    assert all(isinstance(how, dict) for how in made["parts"].values()), "a part is the base pack's"
    assert made["parts"]["shared"]["settings"]["words"] == 200 and made["parts"]["shared"]["steps"] > 0
    assert {"treebank/en_combined.train.conllu", "ner/ww.train.json", "polnear/train"} <= set(made["data"])

    again = training(tmp_path)
    assert again.returncode == 0
    assert [line.split(",")[0] for line in again.stdout.splitlines()] == [f"{step}: done" for step in STEPS]
