"""The tagger: words, parts of speech and features of the treebanks. It begins with what an earlier tagger knows.

python -m training.tagger
"""

import torch
from stanza.models import tagger
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer
from stanza.models.pos.vocab import MultiVocab

from training.decay import fall
from training.packs import start_of
from training.settings import LANG, SETTINGS, WORK, options


class WarmTrainer(Trainer):
    """Stanza's trainer for taggers, with what it has no option for: to begin with a saved tagger, whose sizes
    must be the same."""

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)
        self.model.load_state_dict(start()["model"], strict=False)  # the word vectors are not in the file


def start() -> dict:
    return torch.load(start_of("tagger", "pos"), map_location="cpu", weights_only=True)


def main() -> None:
    """Trains `tagger/news.pt` in the work folder from `tagger/start.pt`: the base pack's tagger, unless one
    is put there."""
    torch.set_num_threads(1)
    data = WORK / "data"
    fall(SETTINGS["tagger"]["max_steps"])
    tagger.Trainer = WarmTrainer
    # The tagger keeps the vocabulary it began with: a word of the data that is not in it stays unknown.
    Dataset.init_vocab = staticmethod(lambda *_: MultiVocab.load_state_dict(start()["vocab"]))
    tagger.main(
        options(
            "tagger",
            mode="train",
            lang=LANG,
            shorthand="en_news",
            device="cpu",
            train_file=data / "gold.train.conllu",
            eval_file=data / "gold.dev.conllu",
            wordvec_pretrain_file=WORK / "vectors.pt",
            save_dir=WORK / "tagger",
            save_name="news.pt",
        )
    )


if __name__ == "__main__":
    main()
