"""The page in a browser: it renders, asks for nothing, keeps text text, and can be read by anybody."""

from dataclasses import replace

import pytest

from attribution.article import Region
from attribution.result import Verdict
from attribution.write import write
from tests.helpers.reports import HOSTILE, report

CENTRE = """(selector => { const m = document.querySelector(selector); m.scrollIntoView({block: 'center'});
  const r = m.getClientRects()[0]; return [r.left + 4, r.top + r.height / 2]; })"""


def test_renders_without_trouble_or_requests(opened, page):
    assert opened.trouble == []
    assert set(opened.requests) <= {"about:blank", page.as_uri()}
    assert opened.evaluate("document.querySelector('h1').innerText") == "The bridge stays shut"
    assert (
        opened.evaluate("[...document.querySelectorAll('#flags > .flag, #flags > details.group')].length")
        == 3
    )


def test_hostile_text_stays_text(opened):
    assert opened.evaluate("typeof boom") == "undefined"
    assert opened.evaluate("[document.scripts.length, document.images.length]") == [1, 0]
    assert "<script>boom=1</script>" in opened.evaluate("document.querySelectorAll('.headline')[1].innerText")
    assert opened.evaluate("[...document.links].filter(a => !/^(file|https?):/.test(a.href)).length") == 0


def test_hostile_names_and_headlines_stay_text_everywhere(chrome, tmp_path):
    given = report()
    hostile = f"\"'>{HOSTILE}</option></title></style>"
    first = replace(given.articles[0], title=hostile, publisher=hostile, byline=hostile)
    flag = replace(given.flags[0], kind=hostile, verdict=Verdict("unsure", hostile, hostile, hostile))
    flag = replace(flag, a=replace(flag.a, publisher=hostile, speaker=hostile, text=hostile))
    people = tuple(replace(p, name=hostile, spellings=(hostile, "x"), roles=(hostile,)) for p in given.people)
    write(
        replace(given, articles=(first, *given.articles[1:]), flags=(flag, *given.flags[1:]), people=people),
        tmp_path,
    )
    chrome.trouble.clear()
    chrome.open(tmp_path / "report.html")
    chrome.evaluate("document.querySelector('.people a.name').click(); clearFilters()")
    assert chrome.evaluate("typeof boom") == "undefined" and chrome.trouble == []
    assert chrome.evaluate("[document.scripts.length, document.images.length]") == [1, 0]
    assert chrome.evaluate("document.querySelector('h1 span').textContent") == hostile
    assert HOSTILE in chrome.evaluate("document.title")
    assert chrome.evaluate("document.querySelector('#f-f1').dataset.note") == hostile


def test_the_policy_of_the_page_runs_nothing_else(chrome, page):
    chrome.open(page)
    chrome.evaluate("""document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.boom=1">');
        const s = document.createElement('script'); s.textContent = 'window.boom=2';
        document.body.append(s);""")
    chrome.evaluate("new Promise(done => setTimeout(done, 200))")
    assert chrome.evaluate("typeof boom") == "undefined"


def test_flags_come_by_severity_with_the_differing_words_marked(opened):
    assert opened.evaluate("document.querySelector('#flags .severity').innerText.toLowerCase()") == "high"
    assert opened.evaluate(
        "[...document.querySelectorAll('#f-f1 > .sides .differs')].map(m => m.innerText)"
    ) == ["fourteen", "four"]
    boxes = opened.evaluate(
        "[...document.querySelectorAll('#f-f1 > .sides .side')].map(s => s.getBoundingClientRect().top)"
    )
    assert boxes[0] == boxes[1], "side by side"
    assert opened.evaluate("document.querySelector('#f-f2').closest('details').open") is False, (
        "a flag found fine is folded away"
    )


def test_what_is_said_within_what_is_said(opened):
    assert (
        opened.evaluate("document.querySelector('#a-a2').contains(document.querySelector('#a-a3'))") is True
    )
    assert opened.evaluate("document.querySelector('#a-a3').innerText").startswith("“it was not safe”")


def test_pointing_pinning_and_keys(opened):
    card = "(c => c.hidden ? '' : c.innerText)(document.querySelector('#card'))"
    assert opened.evaluate(card) == ""
    opened.move(*opened.evaluate(f"{CENTRE}('#a-a1')"))
    assert "stands beside the quotation" in opened.evaluate(card) and "Ana Ruiz" in opened.evaluate(card)
    opened.move(2, 2)
    assert opened.evaluate(card) == ""
    opened.move(*opened.evaluate(f"{CENTRE}('#a-a1')"), click=True)
    opened.move(2, 2)
    assert opened.evaluate(card) != "", "pinned by a click"
    opened.keys("Escape")
    assert opened.evaluate(card) == ""
    opened.evaluate("document.querySelector('#a-a3 .n, #a-a3 + .n').focus()")
    assert "Ana Ruiz" in opened.evaluate(card)


