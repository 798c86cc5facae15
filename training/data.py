"""The data of every other step, made from the corpora in the data folder: cut to length, tagged, as raw text.

    python -m training.data

Two sets of trees come out: `gold.*` with the treebank's own tags, for tagger and lemmatizer, and `tagged.*` with the tags
and lemmas that a tagger gives, for the parser: with gold tags its accuracy on dev looks six points better than it is.
"""

import gzip
import json
from collections.abc import Iterable, Iterator

import stanza
from stanza.models.common.doc import Document
from stanza.utils.datasets import prepare_tokenizer_data

from training.settings import BASE, LANG, PACKAGE, SETTINGS, WORK, corpus
from training.trees import Tree, raw_text, read_trees, write_trees

BATCH = 500
"""Sentences tagged at a time."""
READS = (
    "treebank/en_combined.train.conllu",
    "treebank/en_combined.dev.conllu",
    "silver/news.train.conllu.gz",
    "coref/ontogum.train.json",
    "coref/silver.train.json.gz",
)
"""Looked for before minutes of tagging begin."""


def tagged(trees: list[Tree], nlp: stanza.Pipeline) -> Iterator[Tree]:
    """The same heads and relations under the tags and lemmas that the pipeline gives to the words."""
    for start in range(0, len(trees), BATCH):
        batch = trees[start : start + BATCH]
        doc = nlp(Document([[{"id": i, "text": w.form} for i, w in enumerate(t.words, 1)] for t in batch]))
        for tree, sentence in zip(batch, doc.sentences, strict=True):
            yield tree.retagged([(w.lemma, w.upos, w.xpos, w.feats) for w in sentence.words])


def short(trees: Iterable[Tree]) -> list[Tree]:
    return [t for t in trees if 1 < len(t.words) <= SETTINGS["data"]["longest"]]


def tokenizer_files(part: str, trees: list[Tree]) -> None:
    """Raw text, labels of its characters and (empty) multi-word tokens, as Stanza's tokenizer wants them."""
    folder = WORK / "data"
    (folder / f"{part}.txt").write_text(raw_text(trees), encoding="utf-8")
    write_trees(folder / f"whole.{part}.conllu", trees)
    prepare_tokenizer_data.main(
        [
            str(folder / f"{part}.txt"),
            str(folder / f"whole.{part}.conllu"),
            "-o",
            str(folder / f"{part}.labels"),
            "-m",
            str(folder / f"{part}.mwt.json"),
        ]
    )


def coreference_file() -> None:
    """OntoGUM and some of the silver pieces, cut to length."""
    first, last = SETTINGS["data"]["silver_chains"]
    documents = json.loads(corpus("coref/ontogum.train.json").read_text(encoding="utf-8"))
    with gzip.open(corpus("coref/silver.train.json.gz"), "rt", encoding="utf-8") as silver:
        documents += json.load(silver)[first:last]
    cut = [piece for d in documents for piece in pieces(d, SETTINGS["data"]["longest_piece"])]
    (WORK / "data/coref.train.json").write_text(json.dumps(cut), encoding="utf-8")


def pieces(document: dict, longest: int) -> Iterator[dict]:
    """A document with chains (wl-coref's format) as pieces of whole sentences, at most `longest` words where
    that goes.

    A chain is cut with the text; what is left of it with one mention is dropped.
    """
    ends = [
        i
        for i in range(1, len(document["sent_id"]) + 1)
        if i == len(document["sent_id"]) or document["sent_id"][i] != document["sent_id"][i - 1]
    ]
    bounds = [0]
    for last, end in zip(ends, [*ends[1:], None]):
        if end is None or end - bounds[-1] > longest:
            bounds.append(last)
    for number, (start, end) in enumerate(zip(bounds, bounds[1:])):
        piece = {
            key: value[start:end]
            if isinstance(value, list) and len(value) == len(document["sent_id"])
            else value
            for key, value in document.items()
        }
        chains = [
            ([w for w in words if start <= w < end], [(b, e) for b, e in spans if start <= b and e <= end])
            for words, spans in zip(document["word_clusters"], document["span_clusters"], strict=True)
        ]
        chains = [(words, spans) for words, spans in chains if len(words) > 1 and len(spans) > 1]
        shift = -start
        piece |= {
            "document_id": f"{document['document_id']}_{number}",
            "sent_id": [s - document["sent_id"][start] for s in piece["sent_id"]],
            "head": [h if h in ("null", None) else h + shift for h in piece["head"]],
            "word_clusters": [[word + shift for word in words] for words, _ in chains],
            "span_clusters": [[[b + shift, e + shift] for b, e in spans] for _, spans in chains],
            "head2span": sorted(
                [w + shift, b + shift, e + shift]
                for w, b, e in document["head2span"]
                if start <= b and e <= end
            ),
        }
        yield piece


def main() -> None:
    """Writes the work folder's `data/`."""
    for name in READS:
        corpus(name)
    (WORK / "data").mkdir(parents=True, exist_ok=True)
    vectors = WORK / "vectors.pt"
    if not vectors.exists():
        vectors.write_bytes((BASE / LANG / "pretrain" / f"{PACKAGE}.pt").read_bytes())
    nlp = stanza.Pipeline(
        LANG,
        dir=str(BASE),
        processors=dict.fromkeys(("tokenize", "pos", "lemma"), PACKAGE),
        tokenize_pretokenized=True,
        download_method=None,
        use_gpu=False,
        verbose=False,
    )
    for part in ("train", "dev"):
        trees = read_trees(corpus(f"treebank/en_combined.{part}.conllu"))
        tokenizer_files(part, trees)
        every = {"gold": 1, "tagged": 1}
        if part == "train":
            trees = short(trees)
        else:
            every = {
                "gold": SETTINGS["data"]["tagger_dev_every"],
                "tagged": SETTINGS["data"]["parser_dev_every"],
            }
        write_trees(WORK / f"data/gold.{part}.conllu", trees[:: every["gold"]])
        write_trees(WORK / f"data/tagged.{part}.conllu", tagged(trees[:: every["tagged"]], nlp))
    # The silver trees come with lower-cased words for lemmas: under them the parser would learn nothing about
    # "say" from "said".
    write_trees(
        WORK / "data/silver.conllu", tagged(short(read_trees(corpus("silver/news.train.conllu.gz"))), nlp)
    )
    coreference_file()


if __name__ == "__main__":
    main()
