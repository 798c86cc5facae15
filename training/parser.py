"""The parser: treebanks under the tagger's own tags, and silver trees of news. Takes up again where it was cut off.

    python -m training.parser
"""

import torch
from stanza.models import parser

from training.settings import BASE, LANG, PACKAGE, WORK, options
from training.warm import warm_start


def main() -> None:
    """Trains `parser/news.pt` in the work folder; Stanza keeps a checkpoint beside it, from which a second call goes on."""
    torch.set_num_threads(1)
    data, start = WORK / "data", WORK / "parser" / "start.pt"
    line = options(
        "parser", mode="train", lang=LANG, shorthand="en_news", device="cpu",
        train_file=data / "tagged.train.conllu", silver_file=data / "silver.conllu",
        eval_file=data / "tagged.dev4.conllu", wordvec_pretrain_file=WORK / "vectors.pt",
        save_dir=WORK / "parser", save_name="news.pt")
    if not start.exists():
        warm_start(BASE / LANG / "depparse" / f"{PACKAGE}.pt", line, start)
    parser.main([*line, "--continue_from", str(start)])


if __name__ == "__main__":
    main()
