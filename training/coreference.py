"""Coreference: OntoGUM and the chains of news articles, with the transformer finetuned. Goes on where it was cut off.

    python -m training.coreference

Stanza's wl-coref (Dobrovolskii 2021) keeps a checkpoint after each epoch.
"""

import torch
from stanza.models.common.utils import set_random_seed
from stanza.models.coref.config import Config
from stanza.models.coref.model import CorefModel

from training.settings import BASE, LANG, PACKAGE, SETTINGS, WORK, corpus

FIXED = dict(
    section=PACKAGE,
    data_dir="",
    save_name="news",
    test_data="",
    device="cpu",
    conll_log_dir=str(WORK / "coreference"),
    tokenizer_kwargs={},
    save_each_checkpoint=False,
    log_norms=False,
    use_zeros=False,
    plateau_epochs=0,
    lang_lr_attenuation="",
    lang_lr_weights="",
    lora=False,
    lora_alpha=128,
    lora_rank=64,
    lora_dropout=0.1,
    lora_target_modules=[],
    lora_modules_to_save=[],
)


def main() -> None:
    """Trains `coreference/news.pt` in the work folder; the finetuned transformer is inside."""
    torch.set_num_threads(1)
    settings = dict(SETTINGS["coreference"])
    set_random_seed(settings.pop("seed"))
    folder, base = WORK / "coreference", BASE / LANG / "coref"
    model = CorefModel(
        config=Config(
            **FIXED,
            **settings,
            save_dir=str(folder),
            bert_model=str(base / "minilm"),
            train_data=str(WORK / "data/coref.train.json"),
            dev_data=str(corpus("coref/ontogum.dev.json")),
        )
    )
    checkpoint = folder / "news.checkpoint.pt"
    if checkpoint.exists():
        model.load_weights(path=str(checkpoint), map_location="cpu")
    elif SETTINGS["coreference_start"]["warm"]:
        model.load_weights(path=str(base / f"{PACKAGE}.pt"), map_location="cpu")
        model.epochs_trained = (
            0  # the rates fall to nothing over train_epochs, so that a run must make all of them
        )
    model.train()
    # Stanza keeps the epoch that finds most spans; rates that fall to nothing make the last one the best by
    # CoNLL F1.
    model.save_weights(str(folder / "news.pt"), save_optimizers=False)


if __name__ == "__main__":
    main()