def test_statements_first(opened):
    shown = "getComputedStyle(document.querySelector('#n-a4')).display !== 'none'"
    assert opened.evaluate(shown) is False
    opened.evaluate("document.querySelector('#acts').click()")
    assert opened.evaluate(shown) is True


def test_one_speaker_at_a_time(opened):
    opened.evaluate("document.querySelector('.people tr[data-v=\"1\"] a').click()")
    assert opened.evaluate("[...document.querySelectorAll('.story')].map(s => s.hidden)") == [
        False,
        True,
        True,
    ]
    assert opened.evaluate("document.querySelector('#a-a1').classList.contains('dim')") is True
    assert opened.evaluate("document.querySelector('#a-a2').classList.contains('dim')") is False


def test_a_link_opens_its_article(chrome, page):
    chrome.open(page, anchor="#a-b1")
    assert chrome.evaluate("document.querySelector('#a-b1').closest('details').open") is True


def test_reads_without_javascript(chrome, page):
    chrome.open(page, script=False)
    visible = "[...document.querySelectorAll('.script')].some(s => s.checkVisibility())"
    assert chrome.evaluate(visible) is False
    assert chrome.evaluate("document.querySelector('#bar nav').checkVisibility()") is True
    assert chrome.evaluate("document.querySelector('#f-f1').checkVisibility()") is True
    chrome.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert "stands beside the quotation" in chrome.evaluate("document.querySelector('#n-a1').innerText")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_fits_a_phone(chrome, page, dark):
    chrome.open(page, width=390, height=800, dark=dark)
    chrome.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chrome.evaluate("document.documentElement.scrollWidth") <= 390
    tops = chrome.evaluate(
        "[...document.querySelectorAll('#f-f1 > .sides .side')].map(s => s.getBoundingClientRect().top)"
    )
    assert tops[1] > tops[0], "one below the other"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_word_of_three_thousand_letters_stays_on_the_page(chrome, tmp_path, width):
    word, given = "w" * 3000, report()
    first = replace(
        given.articles[0],
        text=given.articles[0].text + f"\n\n{word}",
        title=word,
        publisher=word,
        byline=word,
        url=f"https://{word}.example",
    )
    first = replace(first, regions=(*first.regions, Region("body", len(first.text) - 3000, len(first.text))))
    flag = given.flags[0]
    write(
        replace(
            given,
            articles=(first, *given.articles[1:]),
            people=tuple(replace(p, name=word, roles=(word,)) for p in given.people),
            flags=(
                replace(
                    flag,
                    because=word,
                    a=replace(flag.a, publisher=word, article=word, sentence=word, speaker=word),
                ),
            ),
        ),
        tmp_path,
    )
    chrome.open(tmp_path / "report.html", width=width)
    chrome.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chrome.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """(() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = '#000'; paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = c => {
    const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e =>
    e ? over(rgba(getComputedStyle(e).backgroundColor), behind(e.parentElement)) : [255, 255, 255, 1];
  const faded = e => e ? +getComputedStyle(e).opacity * faded(e.parentElement) : 1;
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility() || e.closest('select, .skip')
        || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const ground = behind(e), ink = rgba(getComputedStyle(e).color);
    ink[3] *= faded(e);
    const [a, b] = [light(over(ink, ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5)
      low.push(e.className + ' ' + e.tagName + ' ' + ratio.toFixed(2) + ' ' + e.innerText.slice(0, 30));
  }
  return low;
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast_is_that_of_wcag_aa(chrome, page, dark):
    chrome.open(page, dark=dark)
    chrome.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chrome.evaluate(CONTRAST) == []
    chrome.evaluate("document.querySelector('.people a.name').click()")
    assert chrome.evaluate(CONTRAST) == [], "with one speaker chosen"


def test_landmarks_and_names(opened):
    assert opened.evaluate("document.documentElement.lang") == "en"
    assert (
        opened.evaluate("['main', 'nav', 'h1'].every(t => document.querySelectorAll(t).length === 1)") is True
    )
    assert (
        opened.evaluate(
            "[...document.querySelectorAll('[id]')].length === new "
            "Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
        )
        is True
    )
    assert (
        opened.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => "
            "!document.getElementById(a.hash.slice(1))).length"
        )
        == 0
    )
    assert (
        opened.evaluate(
            "[...document.querySelectorAll('input, select, button')].every(i => i.labels?.length || "
            "i.textContent || i.ariaLabel)"
        )
        is True
    )
