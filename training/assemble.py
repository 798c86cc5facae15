"""The pack: each part as the work folder has it, or else as the base pack has it, in half floats, with its
provenance.

python -m training.assemble [FOLDER]          (default: pack/en-news in the work folder)
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import stanza
import torch

from attribution.measure.gold import digest as gold_digest
from attribution.parse.model_pack import find
from training.data import READS
from training.packs import digest
from training.reader import tokenizer_file
from training.settings import BASE, LANG, PACKAGE, ROOT, SETTINGS, WORK, corpus

PARTS = {"tokenize": "tokenizer", "lemma": "lemmatizer"}
"""Stanza's names for the parts that are Stanza's own models, and the steps that make them."""
SHARED = ("pos", "depparse", "ner", "coref")
"""Stanza's names for what the shared reader does."""


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
        provenance[part] = {"settings": SETTINGS[step]} if made.exists() else inherited(part)
    provenance["shared"] = shared(target / LANG / "shared")
    (target / "resources.json").write_text(json.dumps(listing(target), indent=1) + "\n", encoding="utf-8")
    (target / "provenance.json").write_text(
        json.dumps(
            {
                "stanza": stanza.__version__,
                "torch": torch.__version__,
                "parts": provenance,
                "code": code_digest(),
                "data": {
                    name: digest(corpus(name)) if corpus(name).is_file() else gold_digest(corpus(name))
                    for name in READS
                },
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def shared(folder: Path) -> object:
    """Puts the reader there, and tells how it came about."""
    made, base = WORK / "reader", BASE / LANG / "shared"
    trained = (made / "weights.safetensors").exists()
    folder.mkdir(parents=True)
    for name in ("weights.safetensors", "labels.json"):
        shutil.copyfile((made if trained else base) / name, folder / name)
    shutil.copyfile(tokenizer_file(), folder / "tokenizer.json")
    if not trained:
        return inherited("shared")
    start = WORK / "start.safetensors"
    return {
        "settings": SETTINGS["reader"],
        "steps": torch.load(made / "checkpoint.pt", weights_only=True)["steps"],
        "warm_start": f"sha256 {digest(start)[:16]}"
        if start.exists()
        else f"the transformer of the pack {find(BASE).id}",
    }


def inherited(part: str) -> object:
    """Where a part comes from that is taken over as it is: what the base pack says of it, or else the base
    pack."""
    told = BASE / "provenance.json"
    parts = json.loads(told.read_text(encoding="utf-8"))["parts"] if told.exists() else {}
    return parts.get(part, f"from the pack {find(BASE).id}")


def code_digest() -> str:
    """One SHA-256 over the settings and the code of `training/`."""
    total = hashlib.sha256()
    for path in sorted((ROOT / "training").glob("*.[pt][yo]*")):
        total.update(f"{path.name} {digest(path)}\n".encode())
    return total.hexdigest()


def load(path: Path) -> dict:
    return torch.load(path, map_location="cpu", weights_only=True)


def slim(value: object) -> object:
    """The same with half floats, and with names of files instead of the paths of the machine it was made
    on."""
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


def listing(target: Path) -> dict:
    """Stanza's `resources.json` for the folder. The shared reader is none of Stanza's models: it stands there
    as the variant."""

    def entry(part: str) -> dict:
        return {
            PACKAGE: {"md5": hashlib.md5((target / LANG / part / f"{PACKAGE}.pt").read_bytes()).hexdigest()}
        }

    package = dict.fromkeys(PARTS, PACKAGE) | dict.fromkeys(SHARED, "shared")
    return {
        LANG: {"lang_name": "English", "url": "", "packages": {"default": package}}
        | {part: entry(part) for part in PARTS}
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else WORK / "pack" / "en-news")
