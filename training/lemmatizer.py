"""The lemmatizer: a dictionary of the treebanks' words, and letters to letters for what is not in it.

python -m training.lemmatizer
"""

import torch
from stanza.models import lemmatizer

from training.settings import WORK, options


def main() -> None:
    """Trains `lemmatizer/news.pt` in the work folder."""
    torch.set_num_threads(1)
    lemmatizer.main(
        options(
            "lemmatizer",
            mode="train",
            shorthand="en_news",
            device="cpu",
            train_file=WORK / "data" / "gold.train.conllu",
            eval_file=WORK / "data" / "gold.dev.conllu",
            save_dir=WORK / "lemmatizer",
            save_name="news.pt",
        )
    )


if __name__ == "__main__":
    main()
