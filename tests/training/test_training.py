"""The training steps' settings and small parts, and the shipped pack: whole, small enough, at home anywhere,
as its card says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from attribution.measure.gold import GoldAttribution
from attribution.parse.model import Model, Vocabulary
from attribution.parse.model_pack import SHIPPED, find
from attribution.parse.pieces import Pieces
from training import settings
from training.__main__ import STEPS
from training.batches import Maker
from training.lessons import losses, said
from training.plan import plan
from training.text import Text, sentence_bounds, stretch
from training.texts import articles
from training.trees import Tree, Word, conllu, raw_text, read_trees

PACK = SHIPPED / "en-news"
MB = 1_000_000
CARD = PACK / "card.json"


def size(*folders: Path) -> int:
    return sum(p.stat().st_size for folder in folders for p in folder.rglob("*") if p.is_file())


def word(form: str, head: int, glued: bool = False) -> Word:
    return Word(
        form,
        form.lower(),
        "NOUN",
        "NN",
        "_",
        head,
        "dep" if head else "root",
        "SpaceAfter=No" if glued else "_",
    )


# ------------------------------------------------------------------- settings


@pytest.mark.parametrize("step", ["tokenizer", "lemmatizer"])
def test_settings_are_options_that_stanza_knows(step: str) -> None:
    from stanza.models import lemmatizer, tokenizer

    command = {"tokenizer": tokenizer, "lemmatizer": lemmatizer}[step]
    parsed = command.parse_args(settings.options(step, shorthand="en_news"))
    assert parsed["seed"] == settings.SETTINGS[step]["seed"]


def test_flags_and_values_become_a_command_line() -> None:
    line = settings.options("tokenizer", mode="train", plain=True, no_such=False)
    assert "--plain" in line and "--no_such" not in line
    assert line[line.index("--steps") + 1] == str(settings.SETTINGS["tokenizer"]["steps"])


def test_every_step_is_a_module() -> None:
    for step in STEPS:
        assert (settings.ROOT / "training" / f"{step}.py").is_file()


# ----------------------------------------------------------------- small parts


def test_trees_are_read_and_written(tmp_path: Path) -> None:
    trees = [
        Tree((word("Hello", 0, glued=True), word(".", 1)), document="one", paragraph=True),
        Tree((word("Bye", 0),)),
        Tree((word("New", 0),), paragraph=True),
    ]
    assert raw_text(trees) == "Hello. Bye\n\nNew\n"
    file = tmp_path / "trees.conllu"
    file.write_text("# newdoc id = one\n" + conllu(trees), encoding="utf-8")
    again = read_trees(file)
    assert [t.words for t in again] == [t.words for t in trees]
    assert again[0].document == "one" and again[0].paragraph and not again[1].paragraph


def test_multi_word_tokens_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "mwt.conllu"
    file.write_text("1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n", encoding="utf-8")
    with pytest.raises(ValueError, match="multi-word token"):
        read_trees(file)


def test_a_text_is_cut_with_its_chains_and_heads() -> None:
    text = Text(
        list("abcdefgh"),
        [0, 0, 0, 1, 1, 2, 2, 2],
        [False] * 8,
        heads=[-1, 0, 0, -1, 3, -1, 5, 5],
        chains=[[(0, 0, 1), (3, 3, 4)], [(5, 5, 6), (7, 7, 8)], [(1, 1, 2), (6, 6, 7)]],
    )
    assert sentence_bounds(text.sentences) == [(0, 3), (3, 5), (5, 8)]
    first, second = stretch(text, 0, 5), stretch(text, 5, 8)
    assert first.words == list("abcde") and second.words == list("fgh")
    assert first.chains == [[(0, 0, 1), (3, 3, 4)]] and second.chains == [
        [(0, 0, 1), (2, 2, 3)]
    ]  # one is cut through
    assert second.heads == [-1, 0, 0] and second.sentences == [2, 2, 2]


def test_silver_trees_are_found_in_the_marked_article() -> None:

    raw = "Mayor Ana Ruiz said\nit is quite safe.\n\nShe left for the coast of the country."
    told = (
        "Mayor Ana Ruiz said it is quite safe .",
        "Somewhere else entirely , quite another one",
        "She left for the coast of the country .",
    )
    trees = [Tree(tuple(word(form, head) for head, form in enumerate(forms.split()))) for forms in told]
    gold = {"a": (raw, [GoldAttribution(((20, 36),), ((0, 14),), ((15, 19),))])}
    chains = {
        "document_id": "polnear_a_0",
        "cased_words": ["Mayor", "Ana", "Ruiz", "said", "it", "is", "quite", "safe", ".", "She", "left"],
        "word_clusters": [[2, 9]],
        "head2span": [],
    }
    [text] = articles(gold, trees, [chains])
    assert " ".join(text.words) == f"{told[0]} {told[2]}"
    assert [w for w, (content, _, _) in zip(text.words, text.speech, strict=True) if content] == [
        "it",
        "is",
        "quite",
        "safe",
    ]
    assert [w for w, (_, cue, source) in zip(text.words, text.speech, strict=True) if cue or source] == told[
        0
    ].split()[:4]
    assert text.chains == [[(2, -1, -1), (9, -1, -1)]]
    assert text.breaks.index(True) == 3 and text.silver and not text.ends


def test_every_step_has_words_of_all_corpora_and_the_plan_is_the_same_each_time() -> None:
    def corpus(letter: str) -> list[Text]:
        return [Text([letter] * 3000, [n // 10 for n in range(3000)], [False] * 3000)]

    steps = plan([(corpus("a"), 2.0), (corpus("b"), 0.5)], seed=1)
    words = [w for step in steps for piece in step for w in piece.text.words[piece.start : piece.end]]
    assert words.count("a") == 6000 and 0 < words.count("b") < 3000
    again = plan([(corpus("a"), 2.0), (corpus("b"), 0.5)], seed=1)
    assert [[(p.start, p.end) for p in step] for step in again] == [
        [(p.start, p.end) for p in step] for step in steps
    ]


def test_every_head_learns_from_what_is_marked() -> None:
    """A loss for every head, with a way back to the transformer."""
    said_so = ["Ana Ruiz said she left .", "She said that the dam would hold ."]
    words = [word for sentence in said_so * 8 for word in sentence.split()]
    sentences = [n // 13 * 2 + (n % 13 > 5) for n in range(len(words))]
    count = len(words)
    marked = Text(
        words,
        sentences,
        [False] * count,
        tags=[("NOUN", "NN", "_")] * count,
        heads=[n - 1 if n and sentences[n] == sentences[n - 1] else -1 for n in range(count)],
        relations=["dep"] * count,
        names=["O"] * count,
        chains=[[(0, 0, 2), (3, 3, 4), (6, 6, 7)]],
        speech=[(True, False, False)] * count,
        ends=True,
    )
    known = Vocabulary(("NOUN", "VERB"), ("NN", "VB"), ("_", "A=B"), ("dep", "root"), ("O", "S-Person"))
    torch.manual_seed(1)
    model = Model(known).eval()
    batch = Maker(known, Pieces(PACK / "en/shared/tokenizer.json")).batch([marked], 60)
    of_it = said(model, batch)
    found = losses(model, of_it, batch)
    assert set(found) == set(settings.SETTINGS["reader"]["weights"])
    sum(found.values()).backward()
    assert all(p.grad is not None for p in model.encoder.layers.parameters())


def test_models_are_slimmed_to_half_floats_without_paths() -> None:
    import torch

    from training.assemble import slim

    model = slim(
        {
            "model": {"w": torch.ones(20, 20), "n": torch.tensor([1])},
            "config": {"train_file": "/elsewhere/x.conllu"},
        }
    )
    assert model["model"]["w"].dtype == torch.float16 and model["model"]["n"].dtype == torch.int64
    assert model["config"]["train_file"] == "x.conllu"


# source, cue, content; words as text/part of speech/head/relation; source edge, content edge, within reach
SPEECH = [
    (
        "Ruiz",
        "said",
        "it is safe",
        "Ruiz/PROPN/2/nsubj said/VERB/0/root it/PRON/5/nsubj is/AUX/5/cop safe/ADJ/2/ccomp",
        True,
        True,
        True,
    ),
    (
        "Ruiz",
        "said",
        "it is safe",
        "Ruiz/PROPN/5/vocative said/VERB/0/root it/PRON/5/nsubj is/AUX/5/cop safe/ADJ/2/dep",
        False,
        False,
        True,
    ),
    (
        "Ruiz",
        "According",
        "it is safe",
        "According/VERB/3/case to/ADP/1/fixed Ruiz/PROPN/6/obl it/PRON/6/nsubj is/AUX/6/cop safe/ADJ/0/root",
        False,
        False,
        False,
    ),
    (
        "Ruiz",
        "is",
        "it works",
        "Ruiz/PROPN/3/nsubj is/AUX/3/cop sure/ADJ/0/root it/PRON/5/nsubj works/VERB/3/ccomp",
        True,
        False,
        False,
    ),
    ("Ruiz", "angers", "It", "It/PRON/2/nsubj angers/VERB/0/root Ruiz/PROPN/2/obj", False, False, False),
]


@pytest.mark.parametrize(("source", "cue", "content", "tree", "source_edge", "content_edge", "reach"), SPEECH)
def test_speech_edges(
    source: str, cue: str, content: str, tree: str, source_edge: bool, content_edge: bool, reach: bool
) -> None:
    from stanza.models.common.doc import Document

    from training.speech import Joined, joins

    words = [word.split("/") for word in tree.split()]
    text = " ".join(word for word, *_ in words)
    starts = [sum(len(w) + 1 for w, *_ in words[:i]) for i in range(len(words))]
    document = Document(
        [
            [
                {
                    "id": i + 1,
                    "text": w,
                    "upos": upos,
                    "head": int(head),
                    "deprel": relation,
                    "start_char": at,
                    "end_char": at + len(w),
                }
                for i, ((w, upos, head, relation), at) in enumerate(zip(words, starts, strict=True))
            ]
        ],
        text,
    )
    marked = GoldAttribution(
        *(((text.index(part), text.index(part) + len(part)),) for part in (content, source, cue))
    )
    assert list(joins(text, [marked], document)) == [Joined("indirect", source_edge, content_edge, reach)]


# ------------------------------------------------------------ the shipped pack


def test_what_is_marked_twice_counts_once() -> None:
    from training.runs import distinct

    text = "“The dam will hold,” she said."
    [item] = distinct(text, [((0, 20),), ((1, 18),), ()])
    assert item.type == "direct" and item.content == frozenset(i for i in range(1, 18) if text[i] != " ")


@pytest.mark.slow
def test_runs_of_likely_words_are_held_against_what_people_marked(tmp_path: Path) -> None:
    from training.packs import open_grammar
    from training.runs import speech_runs

    text = "“The dam will hold until spring,” said Ana Ruiz, the mayor.\n"
    parts = {"Content": "“The dam will hold until spring,”", "Cue": "said", "Source": "Ana Ruiz, the mayor"}
    places = [(text.index(words), text.index(words) + len(words)) for words in parts.values()]
    lines = [
        f"T{n}\t{role} {a} {b}\t{text[a:b]}"
        for n, (role, (a, b)) in enumerate(zip(parts, places, strict=True))
    ]
    event = "E0\tAttribution:T1 " + " ".join(f"{role}:T{n}" for n, role in enumerate(parts))
    for file, content in (("text/a.txt", text), ("attributions/a_0000.ann", "\n".join([*lines, event]))):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(content, encoding="utf-8")
    found = speech_runs(open_grammar(find("en-news"), "tokenize", "pos"), tmp_path)
    assert found == {
        kind: {"marked": 1, "recall": 1.0, "precision": 1.0} for kind in ("content", "cue", "source")
    }


def test_the_pack_is_small() -> None:
    assert size(PACK) <= 130 * MB
    assert max(p.stat().st_size for p in PACK.rglob("*") if p.is_file()) <= 50 * MB


def test_the_listing_has_the_digests_of_the_files() -> None:
    import hashlib

    listing = json.loads((PACK / "resources.json").read_text(encoding="utf-8"))["en"]
    parts = {part: models for part, models in listing.items() if part not in ("lang_name", "url", "packages")}
    assert set(parts) == {"tokenize", "lemma"}
    for part, models in parts.items():
        for name, told in models.items():
            assert hashlib.md5((PACK / "en" / part / f"{name}.pt").read_bytes()).hexdigest() == told["md5"]


@pytest.mark.skipif(not CARD.exists(), reason="the pack that ships was made before there were cards")
def test_the_card_agrees_with_the_files() -> None:
    from training.card import files

    card = json.loads(CARD.read_text(encoding="utf-8"))
    assert card["files"] == files(PACK)
    assert card["pack"] == find("en-news").id
    assert card["provenance"]["code"] and card["provenance"]["data"]


def test_the_pack_opens_from_another_folder_with_no_network(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(PACK, copy)
    program = f"""
import socket
def refuse(*_): raise OSError("no network in this test")
socket.socket.connect = refuse
from attribution.parse.model_pack import find
from training.packs import open_everything
document = open_everything(find({str(copy)!r}))("Ann Lee said that she left.")
print(len(document.sentences[0].words), document.sentences[0].words[2].deprel, document.ents[0].text)
print([[(m.start_word, m.end_word) for m in chain.mentions] for chain in document.coref])
"""
    offline = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "OMP_NUM_THREADS": "1",
        "STANZA_RESOURCES_DIR": str(tmp_path / "nothing"),
        "HF_HOME": str(tmp_path / "empty"),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.ROOT, env=offline, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.strip().splitlines()
    assert lines[-2] == "7 root Ann Lee"
    assert lines[-1] == "[[(0, 2), (4, 5)]]"
