"""People are read, merged and split; words and drafts are looked up; what is there can be had as files."""

from __future__ import annotations

import csv
import io
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from attribution.archive import decided
from attribution.archive.store import Store
from attribution.desk.pictures import agreement, over_time, quoted
from attribution.write.schema.attribution import AttributionLine
from tests.helpers.asking import seat
from tests.helpers.desk import Served


def names(desk: Served) -> dict[str, tuple[str, ...]]:
    with Store(desk.store) as store:
        return {p.name: p.spellings for p in store.people()}


def are_one(desk: Served) -> bool:
    return any({"Henrik Vass", "Ola Brandt"} <= {*spellings} for spellings in names(desk).values())


def soon(holds: Callable[[], bool]) -> None:
    """What is worked out behind the scenes comes to hold."""
    until = time.monotonic() + 100
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_persons_page_shows_what_was_altered_side_by_side(page: Page):
    page.goto("/people")
    page.keyboard.press("/")
    page.keyboard.type("adeyemi")
    expect(page.locator("#found")).to_contain_text("1 person")
    page.get_by_role("link", name="Ruth Adeyemi").click()
    expect(page.locator("h1")).to_have_text("Ruth Adeyemi")
    said = page.locator(".said-list > li", has_text="fourteen of them").first
    said.locator("summary").click()
    expect(said.locator(".side", has_text="four of them").first).to_be_visible()
    page.goto("/people?find=Vass")
    page.get_by_role("link", name="Henrik Vass").click()
    said = page.locator(".said-list > li:has(.meta :text-is('The Northern Courier'))", has_text="eleven min")
    expect(said).to_contain_text("The same in Corvale Echo, Meridian Press Agency.")
    expect(said).to_contain_text("Elsewhere the words of Ola Brandt: Daily Lantern.")


def test_two_people_are_merged_and_split_again(page: Page, desk: Served):
    assert {"Henrik Vass", "Ola Brandt"} <= names(desk).keys()
    page.goto("/people?find=Vass")
    page.get_by_role("link", name="Henrik Vass").click()
    page.get_by_text("Names, merging and splitting").click()
    page.get_by_label("is the same as").fill("Ola Brandt")
    page.get_by_label("is the same as").press("Enter")
    expect(page.locator("main")).to_contain_text("Ola Brandt")
    expect(page.get_by_role("button", name="is somebody else")).to_be_visible(timeout=100_000)
    assert are_one(desk), "the page shows it as soon as it is so"
    with Store(desk.store) as store:
        assert [(j.a, j.b, j.judgement, j.by) for j in decided.judgements(store)] == [
            ("Henrik Vass", "Ola Brandt", "same", "Ana")
        ]
    page.goto("/people?find=Brandt")
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="is somebody else").first.click()
    expect(page.locator("#told")).to_contain_text("Split.")
    soon(lambda: not are_one(desk))
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.locator("#told")).to_have_text("Undone.")
    soon(lambda: are_one(desk))
    page.keyboard.press("z")
    expect(page.locator("#told")).to_have_text("Undone.")
    soon(lambda: not are_one(desk))


def test_whom_the_program_put_together_are_one_again_when_a_split_is_taken_back(page: Page, desk: Served):
    before = names(desk)["Andrey Volynskiy"]
    page.goto("/people?find=Volynskiy")
    page.get_by_role("link", name="Andrey Volynskiy").click()
    page.get_by_text("Names, merging and splitting").click()
    page.get_by_role("button", name="is somebody else").first.click()
    expect(page.locator("#told")).to_contain_text("Split.")
    soon(lambda: "Andrei Volynskiy" in names(desk))
    page.get_by_role("button", name="take back").click()
    expect(page.locator("#told")).to_contain_text("Taken back.")
    soon(lambda: names(desk).get("Andrey Volynskiy") == before)


def test_names_are_offered_and_nobody_is_merged_with_a_name_that_nobody_has(page: Page, desk: Served):
    page.goto("/people?find=Vass")
    page.get_by_role("link", name="Henrik Vass").click()
    page.get_by_text("Names, merging and splitting").click()
    field = page.get_by_label("is the same as")
    field.press_sequentially("bran")
    expect(page.locator("#names option")).to_have_count(1)
    expect(page.locator("#names option")).to_have_attribute("value", "Ola Brandt")
    field.press("Enter")
    expect(page.locator("#told")).to_contain_text("Nobody in the store has the name bran.")
    with Store(desk.store) as store:
        assert decided.judgements(store) == ()


