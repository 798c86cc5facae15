"""The tagger: words, parts of speech and features of the treebanks.

    python -m training.tagger
"""

import torch
from stanza.models import tagger

from training.settings import LANG, WORK, options


def main() -> None:
    """Trains `tagger/news.pt` in the work folder, and keeps a model of each evaluation beside it."""
    torch.set_num_threads(1)
    data = WORK / "data"
    tagger.main(options(
        "tagger", mode="train", lang=LANG, shorthand="en_news", device="cpu",
        train_file=data / "gold.train.conllu", eval_file=data / "gold.dev.conllu",
        wordvec_pretrain_file=WORK / "vectors.pt", save_dir=WORK / "tagger", save_name="news.pt"))


if __name__ == "__main__":
    main()
