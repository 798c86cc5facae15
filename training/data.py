"""The data of tokenizer and lemmatizer, made from the treebanks in the data folder, as Stanza's own training
wants them.

python -m training.data
"""

from collections.abc import Iterable

from stanza.utils.datasets import prepare_tokenizer_data

from training.settings import SETTINGS, WORK, corpus
from training.trees import Tree, raw_text, read_trees, write_trees

READS = (
    "treebank/en_combined.train.conllu",
    "treebank/en_combined.dev.conllu",
    "silver/news.train.conllu.gz",
    "coref/ontogum.train.json",
    "coref/silver.train.json.gz",
    "ner/ww.train.json",
    "polnear/train",
)
"""What this step and those after it read: looked for before any of them begins."""


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


def main() -> None:
    """Writes the work folder's `data/`."""
    for name in READS:
        corpus(name)
    (WORK / "data").mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        trees = read_trees(corpus(f"treebank/en_combined.{part}.conllu"))
        tokenizer_files(part, trees)
        write_trees(WORK / f"data/gold.{part}.conllu", short(trees) if part == "train" else trees)


if __name__ == "__main__":
    main()
