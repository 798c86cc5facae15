"""The tokenizer: raw text to words and sentences.

python -m training.tokenizer
"""

import torch
from stanza.models import tokenizer

from training.settings import LANG, WORK, options


def main() -> None:
    """Trains `tokenizer/news.pt` in the work folder."""
    torch.set_num_threads(1)
    data = WORK / "data"
    tokenizer.main(
        options(
            "tokenizer",
            mode="train",
            lang=LANG,
            shorthand="en_news",
            device="cpu",
            txt_file=data / "train.txt",
            label_file=data / "train.labels",
            mwt_json_file=data / "train.mwt.json",
            dev_txt_file=data / "dev.txt",
            dev_label_file=data / "dev.labels",
            dev_conll_gold=data / "whole.dev.conllu",
            conll_file=WORK / "tokenizer" / "dev.conllu",
            save_dir=WORK / "tokenizer",
            save_name="news.pt",
        )
    )


if __name__ == "__main__":
    main()
