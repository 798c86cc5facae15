"""The name finder: people, organisations and places of English Worldwide Newswire.

    python -m training.names
"""

import torch
from stanza.models import ner_tagger

from training.settings import WORK, corpus, options


def main() -> None:
    """Trains `names/news.pt` in the work folder."""
    torch.set_num_threads(1)
    ner_tagger.main(options(
        "names", mode="train", shorthand="en_ww", device="cpu",
        train_file=corpus("ner/ww.train.json"), eval_file=corpus("ner/ww.dev.json"),
        wordvec_pretrain_file=WORK / "vectors.pt", save_dir=WORK / "names", save_name="news.pt"))


if __name__ == "__main__":
    main()