def test_words_are_looked_up_with_what_differs_marked(page: Page):
    page.goto("/ask")
    page.get_by_label("The words").fill("fourteen of them were above the limit")
    page.get_by_role("button", name="ask").click()
    expect(page.locator("#answer h3")).to_contain_text("not everywhere as said")
    expect(page.locator("#answer .answers mark.differs").first).to_be_visible()


def test_every_quotation_of_a_draft_is_checked_under_the_name_that_it_gives(page: Page, desk: Served):
    with Store(desk.store) as store:
        kept = store.counts()
    page.goto("/ask")
    page.get_by_label("The draft").fill(
        "Ruth Adeyemi spoke. “There is no evidence that the leak has reached the drinking water of the lower "
        "town,” she said.\n\n“Every litre that left our tank will be found, and we will pay for it,” Ola "
        "Brandt said.\n\n“Nobody will ever find these words in any article,” said a man. It is “odd”."
    )
    page.get_by_role("button", name="check its quotations").click(timeout=240_000)
    expect(page.get_by_role("status").first).to_have_text(
        "3 quotations looked up: 1 found as said, 1 to look at, 1 not found."
    )
    first, second, third = page.locator("main .flag").all()
    expect(first.locator(".asked")).to_contain_text("Ruth Adeyemi, by “she”")
    expect(second).to_contain_text("Found, but under another name")
    expect(second.locator(".asked")).to_have_text("— Ola Brandt")
    expect(second.locator(".side .speaker").first).to_have_text("Henrik Vass")
    expect(third).to_contain_text("Not found")
    expect(third.locator(".asked")).to_have_count(0)
    page.goto("/ask")
    page.get_by_label("The draft").fill("word " * 12_001)
    page.get_by_role("button", name="check its quotations").click()
    expect(page.get_by_role("alert")).to_contain_text("last 5 characters of the draft were not looked at")
    with Store(desk.store) as store:
        assert store.counts() == kept, "the draft is kept nowhere"


def test_pictures_count_what_the_store_has(sample: Path):
    with Store(sample) as store:
        (adeyemi,) = (p for p in store.people() if p.name == "Ruth Adeyemi")
        said = Counter(store.article(a.article).publisher for a in store.said_by(adeyemi.id))  # type: ignore[union-attr]
        by_day, by_outlet = quoted(store)
        assert {o: n for (name, o), n in by_outlet.items() if name == adeyemi.name} == said
        assert sum(n for (name, _), n in by_day.items() if name == adeyemi.name) == said.total()
        pairs = agreement(store)
    months = over_time(Counter({("Ana", "2025-11-30"): 2, ("Ben", "2026-02-01"): 1}))
    assert months.columns == ("2025-11", "2025-12", "2026-01", "2026-02"), "time without words is shown too"
    assert months.cells == {("Ana", "2025-11"): 2, ("Ben", "2026-02"): 1}
    echo, agency = "Corvale Echo", "Meridian Press Agency"
    assert pairs.cells[echo, agency] == pairs.cells[agency, echo] < 100, "fourteen is not four"


def test_downloads_hold_everything_and_are_read_back(desk: Served):
    here = seat(desk)
    with Store(desk.store) as store:
        counts = store.counts()
        flag = store.flags()[0].id
    assert here.post(f"/flags/{flag}/verdict", verdict="fine").status == 303
    lines = here.get("/export/attributions.jsonl").text.splitlines()
    assert len([AttributionLine.model_validate_json(line) for line in lines]) == counts["attributions"]
    rows = [*csv.reader(io.StringIO(here.get("/export/quotes.csv").text))]
    assert len(rows) == counts["attributions"] + 1
    flagged = [*csv.DictReader(io.StringIO(here.get("/export/flags.csv").text.lstrip("\ufeff")))]
    [settled] = [row for row in flagged if row["flag"] == flag]
    assert settled["verdict"] == "fine" and settled["page"] == f"/flags/{flag}"
    assert here.get(settled["page"]).status == 200 and settled["words a"] and settled["outlet b"]
    assert here.get("/export/verdicts.csv").text.splitlines()[1].startswith(f"{flag},fine,")
    assert json.loads(here.get("/export/annotations.jsonld").text)["@context"]
    assert here.get("/export/desk_tokens.csv").status == 404
