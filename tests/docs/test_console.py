"""Do the commands of README.md and docs/ print what stands below them?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attribution.report import Report
from tests.docs.console import PAGES, rewritten

WITH_COMMANDS = [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_commands_print_what_the_page_says(
    page: Path, tmp_path: Path, parses: Path, seeds: dict[str, Report]
):
    said = page.read_text(encoding="utf-8")
    now = rewritten(said, tmp_path, parses)
    assert now == said, (
        f"{page.name} shows other output than the program. If the program is right:\n"
        "    make pages    (or: python -m tests.docs.update)\n"
        "writes it, and numbers in the sentences around it are to be looked at by hand."
    )


def test_every_command_with_its_output_stands_in_a_block_that_is_run():
    loose = {
        page.name: found
        for page in PAGES
        if (found := re.findall(r"^```(?!console)\w*\n\$ .*", page.read_text(encoding="utf-8"), re.M))
    }
    assert loose == {}
