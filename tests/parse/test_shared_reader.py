"""The shared reader: is what it reads of an article whole and the article's own, whatever stands in it and
around it?"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from attribution.article import Article, Region
from attribution.document import Document
from attribution.parse.annotator import Annotator
from attribution.parse.best_tree import are_marks, best_heads, flatten
from attribution.parse.clusters import Asked, clusters
from attribution.parse.conllu import Stored, read, write
from attribution.parse.model_pack import find
from attribution.parse.name_paths import best_names
from attribution.parse.parse_cache import ParseCache, dump, key, load
from attribution.parse.pieces import SHAPES, Pieces, shape
from attribution.parse.shared_reader import LONGEST_SENTENCE, SharedReader
from attribution.parse.windows import LIMIT, cut, lay_out

PACK = find()
pytestmark = pytest.mark.skipif(PACK.shared is None, reason="the pack that ships has a model a part")

STORY = (
    "“The dam will hold,” said Ana Ruiz, the mayor, on Monday. She added that nobody had asked her.\n\n"
    "Tom Lee told the council that the dam was “a risk”. He did not say why."
)
ODD = [
    "",
    "No",
    "\u00ad",
    "\u200b \ufffd",
    "😀 👩‍👩‍👧 said",
    "a" * 700,
    "!" * 600,
    "The \u00admayor\u00ad said no.",
    "\u0301\u0301 it rained",
    "Wort und Wörter: “No”",
    "x " * 1300,
]


@pytest.fixture(scope="module")
def reader() -> SharedReader:
    assert PACK.shared
    return SharedReader(PACK.shared)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    assert PACK.shared
    return Pieces(PACK.shared / "tokenizer.json")


def article(text: str, name: str = "a.txt") -> Article:
    return Article(name, text, (Region("body", 0, len(text)),) if text else ())


def parse(annotator: Annotator, *texts: str) -> list[Document]:
    return [
        document
        for _, document in annotator.parse([article(text, f"{n}.txt") for n, text in enumerate(texts)])
    ]


# ------------------------------------------------------------- whole articles


def test_an_article_is_read_alike_alone_and_among_others_in_any_order(annotator: Annotator) -> None:
    long = " ".join([STORY.replace("\n\n", " ")] * 30)
    alone = [parse(annotator, text)[0] for text in (STORY, long, ODD[4])]
    assert parse(annotator, STORY, long, ODD[4]) == alone
    assert parse(annotator, ODD[4], long, "Another one.", STORY)[::-1] == [
        alone[0],
        *parse(annotator, "Another one."),
        *alone[1:],
    ]


def test_every_word_says_how_likely_it_is_content_cue_and_source(annotator: Annotator) -> None:
    [document] = parse(annotator, STORY)
    words = {word.text: word for sentence in document.sentences for word in sentence.words}
    for word in words.values():
        assert len(word.speech) == 3 and all(0 <= p <= 1 and p == round(p, 2) for p in word.speech)
    content, cue, source = (
        [words[text].speech[i] for text in texts.split()]
        for i, texts in enumerate(("dam hold", "said told", "Ana She"))
    )
    assert min(content) > 0.5 and min(cue) > 0.5 and min(source) > 0.5


def test_speech_is_kept_through_the_cache_and_conllu(annotator: Annotator, tmp_path: Path) -> None:
    [document] = parse(annotator, STORY)
    assert load(dump(document)) == document
    cache = ParseCache(tmp_path)
    name = key(article(STORY), PACK.id)
    cache.put(name, document)
    assert cache.get(name) == document
    text = write([Stored(STORY, PACK.id, document)])
    assert "Speech=0." in text
    [again] = read(text)
    assert again.document == document


def test_parses_without_speech_have_none_in_conllu() -> None:
    plain = "# newdoc id = a\n# text = No\n1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_\n"
    [stored] = read(plain)
    assert stored.document.sentences[0].words[0].speech == ()
    assert "Speech" not in write([stored])


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_nothing_in_an_article_stops_the_reader(annotator: Annotator, text: str) -> None:
    [document] = parse(annotator, text)
    assert document.gaps == ()
    for sentence in document.sentences:
        assert sum(word.head < 0 for word in sentence.words) == 1
        assert len(sentence.words) <= LONGEST_SENTENCE
        [root] = [word.index for word in sentence.words if word.head < 0]
        assert all(root in (word.index, *sentence.ancestors(word.index)) for word in sentence.words)


def test_a_failing_coreference_leaves_a_gap_and_the_grammar(
    monkeypatch: pytest.MonkeyPatch, annotator: Annotator
) -> None:
    [whole] = parse(annotator, STORY)

    def fail(*_: object) -> None:
        raise RuntimeError("no chains")

    monkeypatch.setattr(SharedReader, "chains", fail)
    [document] = parse(annotator, STORY)
    assert document == replace(whole, chains=(), gaps=("coreference",))


def test_a_pronoun_is_put_with_its_name(annotator: Annotator) -> None:
    text = "Ana Ruiz is the mayor of the town. She said that she would not leave."
    [document] = parse(annotator, text)
    assert any(
        {"Ana Ruiz", "She", "she"} <= {text[m.start : m.end] for m in chain} for chain in document.chains
    )


def test_the_reader_opens_with_no_network_and_no_pickle(tmp_path: Path) -> None:
    program = f"""
