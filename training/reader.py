"""The shared reader: one transformer and all its heads, trained together over all corpora. Goes on where it
was cut off.

    python -m training.reader

It runs on an accelerator where there is one; `accelerator.toml` has the settings for that.
"""

import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from attribution.parse.model import Model, Vocabulary, load, save, start
from attribution.parse.pieces import Pieces
from training.batches import Batch, Maker, moved
from training.dev import shares_right
from training.lessons import TUNED, losses, said
from training.plan import Piece, Steps, plan
from training.settings import BASE, LANG, WORK
from training.text import Text, kept

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def vocabulary(texts: list[Text]) -> Vocabulary:
    """Every label that the texts have."""
    tags = [tag for text in texts for tag in text.tags or ()]
    relations = {relation for text in texts for relation in text.relations or ()}
    names = {name for text in texts for name in text.names or ()} - {"O"}
    upos, xpos, feats = (tuple(sorted({tag[i] for tag in tags})) for i in range(3))
    return Vocabulary(upos, xpos, feats, tuple(sorted(relations)), ("O", *sorted(names)))


def begin(vocabulary: Vocabulary) -> Model:
    """A model whose transformer is `start.safetensors` of the work folder, a BERT's weights by Hugging Face's
    names such as all-MiniLM-L6-v2's; or else the base pack's, with its heads where they know the same labels.
    """
    model = Model(vocabulary)
    given = WORK / "start.safetensors"
    shared, other = BASE / LANG / "shared", BASE / LANG / "coref" / "minilm"
    if not given.exists() and shared.exists():
        base = load(shared)
        same = base.vocabulary == vocabulary
        (model if same else model.encoder).load_state_dict((base if same else base.encoder).state_dict())
    else:
        start(model.encoder, load_file(given if given.exists() else other / "model.safetensors"))
    return model


def optimizer_of(model: Model) -> torch.optim.Optimizer:
    for frozen in (model.encoder.pieces, model.encoder.places):
        frozen.requires_grad_(False)
    slow = [p for n, p in model.encoder.named_parameters() if p.requires_grad and not n.startswith("shapes")]
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": slow, "lr": TUNED["encoder_rate"]}, {"params": fast, "lr": TUNED["head_rate"]}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


class Course:
    """The training of one model: what was learned up to a step, kept in a checkpoint of its folder."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, steps: int, minutes: float) -> None:
        self.folder, self.steps, self.done, self.minutes = folder, steps, 0, minutes
        self.since = time.monotonic()
        self.model = begin(vocabulary)
        self.optimizer = optimizer_of(self.model)
        self.mean = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(TUNED["average"]))
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.checkpoint = folder / "checkpoint.pt"
        if self.checkpoint.exists():
            saved = torch.load(self.checkpoint, map_location=DEVICE, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.mean.load_state_dict(saved["mean"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.done = saved["steps"]
        self.model.train()

    def gone(self) -> float:
        """The share of the way that is behind us: of the steps, or of the time if there is a limit."""
        spent = (time.monotonic() - self.since) / 60 / self.minutes if self.minutes else 0.0
        return min(1.0, max(self.done / self.steps, spent))

    def step(self, batch: Batch) -> dict[str, torch.Tensor]:
        """Learns from the batch of one step; the losses before it."""
        share = min((self.done + 1) / TUNED["warm_up"], 1) * (1 - self.gone())
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast(DEVICE.type, torch.bfloat16):
            of_it = said(self.model, batch)
            found = losses(self.model, of_it, batch)
        self.optimizer.zero_grad(set_to_none=True)
        total = sum(TUNED["weights"][kind] * loss for kind, loss in found.items())
        (total / TUNED["words"]).backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], TUNED["clip"])
        self.optimizer.step()
        self.mean.update_parameters(self.model)
        self.done += 1
        return {kind: loss.detach() for kind, loss in found.items()}

    def keep(self) -> None:
        """Writes the model, its weights the mean of the last steps', and what training needs to go on."""
        save(self.mean.module, self.folder)
        new = self.checkpoint.with_suffix(".new")
        parts = {"model": self.model, "mean": self.mean, "optimizer": self.optimizer}
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"steps": self.done}, new)
        new.replace(self.checkpoint)


def batches(steps: list[list[Piece]], maker: Maker, done: int) -> DataLoader[Batch]:
    """Made by processes of their own where there are any to spare."""
    return DataLoader(
        Steps(steps, maker, done),
        batch_size=None,
        num_workers=TUNED["workers"],
        prefetch_factor=8 if TUNED["workers"] else None,
        worker_init_fn=lambda _: torch.set_default_device("cpu"),
    )


def train(folder: Path, texts: dict[str, list[Text]], seed: int, minutes: float) -> Course:
    """Trains the model of the folder on the texts."""
    torch.set_num_threads(1)
    torch.set_default_device(DEVICE)
    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    kinds = ("treebank", "news", "names")
    steps = plan([(texts[kind], TUNED[f"{kind}_times"]) for kind in kinds], seed)
    known = vocabulary([text for kind in kinds for text in texts[kind]])
    pieces = Pieces(tokenizer_file())
    course = Course(folder, known, len(steps), minutes)
    total = sum(piece.end - piece.start for step in steps for piece in step)
    print(f"{len(steps)} steps, {total} words; {course.done} are done", flush=True)
    maker = Maker(known, pieces)
    learn(course, batches(steps, maker, course.done))
    print("right on dev:", shares_right(course.mean.module, texts["dev"], maker, DEVICE), flush=True)
    return course


def learn(course: Course, loader: DataLoader[Batch]) -> None:
    """Goes through the batches until they or the time are at their end."""
    seen: dict[str, torch.Tensor] = {}
    words, since = 0, time.monotonic()
    for made in loader:
        batch = moved(made, DEVICE)
        for kind, loss in course.step(batch).items():
            seen[kind] = seen.get(kind, 0.0) + loss
        words += len(batch.heads)
        if course.done % TUNED["say_every"] == 0:
            speed = words / (time.monotonic() - since)
            told = ", ".join(f"{kind} {1000 * loss.item() / words:.0f}" for kind, loss in seen.items())
            print(
                f"{course.done}: {speed:.0f} words a second; losses of a thousand words: {told}", flush=True
            )
            seen, words, since = {}, 0, time.monotonic()
        if course.gone() >= 1:
            break
        if course.done % TUNED["keep_every"] == 0:
            course.keep()
    course.keep()


def tokenizer_file() -> Path:
    """The WordPiece vocabulary of the base pack's transformer."""
    shared = BASE / LANG / "shared" / "tokenizer.json"
    return shared if shared.exists() else BASE / LANG / "coref" / "minilm" / "tokenizer.json"


def main() -> None:
    """Trains `reader/` in the work folder."""
    train(WORK / "reader", kept(), TUNED["seed"], TUNED["minutes"])


if __name__ == "__main__":
    main()
