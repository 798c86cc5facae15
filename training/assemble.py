"""The pack: each part as the work folder has it, or else as the base pack has it, in half floats, with its provenance.

python -m training.assemble [FOLDER]          (default: pack/en-news in the work folder)
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import stanza
import torch

from attribution.parse.model_pack import find
from training.packs import digest
from training.settings import BASE, DATA, LANG, PACKAGE, ROOT, SETTINGS, WORK, corpus

PARTS = {
    "tokenize": "tokenizer",
    "pos": "tagger",
    "lemma": "lemmatizer",
    "depparse": "parser",
    "ner": "names",
}
"""Stanza's names for the parts, and the steps that make them."""
WITH_VECTORS = ("pos", "depparse", "ner")


def main(target: Path) -> None:
    """Writes a whole pack to `target`, which must not be the base pack."""
    if target.resolve() == BASE:
        raise SystemExit("assemble into another folder: the base pack is what missing parts are taken from")
    shutil.rmtree(target, ignore_errors=True)
    provenance: dict[str, object] = {}
    for part, step in PARTS.items():
        made = WORK / step / "news.pt"
        source = made if made.exists() else BASE / LANG / part / f"{PACKAGE}.pt"
        save(slim(load(source)), target / LANG / part / f"{PACKAGE}.pt")
        provenance[part] = origin(step, made) if made.exists() else inherited(part)
    vectors = WORK / "vectors.pt"
    copy(
        vectors if vectors.exists() else BASE / LANG / "pretrain" / f"{PACKAGE}.pt",
        target / LANG / "pretrain" / f"{PACKAGE}.pt",
    )
    coreference(target, provenance)
    (target / "resources.json").write_text(json.dumps(listing(target), indent=1) + "\n", encoding="utf-8")
    (target / "provenance.json").write_text(
        json.dumps(
            {
                "stanza": stanza.__version__,
                "torch": torch.__version__,
                "parts": provenance,
                "code": code_digest(),
                "data": {
                    p.relative_to(DATA).as_posix(): digest(p)
                    for name in ("treebank", "silver", "ner", "coref")
                    for p in sorted(corpus(name).iterdir())
                },
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def origin(step: str, made: Path) -> dict[str, object]:
    """How a part came about: its settings, the model it began with, and for how many steps it was trained."""
    start, part = made.with_name("start.pt"), next(part for part, by in PARTS.items() if by == step)
    first = None
    if start.exists():
        before = load(start).get("global_step", 0)  # a parser knows; a tagger is the base pack's or it is not
        base = (
            digest(start) == digest(BASE / LANG / part / f"{PACKAGE}.pt") or (step == "parser" and not before)
        )
        first = f"the pack {find(BASE).id}" if base else f"an earlier run, sha256 {digest(start)[:16]}"
    saved = load(made)
    return {
        "settings": SETTINGS[step],
        "warm_start": first,
        "steps": saved.get("last_best_step") or SETTINGS[step].get("max_steps", SETTINGS[step].get("steps")),
    }


def inherited(part: str) -> object:
    """Where a part comes from that is taken over as it is: what the base pack says of it, or else the base
    pack."""
    told = BASE / "provenance.json"
    return (
        json.loads(told.read_text(encoding="utf-8"))["parts"][part]
        if told.exists()
        else f"from the pack {find(BASE).id}"
    )


def code_digest() -> str:
    """One SHA-256 over the settings and the code of `training/`."""
    total = hashlib.sha256()
    for path in sorted((ROOT / "training").glob("*.[pt][yo]*")):
        total.update(f"{path.name} {digest(path)}\n".encode())
    return total.hexdigest()


def load(path: Path) -> dict:
    return torch.load(path, map_location="cpu", weights_only=True)


def slim(value: object) -> object:
    """The same with half floats, and with names of files instead of the paths of the machine it was made on."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 and value.numel() > 100 else value
    if isinstance(value, dict):
        return {
            key: Path(item).name
            if isinstance(item, str) and "/" in item and str(key).endswith(PATHS)
            else slim(item)
            for key, item in value.items()
            if key not in ("optimizer_state_dict", "scheduler_state_dict")
        }
    return [slim(item) for item in value] if isinstance(value, list) else value


PATHS = ("_file", "_dir", "_name", "continue_from")


def save(model: object, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model, path)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def coreference(target: Path, provenance: dict[str, object]) -> None:
    """The coreference model, and its transformer in a folder of its own, where coreference models of packs
    stand."""
    made, folder = WORK / "coreference" / "news.pt", target / LANG / "coref"
    shutil.copytree(BASE / LANG / "coref", folder, copy_function=shutil.copyfile)
    provenance["coref"] = inherited("coref")
    if made.exists():
        from safetensors.torch import load_file, save_file

        model = load(made)
        weights = load_file(folder / "minilm" / "model.safetensors")
        tuned = model.pop("bert", weights)
        save_file(
            {name: tuned[name].half() for name in weights},
            folder / "minilm" / "model.safetensors",
            {"format": "pt"},
        )
        model["config"] |= {
            "bert_finetune": False,
            "bert_model": "minilm",
            "save_dir": "",
            "conll_log_dir": "",
            "train_data": "",
            "dev_data": "",
            "test_data": "",
        }
        save(slim(model), folder / f"{PACKAGE}.pt")
        provenance["coref"] = {
            "settings": SETTINGS["coreference"],
            "epochs": model["epochs_trained"],
            "warm_start": f"the pack {find(BASE).id}" if SETTINGS["coreference_start"]["warm"] else None,
        }


def listing(target: Path) -> dict:
    """Stanza's `resources.json` for the folder. Coreference is not in it: Stanza would look for its
    transformer on a hub."""

    def entry(part: str) -> dict:
        md5 = hashlib.md5((target / LANG / part / f"{PACKAGE}.pt").read_bytes()).hexdigest()
        vectors = (
            {"dependencies": [{"model": "pretrain", "package": PACKAGE}]} if part in WITH_VECTORS else {}
        )
        return {PACKAGE: {"md5": md5} | vectors}

    return {
        LANG: {"lang_name": "English", "url": "", "packages": {"default": dict.fromkeys(PARTS, PACKAGE)}}
        | {part: entry(part) for part in (*PARTS, "pretrain")}
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else WORK / "pack" / "en-news")
