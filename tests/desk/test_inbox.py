"""Flags are settled in a browser, by keys and by buttons; two people at once lose nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from attribution.archive import decided
from attribution.archive.store import Store
from attribution.desk import flag_list
from attribution.desk.flag_list import ChosenFlags
from attribution.rule import RuleBook
from tests.helpers.desk import Served, served

FLAGS = ".flag"
FOCUSED = ".flag:focus"


def verdicts(desk: Served) -> dict[str, tuple[str, str]]:
    """Verdict and note by flag, as the store has them."""
    with Store(desk.store) as store:
        return {f.id: (f.verdict.verdict, f.verdict.note) for f in store.flags() if f.verdict}


def flags_of(desk: Served, **asked: str) -> int:
    """How many open flags the store has that are as asked."""
    with Store(desk.store) as store:
        return sum(all(getattr(f, name) == value for name, value in asked.items()) for f in store.flags())


def told(count: int) -> str:
    return f"{count} flag{'s' if count != 1 else ''} open."


def first(page: Page) -> str:
    return (page.locator(FLAGS).first.get_attribute("id") or "").removeprefix("f-")


def test_the_worst_stands_first_with_both_passages_and_what_differs(page: Page, desk: Served):
    page.goto("/")
    severities = page.locator(f"{FLAGS} .severity").all_inner_texts()
    order = ["high", "medium", "low", "info"]
    assert severities == sorted(severities, key=lambda s: order.index(s.lower())) and len(
        severities
    ) == flags_of(desk)
    card = page.locator(FLAGS).first
    expect(card.locator(".side mark.differs, .side .differs").first).to_have_text("fourteen")
    expect(card).to_contain_text("Corvale Echo stands alone against 3 others")
    expect(card.locator("a.in-article").first).to_have_attribute("href", re.compile("/article"))
    assert [each.inner_text() for each in card.locator(".times .words").all()] == [
        *("four", "four", "fourteen", "four")
    ]
    copied = page.evaluate("toCopy(document.querySelector('.flag .copy'))").split("\n\n")
    assert copied[0].splitlines()[-1] == f"{desk.address}/flags/{first(page)}"
    assert (
        copied[1].splitlines()[1]
        == "Ruth Adeyemi, head of the Water Inspectorate (Corvale Echo, 9 October 2025)"
    )
    assert len(copied) == 5 and all(f"{desk.address}/article?" in each for each in copied[1:])


def test_all_flags_are_settled_by_keys_alone(page: Page, desk: Served):
    page.goto("/")
    given = [("fault", "f"), ("fine", "c"), ("unsure", "u")] * 3
    given = given[: flags_of(desk)]
    for _, key in given:
        page.keyboard.press("j")
        expect(page.locator(FOCUSED)).to_have_count(1)
        id = page.locator(FOCUSED).get_attribute("id") or ""
        page.keyboard.press(key)
        expect(page.locator(f"#{id} .verdict")).to_be_visible()
        expect(page.locator(f"#{id}")).to_be_focused()
    assert sorted(v for v, _ in verdicts(desk).values()) == sorted(v for v, _ in given)
    with Store(desk.store) as store:
        assert {f.verdict.by for f in store.flags() if f.verdict} == {"Ana"}
    page.reload()
    expect(page.locator("#list")).to_contain_text("Nothing is left open.")


def test_a_verdict_is_undone_by_key_and_by_button_and_a_note_is_kept(page: Page, desk: Served):
    page.goto("/")
    id = first(page)
    card = page.locator(f"#f-{id}")
    card.get_by_role("button", name="fault").click()
    expect(card.locator(".verdict")).to_have_text("verdict: fault")
    ink = page.evaluate("getComputedStyle(document.body).color")
    expect(card.locator("[data-d=fault]")).to_have_css("background-color", ink)
    card.get_by_role("button", name="fine").click()
    expect(card.locator(".verdict")).to_have_text("verdict: fine")
    page.locator("#told").get_by_role("button", name="undo").click()
    expect(card.locator(".verdict")).to_have_text("verdict: fault")
    page.keyboard.press("z")
    expect(card.locator(".verdict")).to_be_hidden()
    assert verdicts(desk) == {}
    page.keyboard.press("z")
    expect(page.locator("#told")).to_have_text("Nothing to undo.")
    page.locator(f"#f-{id}").focus()
    page.keyboard.press("u")
    expect(card.locator(".verdict")).to_have_text("verdict: unsure")
    page.keyboard.press("n")
    page.keyboard.type('Ask "her" again')
    page.keyboard.press("Enter")
    expect(card.locator(".history")).to_contain_text('Ask "her" again')
    assert verdicts(desk) == {id: ("unsure", 'Ask "her" again')}
    with Store(desk.store) as store:
        assert len(decided.verdicts(store, id)) == 6, "every step stays on record"


def test_keys_have_buttons_and_who_comes_back_finds_the_place(page: Page, desk: Served):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    ids = [each.get_attribute("id") for each in page.locator(FLAGS).all()]
    for _ in range(3):
        page.get_by_label("next (j)").click()
    expect(page.locator(FOCUSED)).to_have_attribute("id", ids[2] or "")
    page.get_by_label("previous (k)").click()
    expect(page.locator(FOCUSED)).to_have_attribute("id", ids[1] or "")
    page.locator(f"{FOCUSED} [data-d=unsure]").click()
    expect(page.locator(f"#{ids[1]} .verdict")).to_be_visible()
    page.get_by_label("undo (z)").click()
    expect(page.locator(f"#{ids[1]} .verdict")).to_be_hidden()
    expect(page.locator(FOCUSED)).to_have_attribute("id", ids[1] or "")
    page.keyboard.press("o")
    expect(page.locator(".story .q").first).to_be_visible()
    page.go_back()
    expect(page.locator(FOCUSED)).to_have_attribute("id", ids[1] or "")
    page.get_by_label("keys and help (?)").click()
    expect(page.locator("#help")).to_be_visible()


def test_what_is_done_while_an_answer_is_on_its_way_is_done_after_it(page: Page, desk: Served):
    """Also what is being written: an answer changes what was decided, and no more."""
    page.goto("/")
    held: list[Route] = []
    page.route("**/verdict", lambda route: held.append(route))
    id = first(page)
    for key in "jfcfz":
        page.keyboard.press(key)
    card = page.locator(f"#f-{id}")
    card.locator("summary").click()
    page.keyboard.press("n")
    page.keyboard.type("Ask ")
    assert len(held) == 1, "one at a time"
    held[0].continue_()
    page.unroute("**/verdict")
    expect(card.locator(".history li")).to_have_count(4)
    expect(card.locator(".verdict")).to_have_text("verdict: fine")
    page.keyboard.type("her")
    page.keyboard.press("Enter")
    expect(card.locator(".history")).to_contain_text("fine, “Ask her”")
    assert verdicts(desk) == {id: ("fine", "Ask her")}
    expect(card.locator("details.more")).to_have_attribute("open", "")


def test_no_flag_is_passed_over_where_those_before_it_were_settled(
    page: Page, desk: Served, monkeypatch: pytest.MonkeyPatch
):
    with Store(desk.store) as store:
        all_of_them = [f"f-{f.id}" for f in flag_list.flags(store, ChosenFlags())[0]]
    monkeypatch.setattr(flag_list, "SHOWN", 3)
    page.goto("/")
    page.locator(f"{FLAGS} [data-d=fault]").first.click()
    expect(page.locator(".verdict:visible")).to_have_count(1)
    for _ in range(4):
        page.keyboard.press("j")
    expect(page.locator("#found")).to_contain_text("3 to 5 shown")
    assert [each.get_attribute("id") for each in page.locator(FLAGS).all()] == all_of_them[3:6]
    page.get_by_role("link", name="earlier").click()
    expect(page.locator("#found")).to_contain_text("1 to 3 shown")


def test_filters_by_all_that_is_asked_for(page: Page, desk: Served):
    page.goto("/")
    found = page.locator("#found")
    expect(found).to_have_text(told(flags_of(desk)))
    page.get_by_label("Severity").select_option("high")
    expect(found).to_have_text(told(flags_of(desk, severity="high")))
    page.get_by_label("Kind").select_option("wording-altered")
    expect(found).to_have_text(told(flags_of(desk, severity="high", kind="wording-altered")))
    assert "severity=high" in page.url and "kind=wording" in page.url
    page.get_by_role("link", name="clear").click()
    expect(found).to_have_text(told(flags_of(desk)))
    page.get_by_label("Person").fill("adeyemi")
    page.get_by_label("Person").press("Enter")
    expect(found).not_to_have_text(told(flags_of(desk)))
    page.goto("/?until=2025-01-01")
    expect(page.locator("#list")).to_contain_text("No flag fits what is chosen above.")
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("fourteen")
    expect(found).to_have_text("1 flag open.")


def test_without_script_a_button_still_keeps_a_verdict(chromium: Browser, desk: Served):
    context = chromium.new_context(base_url=desk.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    id = first(page)
    page.locator(f"#f-{id}").get_by_role("button", name="fault").click()
    expect(page.locator(f"#f-{id} .verdict")).to_have_text("verdict: fault")
    assert verdicts(desk)[id][0] == "fault"
    context.close()


def test_two_people_lose_nothing_and_see_each_other(
    chromium: Browser, page: Page, desk: Served, book: RuleBook
):
    page.goto("/")
    id = first(page)
    with served(desk.store, book, name="Ben") as second:
        context = chromium.new_context(base_url=second.address)
        other = context.new_page()
        other.goto("/")
        page.locator(f"#f-{id}").get_by_role("button", name="fault").click()
        expect(page.locator(f"#f-{id} .verdict")).to_have_text("verdict: fault")
        other.locator(f"#f-{id}").get_by_role("button", name="fine").click()
        expect(other.locator(f"#f-{id} .history")).to_contain_text("Ana: fault")
        expect(other.locator(f"#f-{id} .history")).to_contain_text("Ben: fine")
        page.evaluate(
            "htmx.ajax('GET', byId('news').getAttribute('hx-get'), {target: '#news', swap: 'outerHTML'})"
        )
        expect(page.locator("#news")).to_contain_text("Ben decided on 1 flag")
        expect(page.locator(f"#f-{id} .verdict")).to_have_text("verdict: fine")
        expect(page.locator(f"#f-{id} [data-d=fault]")).to_have_attribute("aria-pressed", "false")
        page.keyboard.press("z")
        expect(page.locator("#told")).to_contain_text("Ben has decided on this since")
        context.close()
    assert verdicts(desk)[id][0] == "fine"
