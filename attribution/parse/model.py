"""The transformer with its heads, and the file that they are kept in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from attribution.parse.coreference import Coreference
from attribution.parse.encoder import Encoder
from attribution.parse.heads import Labels, TreeHead

SPEECH = ("content", "cue", "source")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the heads choose among, each label by its number."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    """``O`` first, then ``B-Person``, ``I-Person``, ``E-Person``, ``S-Person``, ….."""


class Model(nn.Module):
    """One encoder, all heads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.encoder = Encoder()
        self.tags = Labels(
            384,
            {
                "upos": len(vocabulary.upos),
                "xpos": len(vocabulary.xpos),
                "feats": len(vocabulary.feats),
                "end": 1,
            },
        )
        self.names = Labels(256, {"name": len(vocabulary.names)})
        self.speech = Labels(192, {"speech": len(SPEECH)})
        self.trees = TreeHead(len(vocabulary.relations))
        self.coreference = Coreference()


def save(model: Model, folder: Path) -> None:
    """Writes `weights.safetensors` in half floats and `labels.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    state: dict[str, Tensor] = {
        name: weight.detach().half().contiguous() for name, weight in model.state_dict().items()
    }
    save_file(state, folder / "weights.safetensors", {"format": "pt"})
    labels = {kind: getattr(model.vocabulary, kind) for kind in Vocabulary.__dataclass_fields__}
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def load(folder: Path) -> Model:
    """The model of a folder that `save` wrote, in single floats, ready to read. Raises what its files make it
    raise."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    model = Model(Vocabulary(**{kind: tuple(values) for kind, values in labels.items()}))
    model.load_state_dict(
        {name: weight.float() for name, weight in load_file(folder / "weights.safetensors").items()}
    )
    return model.eval().requires_grad_(False)


def start(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Gives the encoder the weights of a BERT of its size, named as Hugging Face's `BertModel` names them."""
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "shapes.weight": torch.zeros_like(encoder.shapes.weight),
    }
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for number in range(len(encoder.layers)):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            state[f"{new}.attend.{kind}"] = torch.cat(
                [weights[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for name, theirs in (
                ("gather", "attention.output.dense"),
                ("gathered", "attention.output.LayerNorm"),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("done", "output.LayerNorm"),
            ):
                state[f"{new}.{name}.{kind}"] = weights[f"{old}.{theirs}.{kind}"]
    encoder.load_state_dict({name: weight.float() for name, weight in state.items()})
