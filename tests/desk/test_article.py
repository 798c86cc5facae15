"""An article at the desk: why a speaker, and every kind of correction; what a person decided wins."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route, expect
from yaml import safe_load

from attribution.archive.add import remove
from attribution.archive.check import check_into
from attribution.archive.recheck import as_found
from attribution.archive.store import Store
from attribution.article import Span
from attribution.desk.article_page import read_article
from attribution.desk.visit import to_article
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.rulebook.example_markup import parse
from tests.helpers.asking import seat
from tests.helpers.desk import Served, served
from tests.helpers.places import SEEDS

PANEL = "#panel"


def opened(page: Page, desk: Served, outlet: str = "Corvale Echo") -> str:
    """The article of the outlet is shown; its id."""
    with Store(desk.store) as store:
        article = next(a for a in store.articles() if a.publisher == outlet and "leak" in (a.title or ""))
    page.goto(to_article(article.id))
    expect(page.locator("html.js h1")).to_have_text(article.title or "")
    return article.id


def as_corrected(desk: Served, article: str, book: RuleBook) -> tuple[Attribution, ...]:
    with Store(desk.store) as store:
        read = read_article(store, article, book)
        assert read is not None
        return read.said


def words(desk: Served, article: str, a: Attribution) -> str:
    with Store(desk.store) as store:
        there = store.article(article)
        assert there is not None
        return " … ".join(s.of(there.text) for s in a.content)


def test_a_quotation_tells_why(page: Page, desk: Served):
    page.goto("/articles")
    page.get_by_label("Words in the text").fill("forty samples clear again above the weir")
    expect(page.locator("#found")).to_have_text("1 article.")
    page.get_by_role("link", name="What we know about the leak").click()
    page.locator(".q", has_text="We took forty samples").click()
    panel = page.locator(PANEL)
    expect(panel.locator("h2")).to_have_text("Ruth Adeyemi")
    expect(panel).to_contain_text("by “she”")
    expect(panel).to_contain_text("Meridian Press Agency")
    expect(panel.locator("mark.differs").first).to_be_visible()
    expect(panel).to_contain_text("Words differ inside the quotation marks")


def test_the_quotation_chosen_last_is_the_one_that_is_corrected_and_where_keys_go_on(
    page: Page, desk: Served
):
    opened(page, desk)
    panel, held = page.locator(PANEL), list[Route]()
    page.route("**/attributions/*", lambda route: held.append(route))
    page.locator(".q").first.click()
    expect(panel).to_have_js_property("inert", True)
    chosen = page.locator(".q", has_text="We took forty samples")
    chosen.click()
    held[0].continue_()
    page.unroute("**/attributions/*")
    expect(panel).to_contain_text("We took forty samples")
    expect(panel).to_have_js_property("inert", False)
    expect(panel).to_be_focused()
    page.reload()
    expect(panel).to_contain_text("We took forty samples")
    expect(page.locator(".q.now").first).to_have_text(chosen.inner_text())
    page.keyboard.press("j")
    expect(page.locator(".n:focus")).to_have_attribute("data-i", "3")


def test_another_speaker_by_keys_alone_wins_at_later_runs_and_is_undone(
    page: Page, desk: Served, book: RuleBook, parses: Path
):
    article = opened(page, desk)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    panel = page.locator(PANEL)
    expect(panel.locator("h2")).to_have_text("Ruth Adeyemi")
    field = panel.get_by_label("Another speaker")
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("Henrik Vass")
    page.keyboard.press("Enter")
    expect(panel.locator("h2")).to_have_text("Henrik Vass")
    expect(panel).to_contain_text("corrected by Ana")
    expect(page.locator(".q.now")).to_have_count(1)
    expect(page.locator(".n.by-person")).to_have_attribute("data-i", "2")
    expect(panel).not_to_contain_text("by “she”")  # nothing is guessed any more
    first = as_corrected(desk, article, book)[1]
    assert (first.speaker.name, first.rule) == ("Henrik Vass", "person") and first.speaker.person
    with Store(desk.store) as store:
        assert as_found(store, article, book)[1].speaker.name == "Ruth Adeyemi", "what was found can be told"
        remove(store, [article], book)
        check_into(store, [SEEDS], cache=parses)
        assert store.attributions(article)[1].speaker.name == "Henrik Vass", "it wins at every later run"
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.locator("#told")).to_have_text("Undone.")
    assert as_corrected(desk, article, book)[1].speaker.name == "Ruth Adeyemi"


def test_nobody_takes_back_what_a_colleague_corrected_since(page: Page, desk: Served, book: RuleBook):
    article = opened(page, desk)
    page.locator(".q", has_text="We took forty samples").click()
    panel = page.locator(PANEL)
    panel.get_by_label("Another speaker").fill("Henrik Vass")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("corrected by Ana")
    id = panel.locator("[data-a]").get_attribute("data-a") or ""
    with served(desk.store, book, name="Ben") as second:
        ben = seat(second)
        assert (
            ben.post(f"/attributions/{id}/correct", fault="other-speaker", speaker="Ola Brandt").status == 303
        )
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.locator("#told")).to_contain_text("Ben has decided on this since")
    assert as_corrected(desk, article, book)[1].speaker.name == "Ola Brandt"


def test_what_was_taken_out_is_found_again_below_the_article(page: Page, desk: Served, book: RuleBook):
    article = opened(page, desk)
    before = as_corrected(desk, article, book)
    page.locator(".q", has_text="We took forty samples").click()
    page.get_by_role("button", name="not speech").click()
    expect(page.locator(PANEL)).to_contain_text("no speech")
    page.goto(to_article(article))
    page.get_by_text("1 correction by people").click()
    page.get_by_role("link", name="Ana decided: this is not speech.").click()
    page.locator(PANEL).get_by_role("button", name="it is speech after all").click()
    expect(page.locator(".q", has_text="We took forty samples")).to_be_visible()
    assert as_corrected(desk, article, book) == before


def test_not_speech_and_other_ends(page: Page, desk: Served, book: RuleBook):
    article = opened(page, desk)
    before = as_corrected(desk, article, book)
    panel = page.locator(PANEL)
    page.locator(".q", has_text="We took forty samples").click()
    panel.get_by_label("Its words").fill("“We took forty samples between midnight and six o’clock")
    panel.get_by_role("button", name="these words").click()
    expect(page.locator(".q", has_text="We took forty samples")).to_have_text(
        "“We took forty samples between midnight and six o’clock"
    )
    panel.get_by_label("Its words").fill("words that stand nowhere")
    panel.get_by_role("button", name="these words").click()
    expect(page.locator("#told")).to_contain_text("do not stand in the article")
    panel.get_by_role("button", name="not speech").click()
    expect(panel).to_contain_text("no speech")
    assert [a.id for a in as_corrected(desk, article, book)] == [a.id for n, a in enumerate(before) if n != 1]
    panel.get_by_role("button", name="it is speech after all").click()
    expect(panel.get_by_label("Another speaker")).to_be_visible()
    assert as_corrected(desk, article, book) == before


def test_a_missed_quotation_is_selected_and_given_a_speaker(page: Page, desk: Served, book: RuleBook):
    article = opened(page, desk)
    page.locator("#missed summary").click()
    para = page.locator(".para", has_text="A tank at Lumen Coatings")
    para.evaluate(
        """para => { const text = para.firstChild, range = document.createRange();
        range.setStart(text, 0); range.setEnd(text, text.data.indexOf(' late'));
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    expect(page.locator("#missed-words")).to_have_value("A tank at Lumen Coatings was filled above its mark")
    page.get_by_label("Who said it").fill("Mara Quist")
    page.get_by_role("button", name="add it").click()
    expect(page.locator(f"{PANEL} h2")).to_have_text("Mara Quist")
    expect(page.locator(".q", has_text="A tank at Lumen")).to_be_visible()
    page.get_by_role("link", name="make it an example").click()
    yaml = page.locator("#example")
    expect(yaml).to_contain_text(
        '- "{content|A tank at Lumen Coatings was filled above its mark} late on Tuesday."'
    )
    page.get_by_label("Instead of Lumen", exact=True).fill('"Acme" {x}')
    expect(yaml).to_contain_text('at \\"Acme\\" (x) Coatings was')
    example = safe_load(yaml.text_content() or "")["examples"][0]
    assert parse(example).spans["content"] == (
        Span(0, len('A tank at "Acme" (x) Coatings was filled above its mark')),
    )
    page.go_back()
    added = next(a for a in as_corrected(desk, article, book) if a.speaker.name == "Mara Quist")
    assert words(desk, article, added) == "A tank at Lumen Coatings was filled above its mark"
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.locator("#told")).to_have_text("Undone.")
    assert added.id not in [a.id for a in as_corrected(desk, article, book)]
