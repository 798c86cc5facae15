"""Which stretches of which texts are read in which step: the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from torch.utils.data import IterableDataset, get_worker_info

from attribution.parse.windows import cut
from training.batches import Batch, Maker
from training.settings import SETTINGS
from training.text import Text, sentence_bounds, stretch

TUNED = SETTINGS["reader"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole sentences of a text, from word `start` to before `end`."""

    text: Text
    start: int
    end: int


def plan(corpora: list[tuple[list[Text], float]], seed: int) -> list[list[Piece]]:
    """The pieces of each step: every corpus as often as it says, in one order. A step has about `words`
    words; documents are cut differently each time they are read."""
    order = Random(seed)
    chosen: list[Piece] = []
    for texts, times in corpora:
        bounds = [sentence_bounds(text.sentences) for text in texts]
        while times > 0:
            cut_up = [
                Piece(text, inside[first][0], inside[last - 1][1])
                for text, inside in zip(texts, bounds, strict=True)
                for first, last in cut([e - b for b, e in inside], order.randint(*TUNED["piece"]))
            ]
            order.shuffle(cut_up)
            chosen += cut_up[: round(len(cut_up) * min(1, times))]
            times -= 1
    order.shuffle(chosen)
    steps: list[list[Piece]] = [[]]
    size = 0
    for piece in chosen:
        if size >= TUNED["words"]:
            steps.append([])
            size = 0
        steps[-1].append(piece)
        size += piece.end - piece.start
    return steps


class Steps(IterableDataset[Batch]):
    """The batches of a plan from step `done` on, in order, however many processes make them."""

    def __init__(self, steps: list[list[Piece]], maker: Maker, done: int) -> None:
        self.steps, self.maker, self.done = steps, maker, done

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        first, every = (worker.id, worker.num_workers) if worker else (0, 1)
        for number in range(self.done + first, len(self.steps), every):
            texts = [stretch(piece.text, piece.start, piece.end) for piece in self.steps[number]]
            yield self.maker.batch(texts, Random(number).choice(TUNED["windows"]))
