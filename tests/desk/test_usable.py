"""Every page can be used by everybody: axe finds nothing, light and dark, and 390 pixels are enough."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import axe_core_python
from playwright.sync_api import Browser

from attribution.archive.store import Store
from tests.helpers.desk import Served

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
FAULTS = """asked => axe.run(asked).then(found => found.violations.map(
    v => `${v.id}: ${v.nodes.map(n => n.html).join(' ').slice(0, 300)}`))"""


def pages(desk: Served) -> list[str]:
    """An address of every page."""
    with Store(desk.store) as store:
        flag = store.flags()[0]
        person = store.people()[0].id
    article = urlencode({"id": flag.a.article, "a": flag.a.attribution})
    asked = urlencode({"words": "fourteen of them were above the limit"})
    return [
        *("/", f"/flags/{flag.id}", "/articles", f"/article?{article}", "/people", f"/people/{person}"),
        *(
            "/ask",
            f"/ask?{asked}",
            "/add",
            "/export",
            "/api",
            "/flags/none",
            "/pictures",
            f"/attributions/{flag.a.attribution}/example",
        ),
    ]


def test_axe_finds_nothing_light_and_dark_and_a_phone_is_wide_enough(chromium: Browser, desk: Served):
    """A page is laid out for a phone in the light and asked everything, then wide and dark, where its colours
    are others."""
    context = chromium.new_context(base_url=desk.address, bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    found = {}
    for path in pages(desk):
        page.set_viewport_size({"width": 390, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(path)
        page.evaluate(AXE)
        wide = page.evaluate("document.documentElement.scrollWidth") - 390
        found[path] = [*page.evaluate(FAULTS, {}), *([f"{wide} pixels too wide"] if wide > 0 else [])]
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="dark")
        found[path] += page.evaluate(FAULTS, {"runOnly": ["color-contrast"]})
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
