"""The tagger: words, parts of speech and features of the treebanks. It begins with what the base pack's tagger knows.

    python -m training.tagger
"""

import torch
from stanza.models import tagger
from stanza.models.pos.trainer import Trainer

from training.settings import BASE, LANG, PACKAGE, WORK, options


class WarmTrainer(Trainer):
    """Stanza's trainer for taggers, which cannot continue a saved one: this begins with the base pack's weights.

    They fit where the vocabularies are the same, which they are on the same training data; else it begins at random.
    """

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)
        saved = torch.load(BASE / LANG / "pos" / f"{PACKAGE}.pt", map_location="cpu", weights_only=True)
        fits = ({name: weight.shape for name, weight in saved["model"].items()}
                == {name: weight.shape for name, weight in self.model.state_dict().items() if name in saved["model"]})
        if saved["vocab"] == self.vocab.state_dict() and fits:
            self.model.load_state_dict(saved["model"], strict=False)
            torch.save({}, WORK / "tagger" / "start.pt")


def main() -> None:
    """Trains `tagger/news.pt` in the work folder, and keeps a model of each evaluation beside it."""
    torch.set_num_threads(1)
    data = WORK / "data"
    tagger.Trainer = WarmTrainer
    tagger.main(options(
        "tagger", mode="train", lang=LANG, shorthand="en_news", device="cpu",
        train_file=data / "gold.train.conllu", eval_file=data / "gold.dev.conllu",
        wordvec_pretrain_file=WORK / "vectors.pt", save_dir=WORK / "tagger", save_name="news.pt"))


if __name__ == "__main__":
    main()
