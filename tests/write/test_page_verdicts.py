"""What somebody decides on the page is kept, can be taken back, and comes out as ``verdicts.csv``."""

import csv
import io
from dataclasses import replace
from datetime import date

from attribution.flags import verdicts
from attribution.write import write
from tests.helpers.reports import report

DECIDED = "[...document.querySelectorAll('.flag')].map(f => f.dataset.verdict || '')"
AT = "document.activeElement.id"


def test_keys_go_from_flag_to_flag(fresh):
    fresh.keys("j")
    assert fresh.evaluate(AT) == "f-f1"
    fresh.keys("j", "j")
    assert fresh.evaluate(AT) == "f-f2", "into the group of those found fine"
    assert fresh.evaluate("document.activeElement.checkVisibility()") is True
    fresh.keys("k", "k")
    assert fresh.evaluate(AT) == "f-f1"


def test_verdicts_by_key_are_kept_and_undone(fresh, page):
    fresh.keys("f")
    assert fresh.evaluate(DECIDED) == ["", "", "fine"], "no flag has the focus"
    fresh.keys("j", "f", "j", "u")
    assert fresh.evaluate(DECIDED) == ["fault", "unsure", "fine"]
    assert fresh.evaluate("document.querySelector('#f-f1 .verdict').innerText") == "verdict: fault"
    assert fresh.evaluate("document.querySelector('.first li[data-flag=f1]').className") == "done"
    fresh.open(page)
    assert fresh.evaluate(DECIDED) == ["fault", "unsure", "fine"], "kept"
    fresh.keys("j", "c")
    assert fresh.evaluate(DECIDED) == ["fine", "unsure", "fine"]
    fresh.keys("z")
    assert fresh.evaluate(DECIDED) == ["fault", "unsure", "fine"], "undone"
    fresh.keys("f")
    assert fresh.evaluate(DECIDED) == ["", "unsure", "fine"], "the same key again takes it back"
    fresh.evaluate("document.querySelector('#told button').click()")
    assert fresh.evaluate(DECIDED) == ["fault", "unsure", "fine"]
    assert fresh.trouble == []


def test_letters_typed_into_a_field_are_no_keys(fresh):
    fresh.keys("j", "/")
    assert fresh.evaluate(AT) == "find"
    fresh.keys("f", "c")
    assert fresh.evaluate(DECIDED) == ["", "", "fine"]
    fresh.keys("Escape")
    fresh.evaluate("document.activeElement.blur()")
    fresh.keys("?")
    assert fresh.evaluate("document.querySelector('#help').open") is True
    fresh.evaluate("document.querySelector('#keys').click()")
    fresh.evaluate("document.querySelector('#help button').click()")
    assert fresh.evaluate("document.querySelector('#help').open") is False
    fresh.evaluate("document.querySelector('#f-f1').focus()")
    fresh.keys("f")
    assert fresh.evaluate(DECIDED) == ["", "", "fine"], "keys are off"


def test_the_download_is_what_check_reads(fresh, tmp_path):
    fresh.evaluate("document.querySelector('#by').focus()")
    fresh.type("Lee, M.")
    fresh.evaluate("document.activeElement.blur()")
    fresh.keys("j", "f", "n")
    fresh.type('four, not "fourteen" – see tape')
    fresh.keys("Enter")
    assert fresh.evaluate(AT) == "f-f1"
    with fresh.page.expect_download() as offered:
        fresh.evaluate("document.querySelector('#download').click()")
    file = tmp_path / offered.value.suggested_filename
    offered.value.save_as(file)
    assert file.name == "verdicts.csv"
    wanted = io.StringIO(newline="")
    today = fresh.evaluate("today()")
    assert date.fromisoformat(today)
    csv.writer(wanted).writerows(
        [
            verdicts.COLUMNS,
            ("f1", "fault", 'four, not "fourteen" – see tape', "Lee, M.", today),
            ("f2", "fine", "a\nslip", "Mo", "2025-10-10"),
        ]
    )
    assert file.read_bytes() == wanted.getvalue().encode()
    assert set(verdicts.read(file)) == {"f1", "f2"}
    assert verdicts.read(file)["f1"].by == "Lee, M."


def test_a_newer_verdict_of_the_report_counts(fresh, page):
    fresh.evaluate(
        """localStorage.setItem('attribution verdicts', JSON.stringify({
        f2: {verdict: 'fault', note: '', by: 'old', when: '2025-01-01'}}))"""
    )
    fresh.open(page)
    assert fresh.evaluate(DECIDED) == ["", "", "fine"]


def test_a_page_without_flags_takes_keys_too(chrome, tmp_path):
    empty = replace(report(), attributions=(), flags=(), people=(), alignments=())
    for articles in (empty.articles, ()):
        write(replace(empty, articles=articles), tmp_path)
        chrome.trouble.clear()
        chrome.open(tmp_path / "report.html")
        chrome.keys("j", "k", "f", "c", "u", "z")
        assert chrome.trouble == []
        assert chrome.evaluate("document.querySelector('#told').innerText") == "Nothing to undo."
