"""Model packs: a folder in Stanza's own layout with its ``resources.json``, found by name or by folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

SHIPPED = Path(__file__).parent / "models"
GRAMMAR = ("tokenize", "pos", "lemma", "depparse")


class PackError(Exception):
    """A model pack that cannot be used. ``code`` is documented in docs/errors.md, ``next`` says what to do."""

    def __init__(self, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.code, self.next = code, next


@dataclass(frozen=True, slots=True)
class Pack:
    """A model pack. ``folder`` is None for Stanza's own official English models, which Stanza keeps itself."""

    name: str
    folder: Path | None
    package: str | None
    id: str
    """Changes when any model of the pack does; parses are kept under it."""

    @property
    def shared(self) -> Path | None:
        """The folder of the one model that reads everything, where the pack has that instead of a model a part."""
        folder = self.folder and self.folder / "en" / "shared"
        return folder if folder and folder.is_dir() else None

    def processors(self, wanted: Iterable[str]) -> dict[str, str]:
        """Stanza's ``processors`` for the parts wanted."""
        of_shared = ("pos", "depparse", "ner", "coref") if self.shared else ()
        return {part: "shared" if part in of_shared else str(self.package) for part in wanted}

    @property
    def coref(self) -> Path | None:
        """The coreference model with its transformer beside it, where the pack has one."""
        model = self.folder and self.package and self.folder / "en" / "coref" / f"{self.package}.pt"
        return model if model and model.is_file() else None


def find(name: str | Path = "en-news") -> Pack:
    """The pack of that name or in that folder, checked to be whole (every model it lists is there).

    Raises PackError: ``pack-missing``, ``pack-broken``, ``stanza-version``.
    """
    if name == "official":
        return Pack("official", None, None, f"official-{version('stanza')}")
    folder = SHIPPED / name if isinstance(name, str) and (SHIPPED / name).is_dir() else Path(name)
    listing = folder / "resources.json"
    if not folder.is_dir() or not listing.is_file():
        shipped = ", ".join(sorted(p.name for p in SHIPPED.iterdir() if p.is_dir()))
        raise PackError("pack-missing", f"no model pack at {folder}: it has no resources.json",
                        f"Name a shipped pack ({shipped}), 'official', or a folder in Stanza's layout.")
    try:
        resources = json.loads(listing.read_text(encoding="utf-8"))["en"]
        package = resources["packages"]["default"]["tokenize"]
        models = {p: resources["packages"]["default"][p] for p in GRAMMAR}
    except (ValueError, KeyError, TypeError) as error:
        raise PackError("pack-broken", f"{listing} is not a Stanza resource listing ({error!r})",
                        "Copy the whole pack again, or make it again with `make models`.") from None
    digest = hashlib.sha256(listing.read_bytes())
    for part, model in {**models, "ner": resources["packages"]["default"].get("ner")}.items():
        path = folder / "en" / ("shared/weights.safetensors" if model == "shared" else f"{part}/{model}.pt")
        if model and not path.is_file():
            raise PackError("pack-broken", f"the pack lists {part} '{model}', but {path} is not there",
                            "Copy the whole pack again, or make it again with `make models`.")
    _check_version(folder)
    beside = (p for part in ("coref", "shared") for p in (folder / "en" / part).rglob("*") if p.is_file())
    for path in sorted(beside):  # not in Stanza's listing, which has digests
        with path.open("rb") as file:
            digest.update(path.relative_to(folder).as_posix().encode() + hashlib.file_digest(file, "sha256").digest())
    return Pack(folder.name, folder, package, f"{folder.name}-{digest.hexdigest()[:12]}")


def _check_version(folder: Path) -> None:
    """A pack may say in ``provenance.json`` with which Stanza it was made. Its models open with that release line alone."""
    try:
        made = str(json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["stanza"])
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError) as error:
        raise PackError("pack-broken", f"{folder / 'provenance.json'} cannot be read ({error!r})", "Copy the whole pack again.") from None
    here = version("stanza")
    if made.split(".")[:2] != here.split(".")[:2]:
        raise PackError("stanza-version", f"the pack in {folder} was made with Stanza {made}, and this is Stanza {here}",
                        f"Install stanza=={made}, or make the pack again.")
