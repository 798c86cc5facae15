"""The name finder: people, organisations and places of English Worldwide Newswire. It goes on from the base pack's.

python -m training.names
"""

import torch
from stanza.models import ner_tagger

from training.decay import fall
from training.packs import start_of
from training.settings import SETTINGS, WORK, corpus, options


def main() -> None:
    """Trains `names/news.pt` in the work folder from `names/start.pt`: the base pack's finder, unless one is
    put there. Stanza takes sizes, dropout and the first rate from that file.
    """
    torch.set_num_threads(1)
    fall(SETTINGS["names"]["max_steps"])
    ner_tagger.main(
        options(
            "names",
            mode="train",
            shorthand="en_ww",
            device="cpu",
            finetune=True,
            finetune_load_name=start_of("names", "ner"),
            min_lr=0,
            lr_decay=0,
            train_file=corpus("ner/ww.train.json"),
            eval_file=corpus("ner/ww.dev.json"),
            wordvec_pretrain_file=WORK / "vectors.pt",
            save_dir=WORK / "names",
            save_name="news.pt",
        )
    )


if __name__ == "__main__":
    main()
