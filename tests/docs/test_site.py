"""Has the site every page, and no link to a page that is not there? (`make site` builds it strictly.)"""

from __future__ import annotations

import re

import pytest
import yaml

from tests.helpers.places import ROOT

DOCS = ROOT / "docs"
SITE = yaml.safe_load((ROOT / "site" / "mkdocs.yml").read_text(encoding="utf-8"))
PAGES = [*DOCS.glob("*.md"), DOCS / "rules" / "README.md"]


def _named(nav: list) -> set[str]:
    entries = [each if isinstance(each, str) else next(iter(each.values())) for each in nav]
    return {name for each in entries for name in (_named(each) if isinstance(each, list) else {each})}


def test_every_page_is_in_the_navigation():
    assert _named(SITE["nav"]) == {page.relative_to(DOCS).as_posix() for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert {link for link in links if not (page.parent / link).exists()} == set()
