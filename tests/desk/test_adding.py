"""Articles are pasted and handed in as files; progress and problems are told, flags come to the inbox."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, expect

from attribution.archive.store import Store
from attribution.rule import RuleBook
from tests.helpers.asking import seat
from tests.helpers.desk import Served, served


def test_a_text_is_pasted_and_files_are_handed_in(page: Page, desk: Served):
    page.goto("/add")
    page.get_by_label("The text").fill(
        "The bridge is shut.\n\n“We found nine cracks,” said Ana Ruiz, the engineer."
    )
    page.get_by_label("Title").fill("Nine cracks")
    page.get_by_label("Outlet", exact=True).fill("The North")
    page.get_by_role("button", name="add the text").click()
    expect(page.locator("#batches")).to_contain_text("Added, with", timeout=240_000)
    page.get_by_role("link", name="Nine cracks").click()
    expect(page.locator(".q")).to_have_text("“We found nine cracks,”")
    expect(page.locator(".meta")).to_contain_text("The North")
    page.goto("/add")
    good = {
        "name": "../../two.txt",
        "mimeType": "text/plain",
        "buffer": b'"It holds," said Tom Lee on Friday.\n',
    }
    bad = {"name": "bad.txt", "mimeType": "text/plain", "buffer": b"\xff\xfe\x00\xd8\x00"}
    picture = {"name": "picture.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
    page.get_by_label("Drop them here").set_input_files([good, bad, picture])
    page.get_by_label("Outlet of all of them").fill("The South")
    page.get_by_role("button", name="add the files").click()
    expect(page.locator(".batch").first).to_contain_text(re.compile("two.txt"), timeout=240_000)
    problems = page.locator(".batch").first.locator(".problems code")
    expect(problems).to_have_text(["bad.txt", "picture.png"], timeout=240_000)
    with Store(desk.store) as store:
        assert store.counts()["articles"] == 12
        assert ("The South",) in store.rows("SELECT publisher FROM articles")
        assert not [p for (p,) in store.rows("SELECT place FROM places") if "attribution-desk" in p]
    page.goto("/articles")
    page.get_by_role("link", name="Nine cracks").click()
    page.get_by_text("Take this article out").click()
    page.get_by_role("button", name="take it out").click()
    expect(page.locator("#found")).to_contain_text("11 articles")
    page.keyboard.press("z")
    expect(page.locator("#found")).to_contain_text("12 articles")
    page.get_by_role("link", name="Nine cracks").click()
    expect(page.locator(".q")).to_have_text("“We found nine cracks,”")


def test_what_is_added_is_checked_with_the_rules_of_the_desk(store: Path, book: RuleBook, parses: Path):
    with served(store, replace(book, rules=()), cache=parses) as running:
        here = seat(running)
        text = "“The bridge has nine cracks in it,” said Ana Ruiz, the engineer."
        assert here.post("/add", text=text, title="No rules").status == 303
        while "Added, with" not in (told := here.get("/add/batches").text):
            assert "Not added" not in told
            time.sleep(0.2)
    with Store(store) as kept:
        [article] = [a.id for a in kept.articles() if a.title == "No rules"]
        assert kept.attributions(article) == ()


def test_an_address_of_this_machine_is_not_fetched(page: Page, desk: Served):
    page.goto("/add")
    page.get_by_label("Address of the page").fill(f"{desk.address}/static/desk.js")
    page.get_by_role("button", name="add the page").click()
    expect(page.locator(".problems")).to_contain_text("address-private", timeout=30_000)


def test_what_is_no_address_and_nothing_at_all_are_refused(desk: Served):
    here = seat(desk)
    assert "address-invalid" in here.post("/add", address="file:///etc/passwd").text
    assert "desk-nothing" in here.post("/add", text=" ").text
