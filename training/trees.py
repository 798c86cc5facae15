"""Dependency trees as CoNLL-U files have them (https://universaldependencies.org/format.html), without
multi-word tokens."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    """Number of the head in the sentence, from 1; 0 for the root."""
    deprel: str
    misc: str

    @property
    def glued(self) -> bool:
        """Whether the next word follows without a space."""
        return "SpaceAfter=No" in self.misc


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence. `document` and `paragraph` say that one begins with it, the document by its name."""

    words: tuple[Word, ...]
    document: str = ""
    paragraph: bool = False


def read_trees(path: Path) -> list[Tree]:
    """All sentences of a CoNLL-U file, gzipped or not. Raises ValueError where it has multi-word tokens or
    empty words."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        return [_tree(block) for block in file.read().strip().split("\n\n")]


def _tree(block: str) -> Tree:
    words, document, paragraph = [], "", False
    for line in block.split("\n"):
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip() or "document"
            paragraph = paragraph or line.startswith(("# newpar", "# newdoc"))
            continue
        column = line.split("\t")
        if not column[0].isdigit():
            raise ValueError(f"multi-word token or empty word, take it apart first: {line}")
        words.append(Word(*column[1:6], int(column[6]), column[7], column[9]))
    return Tree(tuple(words), document, paragraph)


def conllu(trees: Iterable[Tree]) -> str:
    """The trees in CoNLL-U."""
    return "".join(
        "".join(
            f"{i}\t{w.form}\t{w.lemma}\t{w.upos}\t{w.xpos}\t{w.feats}\t{w.head}\t{w.deprel}\t_\t{w.misc}\n"
            for i, w in enumerate(tree.words, 1)
        )
        + "\n"
        for tree in trees
    )


def write_trees(path: Path, trees: Iterable[Tree]) -> None:
    path.write_text(conllu(trees), encoding="utf-8")


def raw_text(trees: list[Tree]) -> str:
    """The text that the sentences were made from: spaces as the words say, an empty line between two."""
    pieces: list[str] = []
    for tree in trees:
        if pieces and tree.paragraph:
            pieces[-1] = pieces[-1].rstrip() + "\n\n"
        pieces += [w.form + ("" if w.glued else " ") for w in tree.words]
    return "".join(pieces).rstrip() + "\n"
