"""A parser that begins with what the base pack's parser knows, where the two have something in common.

Rows of embeddings go over by their word, tag or relation; columns of the first layer by the input they read. What the
settings leave out (letters, features) is dropped, what is new begins at random. Less than half the training is needed then.
"""

from pathlib import Path

import torch
from stanza.models import parser
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.utils import set_random_seed, update_word_cutoff
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer, Trainer
from stanza.models.pos.vocab import MultiVocab
from stanza.utils.conll import CoNLL

EMBEDDED = {
    "word_emb.weight": "word",
    "lemma_emb.weight": "lemma",
    "upos_emb.weight": "upos",
    "xpos_emb.weight": "xpos",
}
READS_INPUT = (
    "parserlstm.lstm.0.lstm.weight_ih_l0",
    "parserlstm.lstm.0.lstm.weight_ih_l0_reverse",
    "parserlstm.highway.0.weight",
    "parserlstm.gate.0.weight",
)


def inputs(config: dict) -> list[tuple[str, int]]:
    """What a graph parser's first layer reads, in order, with the number of columns; Stanza reads the tags
    twice."""
    words, tags = config["word_emb_dim"], config["tag_emb_dim"]
    return (
        [("vectors", config["transformed_dim"]), ("word", words), ("lemma", words), ("tag", tags)]
        + [("tag", tags)] * config["use_ufeats"]
        + [("letters", config["transformed_dim"])] * config["char"]
    )


def columns(weight: torch.Tensor, old: dict, new: dict) -> torch.Tensor:
    """The columns that the new parser reads; those of an input that the old one read twice are added up."""
    read: dict[str, torch.Tensor] = {}
    for (name, _), part in zip(inputs(old), weight.split([n for _, n in inputs(old)], dim=-1), strict=True):
        read[name] = read[name] + part if name in read else part
    return torch.cat([read[name] for name, _ in inputs(new)], dim=-1)


def rows(weight: torch.Tensor, fresh: torch.Tensor, old: object, new: object) -> torch.Tensor:
    """`fresh` with the row of every unit that both vocabularies have."""
    result = fresh.clone()
    for unit, row in new._unit2id.items():
        if unit in old._unit2id:
            result[row] = weight[old._unit2id[unit]]
    return result


def warm_start(base: Path, line: list[str], target: Path) -> None:
    """Writes the model that `stanza.models.parser` can `--continue_from` to `target`, for the command line
    `line`."""
    args = parser.parse_args(line)
    set_random_seed(args["seed"])
    pretrain = Pretrain(args["wordvec_pretrain_file"])
    args["word_cutoff"] = update_word_cutoff(pretrain, args["word_cutoff"])
    trees, _, _ = CoNLL.conll2dict(input_file=args["train_file"])
    vocab = DataLoader(Document(trees), args["batch_size"], args, pretrain, evaluation=False).vocab
    trainer: Trainer = GraphTrainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu")

    saved = torch.load(base, map_location="cpu", weights_only=True)
    known, old = MultiVocab.load_state_dict(saved["vocab"]), saved["config"]
    state = trainer.model.state_dict()
    for name, fresh in state.items():
        if name not in saved["model"]:
            continue
        weight = saved["model"][name].float()
        if name in EMBEDDED:
            weight = rows(weight, fresh, known[EMBEDDED[name]], vocab[EMBEDDED[name]])
        elif name in READS_INPUT or name == "drop_replacement":
            weight = columns(weight, old, args)
        elif name.startswith("deprel.scorer.W_bilin"):
            ids = [
                known["deprel"]._unit2id.get(u, VOCAB_PREFIX_SIZE) - VOCAB_PREFIX_SIZE
                for u in vocab["deprel"]._id2unit[VOCAB_PREFIX_SIZE:]
            ]
            weight = weight[..., ids]
        if weight.shape == fresh.shape:
            state[name] = weight
    trainer.model.load_state_dict(state)
    target.parent.mkdir(parents=True, exist_ok=True)
    trainer.save(str(target))
