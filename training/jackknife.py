"""What a reader says of speech in articles that it has not read: PolNeAR's training part in folds, each read
by a model that learned from the others (Quenouille 1956).

    python -m training.jackknife

Rules and rankings that use the tags are tuned on these, since on articles it learned from the reader is right
too often.
"""

import gzip
import json
import subprocess
import sys
from zlib import crc32

import torch

from attribution.parse.model import Model
from attribution.parse.pieces import Pieces
from training.batches import Maker, moved
from training.lessons import said
from training.reader import DEVICE, tokenizer_file, train
from training.settings import SETTINGS, WORK
from training.text import Text, kept

TUNED = SETTINGS["jackknife"]


def fold_of(text: Text) -> int:
    return crc32(text.name.encode()) % TUNED["folds"]


@torch.no_grad()
def speech(model: Model, text: Text) -> list[list[int]]:
    """For each word how likely it is content, cue, source, in percent."""
    with torch.device("cpu"):
        made = Maker(model.vocabulary, Pieces(tokenizer_file())).batch([text], 250)
    likely = said(model.eval(), moved(made, DEVICE)).tags["speech"].sigmoid()
    return (100 * likely).round().int().tolist()


def read_fold(fold: int) -> None:
    """Writes `jackknife/FOLD.json.gz`: for each of its articles the lengths of its words without blanks, and
    what the reader says of them."""
    if not (WORK / "start.safetensors").exists():
        raise SystemExit(f"{WORK} has no start.safetensors: the base pack has read the articles of all folds")
    texts = kept()
    unread = [text for text in texts["news"] if fold_of(text) == fold]
    texts["news"] = [text for text in texts["news"] if fold_of(text) != fold]
    folder = WORK / "jackknife" / str(fold)
    course = train(folder, texts, SETTINGS["reader"]["seed"] + fold, TUNED["minutes"])
    found = {
        text.name: {
            "lengths": [len("".join(word.split())) for word in text.words],
            "speech": speech(course.mean.module, text),
        }
        for text in unread
    }
    with gzip.open(folder.with_suffix(".json.gz"), "wt", encoding="utf-8") as file:
        json.dump(found, file)


def main(given: list[str]) -> int:
    """Reads the fold that is given, or all of them in processes of their own; 0, or 1 where one failed."""
    if given:
        read_fold(int(given[0]))
        return 0
    running = [
        subprocess.Popen([sys.executable, "-m", "training.jackknife", str(fold)])
        for fold in range(TUNED["folds"])
    ]
    return max((abs(one.wait()) for one in running), default=0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