import pickle, socket
from attribution.parse.shared_reader import SharedReader
def refuse(*_, **__): raise OSError("not in this test")
socket.socket.connect = refuse
pickle.load = pickle.loads = pickle.Unpickler = refuse
reader = SharedReader(__import__("pathlib").Path({str(PACK.shared)!r}))
reading = reader.read(["Ana", "Ruiz", "left", "."], [(0, 4)], [False] * 4)
print(reading.upos, reading.heads, reading.names)
"""
    bare = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", program], env=bare, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (
        done.stdout.strip()
        == "['PROPN', 'PROPN', 'VERB', 'PUNCT'] [2, 0, -1, 2] ['B-Person', 'E-Person', 'O', 'O']"
    )


def test_stanzas_own_pipeline_takes_the_reader_as_a_variant() -> None:
    import stanza

    from attribution.parse.variants import READS, options

    assert PACK.shared and PACK.package
    nlp = stanza.Pipeline(
        "en",
        dir=str(PACK.folder),
        package=None,
        download_method=None,
        use_gpu=False,
        verbose=False,
        processors={"tokenize": PACK.package, "lemma": PACK.package} | dict.fromkeys(READS, "shared"),
        **options(PACK.shared),
    )
    document = nlp("Ana Ruiz said that she was ready. She left for Paris.")
    assert [(e.text, e.type) for e in document.ents] == [("Ana Ruiz", "Person"), ("Paris", "Location")]
    said = document.sentences[0].words[2]
    assert (said.upos, said.xpos, said.lemma, said.head, said.deprel) == ("VERB", "VBD", "say", 0, "root")
    assert document.coref[0].representative_text == "Ana Ruiz"
    assert len(document.reading.speech) == document.num_words


# ---------------------------------------------------------------- small parts


def test_given_sentences_stay_and_long_ones_are_cut(reader: SharedReader) -> None:
    words = ["word", "."] * 200
    reading = reader.read(words, [(0, 10), (10, 400)], [False] * 400, given=True)
    assert reading.sentences == [(0, 10), (10, 190), (190, 370), (370, 400)]
    assert len(reading.heads) == len(reading.names) == len(reading.speech) == 400
    for start, end in reading.sentences:
        assert all(head == -1 or start <= head < end for head in reading.heads[start:end])


def test_windows_are_of_whole_sentences_and_about_as_long(pieces: Pieces) -> None:
    assert cut([100] * 6, 250) == [(0, 2), (2, 4), (4, 6)]
    assert cut([10, 300, 10], 250) == [(0, 1), (1, 2), (2, 3)]
    assert cut([], 250) == []
    words = ["unbelievably"] * 400
    windows = lay_out(words, [(0, 400)], [False] * 400, pieces)
    assert windows.pieces.shape[1] <= LIMIT + 1 and windows.words.tolist() == list(range(400))


def test_how_words_are_written() -> None:
    assert [
        SHAPES[shape(w)] for w in ("says", "Ana", "NATO", "A", "McCain", "1,200", "G20", "-", "’s", "Al-Ani")
    ] == [
        "lower",
        "title",
        "upper",
        "initial",
        "mixed",
        "digits",
        "letters and digits",
        "marks",
        "lower",
        "title",
    ]


def test_a_best_head_that_makes_no_tree_is_searched_for() -> None:
    scores = np.full((1, 3, 4), -9.0, dtype=np.float32)
    scores[0, 0, 2], scores[0, 1, 1] = 5, 5  # the first two hang on each other,
    scores[0, 2, 0], scores[0, 0, 3] = 5, 4  # the third is the root and nearly the first's head
    assert best_heads(scores, [(0, 3)], [(0, 3)]).tolist() == [2, 0, -1]
    assert best_heads(scores, [(0, 3)], [(0, 1), (1, 2), (2, 3)]).tolist() == [-1, -1, -1]


def test_names_are_whole() -> None:
    labels = ("O", "B-Person", "E-Person", "I-Person", "S-Person")
    scores = np.array(
        [[0, 5, 0, 0, 3], [4, 0, 3, 0, 0]], dtype=np.float32
    )  # the best tags would begin a name without an end
    assert best_names(scores, [(0, 2)], labels) == ["B-Person", "E-Person"]
    assert best_names(scores, [(0, 1), (1, 2)], labels) == ["S-Person", "O"]


def test_a_mention_looks_back_over_so_many_and_no_more(reader: SharedReader) -> None:
    words = ["Ana", "said", "that", "she", "left", "."] * 900
    reading = reader.read(words, [(n, n + 6) for n in range(0, 5400, 6)], [False] * 5400, given=True)
    for chain in reader.chains(reading):
        assert chain == sorted(chain) and all(m.start <= m.head < m.end for m in chain)
    assert torch.is_tensor(reading.mentions[0][0])


def test_a_name_unlike_the_names_of_a_cluster_needs_a_better_link() -> None:
    def asked(form: str, upos: str = "PROPN", name: str = "") -> Asked:
        return Asked(form, upos, "PRP" if upos == "PRON" else "NNP", frozenset((name or form).split()))

    words = [asked("ana", name="ana ruiz"), asked("tom"), asked("ruiz"), asked("she", "PRON")]
    rows, none = [[0, 1, 2]] * 4, -99.0
    scores = [[none] * 3, [1, none, none], [-3, none, none], [-2, none, -2.5]]
    assert clusters(words, rows, scores) == [[0, 2, 3]]
    assert clusters(words, rows, [[none] * 3, [2, none, none], [none] * 3, [none] * 3]) == [[0, 1]]


def test_a_run_of_marks_is_no_sentence_to_search():
    assert are_marks(["“", "”"] * 30) and not are_marks(["*"] * 3) and not are_marks(["“", "Yes", "”"] * 30)
    scores = np.zeros((1, 4, 5), dtype=np.float32)
    flatten(scores, [(0, 4)], [(1, 4)])
    assert best_heads(scores, [(0, 4)], [(0, 1), (1, 4)]).tolist() == [-1, -1, 1, 1]
