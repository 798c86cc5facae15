"""Model packs: a folder in Stanza's own layout with its ``resources.json``, found by name or by folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from attribution.refusal import Refusal

SHIPPED = Path(__file__).parent.parent / "models"
SHIPPED_PACK = "en-news"
OFFICIAL = "official"
CONTENT = {"en-news": "2f05769baf48bb7d0b04e9df9575782854c1f0a5cd5dd68cd0c274336c07e6df"}
"""What ``content_digest`` says of each shipped pack."""
GRAMMAR = ("tokenize", "pos", "lemma", "depparse")


class PackError(Refusal):
    """A model pack that cannot be used."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A model pack of one language (ISO 639-1). ``folder`` is None for Stanza's own official models, which
    Stanza keeps itself."""

    name: str
    folder: Path | None
    package: str | None
    id: str
    """Changes when any model of the pack does; parses are kept under it."""
    language: str = "en"

    @property
    def shared(self) -> Path | None:
        """The folder of the one model that reads everything, where the pack has that instead of a model for
        each part."""
        folder = self.folder and self.folder / self.language / "shared"
        return folder if folder and folder.is_dir() else None

    def processors(self, wanted: Iterable[str]) -> dict[str, str]:
        """Stanza's ``processors`` for the parts wanted."""
        of_shared = ("pos", "depparse", "ner", "coref") if self.shared else ()
        return {part: "shared" if part in of_shared else str(self.package) for part in wanted}

    @property
    def coref(self) -> Path | None:
        """The coreference model with its transformer beside it, where the pack has one."""
        model = self.folder and self.package and self.folder / self.language / "coref" / f"{self.package}.pt"
        return model if model and model.is_file() else None


Models = str | Path | Sequence[str | Path]
"""One pack or several, each by its name, by its folder, or ``official``."""


def for_languages(models: Models, languages: Iterable[str]) -> dict[str, Pack]:
    """The pack of each of these languages, as far as there is one: of those given, the last for a language
    counts; ``official`` takes every language that no folder given is for; what remains, a shipped pack.

    Raises PackError as ``find`` does.
    """
    given = [models] if isinstance(models, str | Path) else list(models)
    folders = [name for name in dict.fromkeys((*given[::-1], SHIPPED_PACK)) if name != OFFICIAL]
    packs = {(pack := find(name)).language: pack for name in folders[::-1]}
    if OFFICIAL in given:
        own = {find(name).language for name in given if name != OFFICIAL}
        packs |= {language: find(OFFICIAL, language) for language in languages if language not in own}
    return {language: packs[language] for language in languages if language in packs}


def find(name: str | Path = SHIPPED_PACK, language: str = "en") -> Pack:
    """The pack of that name or in that folder, checked to be whole (every model it lists is there).

    The language is the one that a folder lists; for ``official`` it is the one asked for. Raises PackError:
    ``pack-missing``, ``pack-broken``, ``pack-with-code``, ``stanza-version``.
    """
    if name == OFFICIAL:
        mark = "" if language == "en" else f"{language}-"
        return Pack(OFFICIAL, None, None, f"official-{mark}{_stanza()}", language)
    folder = SHIPPED / name if isinstance(name, str) and (SHIPPED / name).is_dir() else Path(name)
    listing = folder / "resources.json"
    if not folder.is_dir() or not listing.is_file():
        shipped = ", ".join(sorted(p.name for p in SHIPPED.iterdir() if p.is_dir()))
        raise PackError(
            "pack-missing",
            f"no model pack at {folder}: it has no resources.json",
            f"Name a shipped pack ({shipped}), 'official', or a folder in Stanza's layout.",
        )
    language, listed = _listed(listing)
    package = listed["tokenize"]
    digest = hashlib.sha256(listing.read_bytes())
    for part in (*GRAMMAR, "ner"):
        model = listed.get(part)
        file = "shared/weights.safetensors" if model == "shared" else f"{part}/{model}.pt"
        if model and not (folder / language / file).is_file():
            raise PackError(
                "pack-broken",
                f"the pack lists {part} '{model}', but {folder / language / file} is not there",
                "Copy the whole pack again, or make it again with `make models`.",
            )
    _check_version(folder)
    _refuse_code(folder / language / "coref")
    # Not in Stanza's listing, which has digests of its own parts.
    beside = (p for part in ("coref", "shared") for p in (folder / language / part).rglob("*") if p.is_file())
    for path in sorted(beside):
        about = path.stat()
        content = _digest(path, about.st_size, about.st_mtime_ns)
        digest.update(path.relative_to(folder).as_posix().encode() + content)
    if folder.parent == SHIPPED:
        _check_content(folder, language)
    return Pack(folder.name, folder, package, f"{folder.name}-{digest.hexdigest()[:12]}", language)


def _check_content(folder: Path, language: str) -> None:
    """A shipped pack is the one that the program was released with: its digest is kept outside of it."""
    found = content_digest(folder, language)
    if found != CONTENT.get(folder.name):
        raise PackError(
            "pack-altered",
            f"the files of the shipped pack {folder.name} are not those that this version came with "
            f"(SHA-256 {found})",
            "Install the program anew. Who makes packs writes the new digest into model_pack.py.",
        )


def content_digest(folder: Path, language: str) -> str:
    """The SHA-256 over the names and contents of all files of which the models of a pack are made."""
    digest = hashlib.sha256()
    for path in sorted(
        (folder / "resources.json", *(p for p in (folder / language).rglob("*") if p.is_file()))
    ):
        about = path.stat()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(_digest(path, about.st_size, about.st_mtime_ns))
    return digest.hexdigest()


@lru_cache
def _digest(path: Path, size: int, changed: int) -> bytes:
    """The SHA-256 of a file of that size, last changed then: read once, since weights are large."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _listed(listing: Path) -> tuple[str, dict[str, str]]:
    """The language of Stanza's listing, and the model that it names for each part."""
    try:
        resources = json.loads(listing.read_text(encoding="utf-8"))
        [language] = [name for name, about in resources.items() if isinstance(about, dict)]
        default = resources[language]["packages"]["default"]
        return language, {part: default[part] for part in GRAMMAR} | (
            {"ner": default["ner"]} if default.get("ner") else {}
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackError(
            "pack-broken",
            f"{listing} is not a Stanza resource listing of one language ({error!r})",
            "Copy the whole pack again, or make it again with `make models`.",
        ) from None


def _check_version(folder: Path) -> None:
    """A pack may say in ``provenance.json`` with which Stanza it was made. Its models open with that release
    line alone."""
    try:
        made = str(json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["stanza"])
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError) as error:
        raise PackError(
            "pack-broken",
            f"{folder / 'provenance.json'} cannot be read ({error!r})",
            "Copy the whole pack again.",
        ) from None
    here = _stanza()
    if made.split(".")[:2] != here.split(".")[:2]:
        raise PackError(
            "stanza-version",
            f"the pack in {folder} was made with Stanza {made}, and this is Stanza {here}",
            f"Install stanza=={made}, or make the pack again.",
        )


@cache
def _stanza() -> str:
    """The version of Stanza that is installed."""
    return version("stanza")


def _refuse_code(folder: Path) -> None:
    """Raises PackError where the configuration of a transformer below the folder names Python code to run."""
    for path in sorted(folder.rglob("*.json")):
        try:
            configuration = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            continue  # nothing that transformers would read either
        if isinstance(configuration, dict) and "auto_map" in configuration:
            raise PackError(
                "pack-with-code",
                f"{path} asks to run Python code that comes with the pack (auto_map)",
                "Nothing of it was run. Get the pack from somebody you trust, without code.",
            )
