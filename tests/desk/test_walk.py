"""The first ten minutes of somebody who has read no manual, in one go, on the store of `make desk`."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from attribution.archive import decided
from attribution.archive.store import Store
from tests.helpers.desk import Served

DRAFT = (
    "Adeyemi spoke. “There is no evidence that the leak has reached the drinking water of the lower town,” "
    "she said.\n\n“Nobody will ever find these words in any article,” said a man."
)


def test_flags_are_settled_somebody_corrected_people_merged_and_a_draft_checked(page: Page, desk: Served):
    page.goto("/")
    flags = min(10, page.locator(".flag").count())
    assert flags >= 8
    for n in range(flags):
        page.keyboard.press("j")
        id = page.locator(".flag:focus").get_attribute("id") or ""
        page.keyboard.press("fcu"[n % 3])
        expect(page.locator(f"#{id} .verdict")).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator(".q").first).to_be_visible()
    page.keyboard.press("j")
    panel = page.locator("#panel")
    page.keyboard.press("Enter")
    expect(panel).to_have_js_property("inert", False)
    panel.get_by_label("Another speaker").fill("Mara Quist")
    page.keyboard.press("Enter")
    expect(panel.locator("h2")).to_have_text("Mara Quist")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Henrik Vass").click()
    page.get_by_text("Names, merging and splitting").click()
    page.get_by_label("is the same as").fill("Ola Brandt")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Ola Brandt")
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_label("The draft").fill(DRAFT)
    page.get_by_role("button", name="check its quotations").click(timeout=240_000)
    expect(page.get_by_role("status").first).to_contain_text("2 quotations looked up")
    with Store(desk.store) as store:
        settled = [kept.flag for kept in store.kept_flags() if kept.flag.verdict]
        assert len(settled) == flags and {f.verdict.by for f in settled if f.verdict} == {"Ana"}
        assert [c.speaker for c in decided.corrections(store)] == ["Mara Quist"]
        assert [{j.a, j.b} for j in decided.judgements(store)] == [{"Henrik Vass", "Ola Brandt"}]
