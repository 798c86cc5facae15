"""Flags and articles can be searched, filtered and linked to."""

import pytest

SHOWN = "[...document.querySelectorAll('{}')].filter(e => !e.hidden).map(e => e.id)"
FLAGS, STORIES = SHOWN.format(".flag"), SHOWN.format(".story")


def choose(chrome, field, value):
    chrome.evaluate(
        f"""(f => {{ f.value = {value!r}; f.dispatchEvent(new Event('input', {{bubbles: true}}));
        f.dispatchEvent(new Event('change', {{bubbles: true}})); }})(document.getElementById({field!r}))"""
    )
    chrome.evaluate("new Promise(done => setTimeout(done, 160))")


@pytest.mark.parametrize(
    ("field", "value", "flags"),
    [
        ("severity", "info", ["f-f3"]),
        ("kind", "speaker-conflict", ["f-f2"]),
        ("state", "fine", ["f-f2"]),
        ("state", "open", ["f-f1", "f-f3"]),
        ("outlet", "1", ["f-f1", "f-f2"]),
        ("find", "ANNA  fourteen", ["f-f1", "f-f2"]),
        ("find", "'we found four cracks", ["f-f1", "f-f2"]),
        ("find", "no such words", []),
    ],
)
def test_flags_are_filtered(fresh, field, value, flags):
    choose(fresh, field, value.lstrip("'"))
    assert fresh.evaluate(FLAGS) == flags
    assert fresh.evaluate("document.querySelector('#count-flags').innerText") == f"{len(flags)} of 3"
    assert fresh.evaluate("document.querySelector('#no-flags').checkVisibility()") is not bool(flags)
    assert fresh.evaluate(
        "[...document.querySelectorAll('.flag')].filter(f => !f.hidden).every(f => f.checkVisibility())"
    ), "a group with a flag that fits is open"
    fresh.evaluate("document.querySelector('#clear').click()")
    assert len(fresh.evaluate(FLAGS)) == 3
    assert fresh.evaluate("document.querySelector('#f-f2').checkVisibility()") is False, "folded again"


def test_search_and_outlet_filter_articles_too(fresh):
    choose(fresh, "find", "tired")
    assert fresh.evaluate(STORIES) == ["s-1"]
    choose(fresh, "find", "")
    choose(fresh, "outlet", "0")
    assert fresh.evaluate(STORIES) == ["s-2"]


def test_a_speaker_shows_flags_and_opens_articles(fresh):
    choose(fresh, "who", "tom lee")
    assert fresh.evaluate(STORIES) == ["s-1"]
    assert fresh.evaluate("document.querySelector('#s-1').open") is True
    assert fresh.evaluate(FLAGS) == []
    choose(fresh, "who", "ruiz")
    assert fresh.evaluate(FLAGS) == ["f-f1", "f-f2"]
    assert fresh.evaluate("document.querySelectorAll('.story[open]').length") == 2
    fresh.evaluate("document.querySelector('#clear').click()")
    assert fresh.evaluate("document.querySelectorAll('.story[open], .dim').length") == 0


def test_a_spelling_finds_the_speaker(fresh):
    choose(fresh, "who", "anna ru")
    assert fresh.evaluate(FLAGS) == ["f-f1", "f-f2"]


def test_a_name_of_the_table_is_just_that_speaker(fresh):
    fresh.evaluate("document.querySelector('.people tr[data-v=\"1\"] a').click()")
    assert fresh.evaluate("document.querySelector('#who').value") == "Tom Lee"
    assert fresh.evaluate(STORIES) == ["s-1"]


def test_a_link_to_what_is_filtered_out_shows_it(fresh):
    choose(fresh, "find", "no such words")
    fresh.evaluate("location.hash = '#f-f2'")
    fresh.wait("document.activeElement.id === 'f-f2'")
    assert fresh.evaluate("document.querySelector('#f-f2').checkVisibility()") is True


def test_every_flag_and_quotation_has_its_own_address(fresh, page):
    links = fresh.evaluate("[...document.querySelectorAll('.permalink')].map(a => a.getAttribute('href'))")
    assert {"#f-f1", "#f-f3", "#a-a1", "#a-b2"} <= set(links)
    fresh.open(page, anchor="#f-f3")
    top, bar = fresh.evaluate(
        "[document.querySelector('#f-f3').getBoundingClientRect().top,"
        " document.querySelector('#bar').getBoundingClientRect().bottom]"
    )
    assert top >= bar, "the bar does not lie over it"


def test_the_bar_stays(fresh):
    fresh.evaluate("document.querySelector('#reading').scrollIntoView()")
    assert fresh.evaluate("document.querySelector('#bar').getBoundingClientRect().top") == 0
    assert fresh.evaluate("document.querySelector('#bar').offsetHeight") < 100


def test_copying_gives_quotation_source_and_address(fresh, page):
    fresh.evaluate("window.pasted = []; copy = text => pasted.push(text); null")
    fresh.evaluate(
        "document.querySelector('#n-a5 .copy').click(); document.querySelector('#f-f1 .copy').click()"
    )
    quotation, flag = fresh.evaluate("pasted")
    assert quotation.split("\n") == [
        "“The bridge is old, … “and it is tired,”",
        "an official (The North, 8 October 2025)",
        "The bridge stays shut",
        "https://north.example.org/bridge",
        "a/north.txt:150–169, 171–189",
        f"{page.as_uri()}#a-a5",
    ]
    assert "“We found fourteen cracks,”\nAna Ruiz" in flag or "“We found fourteen cracks,”\nAnna Ruiz" in flag
    assert f"{page.as_uri()}#f-f1" in flag and "javascript:" not in flag
