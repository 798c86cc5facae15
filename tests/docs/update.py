"""Write what the commands of README.md and docs/ print today below them: ``python -m tests.docs.update``, or
of some pages, by their names."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from attribution.parse.parse_cache import default_folder
from tests.docs.console import PAGES, rewritten


def main() -> None:
    default_folder().mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        if "```console" not in before or (sys.argv[1:] and page.name not in sys.argv[1:]):
            continue
        with tempfile.TemporaryDirectory() as folder:
            after = rewritten(before, Path(folder), default_folder())
        page.write_text(after, encoding="utf-8")
        print(f"{page}: {'as it was' if before == after else 'written anew'}")


if __name__ == "__main__":
    main()
