"""The parser: treebanks under the tagger's own tags, and silver trees of news. Takes up again where it was cut off.

python -m training.parser
"""

import torch
from stanza.models import parser
from stanza.models.depparse.data import InfiniteBatch

from training.decay import fall
from training.settings import BASE, LANG, PACKAGE, SETTINGS, WORK, options
from training.warm import warm_start

CHECKPOINT = "news_checkpoint.pt"


class Shuffled(InfiniteBatch):
    """Stanza's batches, whose first epoch goes by the length of the sentences; this shuffles that one, too."""

    def __init__(self, *batches: object, weights: list[float] | None = None) -> None:
        super().__init__(*batches, weights=weights)
        self.reshuffle()


def main() -> None:
    """Trains `parser/news.pt` in the work folder; Stanza keeps a checkpoint beside it, from which a second
    call goes on."""
    torch.set_num_threads(1)
    data, start = WORK / "data", WORK / "parser" / "start.pt"
    line = options(
        "parser",
        mode="train",
        lang=LANG,
        shorthand="en_news",
        device="cpu",
        train_file=data / "tagged.train.conllu",
        silver_file=data / "silver.conllu",
        eval_file=data / "tagged.dev.conllu",
        wordvec_pretrain_file=WORK / "vectors.pt",
        save_dir=WORK / "parser",
        save_name="news.pt",
    )
    if not start.exists():
        warm_start(BASE / LANG / "depparse" / f"{PACKAGE}.pt", line, start)
    checkpoint = WORK / "parser" / CHECKPOINT
    done = (
        torch.load(checkpoint, map_location="cpu", weights_only=True)["global_step"]
        if checkpoint.exists()
        else 0
    )
    fall(SETTINGS["parser"]["max_steps"], done)
    parser.InfiniteBatch = Shuffled
    other_order = ["--seed", str(SETTINGS["parser"]["seed"] + done)]
    parser.main([*line, *other_order, "--checkpoint_save_name", CHECKPOINT, "--continue_from", str(start)])


if __name__ == "__main__":
    main()
