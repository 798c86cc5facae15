"""Model packs for tests: the shipped models under the name of another language."""

from __future__ import annotations

import json
from pathlib import Path

from attribution.parse.model_pack import SHIPPED, SHIPPED_PACK


def as_german(folder: Path) -> Path:
    """A pack that says it is for German, in a new folder: enough to see which pack reads which article."""
    folder.mkdir(parents=True)
    shipped = SHIPPED / SHIPPED_PACK
    listing = json.loads((shipped / "resources.json").read_text(encoding="utf-8"))
    (folder / "resources.json").write_text(json.dumps({"de": listing["en"]}), encoding="utf-8")
    (folder / "de").symlink_to(shipped / "en")
    return folder
