"""Model packs: what is in their files, begun from in training, opened for measuring."""

import hashlib
import shutil
from pathlib import Path

import stanza
import torch
from stanza import Pipeline
from stanza.models.coref.model import CorefModel

from attribution.parse import spanning_tree
from attribution.parse.model_pack import GRAMMAR, Pack
from training.settings import BASE, LANG, PACKAGE, WORK


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def start_of(step: str, part: str) -> Path:
    """`start.pt` in the step's folder, which its training begins with: the base pack's model of the part,
    unless one was put there."""
    start = WORK / step / "start.pt"
    if not start.exists():
        start.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(BASE / LANG / part / f"{PACKAGE}.pt", start)
    return start


def open_grammar(pack: Pack, *processors: str, given_words: bool = False) -> Pipeline:
    """Stanza with the pack's models and no network; all of GRAMMAR and names, or only those named, on one
    thread.

    With `given_words` it takes documents that are words already.
    """
    torch.set_num_threads(1)
    spanning_tree.shorten()  # as the program runs them
    wanted = processors or (*GRAMMAR, "ner")
    common = dict(tokenize_pretokenized=given_words, download_method=None, use_gpu=False, verbose=False)
    if pack.folder is None:
        return Pipeline("en", processors=",".join(("tokenize", "mwt", *wanted[1:])), **common)
    return stanza.Pipeline(
        "en", dir=str(pack.folder), package=None, processors=dict.fromkeys(wanted, pack.package), **common
    )


def open_coref(pack: Pack) -> CorefModel | None:
    """The pack's coreference model with the transformer beside it; None where it has none."""
    if pack.coref is None:
        return None
    model = CorefModel.load_model(
        str(pack.coref),
        config_update={"bert_model": str(pack.coref.parent / "minilm"), "device": "cpu", "log_norms": False},
    )
    model.training = False
    return model
