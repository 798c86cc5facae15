"""The shared reader: one transformer and all its heads, trained together over all corpora. Goes on where it
was cut off.

    python -m training.reader

A step is about `words` words: pieces of documents from every corpus, in an order drawn from the seed.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import torch
from safetensors.torch import load_file

from attribution.parse.model import Model, Vocabulary, load, save, start
from attribution.parse.pieces import Pieces
from attribution.parse.windows import cut
from training.lessons import TUNED, Teacher, batch_of
from training.settings import BASE, LANG, WORK, corpus
from training.texts import Text, news, of_names, sentence_bounds, stretch, treebank


def vocabulary(texts: list[Text]) -> Vocabulary:
    """Every label that the texts have."""
    tags = [tag for text in texts for tag in text.tags or ()]
    relations = {relation for text in texts for relation in text.relations or ()}
    names = {name for text in texts for name in text.names or ()} - {"O"}
    upos, xpos, feats = (tuple(sorted({tag[i] for tag in tags})) for i in range(3))
    return Vocabulary(upos, xpos, feats, tuple(sorted(relations)), ("O", *sorted(names)))


def in_pieces(text: Text, longest: int) -> Iterator[Text]:
    """A text in stretches of whole sentences, of about the same length and at most `longest` words where that
    goes."""
    bounds = sentence_bounds(text.sentences)
    for first, last in cut([end - begin for begin, end in bounds], longest):
        yield stretch(text, bounds[first][0], bounds[last - 1][1])


def plan(corpora: list[tuple[list[Text], float]], seed: int) -> list[list[Text]]:
    """The texts of each step: every corpus as often as it says, in one order."""
    order = Random(seed)
    chosen: list[Text] = []
    for texts, times in corpora:
        while times > 0:
            cut_up = [piece for text in texts for piece in in_pieces(text, order.randint(*TUNED["piece"]))]
            order.shuffle(cut_up)
            chosen += cut_up[: round(len(cut_up) * min(1, times))]
            times -= 1
    order.shuffle(chosen)
    steps: list[list[Text]] = [[]]
    size = 0
    for text in chosen:
        if size >= TUNED["words"]:
            steps.append([])
            size = 0
        steps[-1].append(text)
        size += len(text.words)
    return steps


def begin(vocabulary: Vocabulary) -> Model:
    """A model whose transformer is `start.safetensors` of the work folder's `reader/`, a BERT's weights by
    Hugging Face's names such as all-MiniLM-L6-v2's, or else the base pack's."""
    model = Model(vocabulary)
    given, shared, other = (
        WORK / "reader" / "start.safetensors",
        BASE / LANG / "shared",
        BASE / LANG / "coref" / "minilm",
    )
    if not given.exists() and shared.exists():
        model.encoder.load_state_dict(load(shared).encoder.state_dict())
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
    """The training: what was learned up to a step, kept in a checkpoint."""

    def __init__(self, vocabulary: Vocabulary, steps: int) -> None:
        self.model, self.teacher, self.pieces = (
            begin(vocabulary),
            Teacher(vocabulary),
            Pieces(tokenizer_file()),
        )
        self.optimizer = optimizer_of(self.model)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.steps, self.done = steps, 0
        self.checkpoint = WORK / "reader" / "checkpoint.pt"
        if self.checkpoint.exists():
            saved = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.done = saved["steps"]
        self.model.train()

    def step(self, texts: list[Text]) -> tuple[dict[str, float], int]:
        """Learns from the texts of one step; the losses before it, and the number of words."""
        share = min((self.done + 1) / TUNED["warm_up"], 1) * (1 - self.done / self.steps)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        batch = batch_of(texts, self.pieces, Random(self.done).choice(TUNED["windows"]))
        with torch.autocast("cpu", torch.bfloat16):
            losses = self.teacher.losses(self.model, batch)
        total = sum(TUNED["weights"][kind] * loss for kind, loss in losses.items()) / TUNED["words"]
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], TUNED["clip"])
        self.optimizer.step()
        self.done += 1
        return {kind: loss.item() for kind, loss in losses.items()}, len(batch.last)

    def keep(self) -> None:
        """Writes the model, and what training needs to go on."""
        save(self.model, WORK / "reader")
        new = self.checkpoint.with_suffix(".new")
        torch.save(
            {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "steps": self.done},
            new,
        )
        new.replace(self.checkpoint)


def main() -> None:
    """Trains `reader/` in the work folder."""
    torch.set_num_threads(1)
    torch.manual_seed(TUNED["seed"])
    (WORK / "reader").mkdir(parents=True, exist_ok=True)
    gold, silver, named = treebank("train"), news("train"), list(of_names(corpus("ner/ww.train.json")))
    steps = plan(
        [(gold, TUNED["treebank_times"]), (silver, TUNED["news_times"]), (named, TUNED["names_times"])],
        TUNED["seed"],
    )
    course = Course(vocabulary([*gold, *silver, *named]), len(steps))
    print(
        f"{len(steps)} steps, {sum(len(t.words) for s in steps for t in s)} words; {course.done} are done",
        flush=True,
    )
    seen: dict[str, float] = {}
    words, since = 0, time.monotonic()
    for number, texts in enumerate(steps[course.done :], course.done + 1):
        losses, count = course.step(texts)
        words += count
        for kind, loss in losses.items():
            seen[kind] = seen.get(kind, 0.0) + loss
        if number % TUNED["say_every"] == 0:
            speed = words / (time.monotonic() - since)
            print(
                f"{number}: {speed:.0f} words a second; losses of a thousand words:",
                ", ".join(f"{kind} {1000 * loss / words:.0f}" for kind, loss in seen.items()),
                flush=True,
            )
            seen, words, since = {}, 0, time.monotonic()
        if number % TUNED["keep_every"] == 0 or number == len(steps):
            course.keep()


def tokenizer_file() -> Path:
    """The WordPiece vocabulary of the base pack's transformer."""
    shared = BASE / LANG / "shared" / "tokenizer.json"
    return shared if shared.exists() else BASE / LANG / "coref" / "minilm" / "tokenizer.json"


if __name__ == "__main__":
    main()
