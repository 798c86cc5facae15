"""Model packs: what is in their files, begun from in training, opened for measuring."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import stanza
import torch
from stanza import Pipeline
from stanza.models.coref.model import CorefModel

from attribution.parse import spanning_tree
from attribution.parse.model_pack import GRAMMAR, Pack
from attribution.parse.shared_reader import SharedReader
from attribution.parse.variants import options
from training.text import sentence_bounds


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_grammar(pack: Pack, *processors: str, given_words: bool = False) -> Pipeline:
    """Stanza with the pack's models and no network; all of GRAMMAR and names, or only those named, on one
    thread.

    With `given_words` it takes documents that are words already.
    """
    torch.set_num_threads(1)
    spanning_tree.shorten()  # as the program runs them
    wanted = processors or (*GRAMMAR, "ner")
    common: dict[str, object] = {
        "tokenize_pretokenized": given_words,
        "download_method": None,
        "use_gpu": False,
        "verbose": False,
    }
    if pack.folder is None:
        return Pipeline("en", processors=",".join(("tokenize", "mwt", *wanted[1:])), **common)
    if pack.shared:
        common |= options(pack.shared)
    return stanza.Pipeline(
        "en", dir=str(pack.folder), package=None, processors=pack.processors(wanted), **common
    )


def open_everything(pack: Pack) -> Pipeline:
    """Grammar and names, and coreference where it is a processor of Stanza's like the others."""
    return open_grammar(pack, *GRAMMAR, "ner", *(("coref",) if pack.shared else ()))


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


def chain_finder(pack: Pack) -> Callable[[dict], list[list[int]]] | None:
    """What finds the chains of head words of a document in wl-coref's format, as given; None where the pack
    has nothing."""
    if pack.shared:
        reader = SharedReader(pack.shared)

        def shared(document: dict) -> list[list[int]]:
            words = document["cased_words"]
            reading = reader.read(
                words, sentence_bounds(document["sent_id"]), [False] * len(words), given=True
            )
            return [[mention.head for mention in chain] for chain in reader.chains(reading)]

        return shared
    model = open_coref(pack)
    return model and (lambda document: model.run(model.build_doc(document)).word_clusters)
