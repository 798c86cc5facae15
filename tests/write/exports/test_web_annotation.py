"""Can a program that knows Web Annotation find the words again, and read who said them?"""

import json

from attribution.write.exports.web_annotation import files, page
from tests.helpers.reports import FIRST, SECOND, report

ITEMS = {item["id"].removeprefix("urn:x-attribution:"): item for item in page(report())["items"]}


def test_attributions_flags_and_verdicts_are_annotations_and_what_is_on_trial_is_not():
    assert [*ITEMS] == [
        *(f"attribution:{id}" for id in ("a1", "a2", "a3", "a4", "a5", "b1", "b2")),
        *("flag:f2", "verdict:f2", "flag:f1", "flag:f3"),
    ]
    assert {item["type"] for item in ITEMS.values()} == {"Annotation"}


def test_the_words_are_found_by_their_surroundings_and_in_a_plain_text_by_offset():
    texts = {
        "https://north.example.org/bridge": FIRST.text,
        "urn:x-attribution:article:b/page.html": SECOND.text,
    }
    for item in ITEMS.values():
        for target in item["target"]:
            if isinstance(target, str):
                continue
            text = texts[target["source"]]
            selectors = target["selector"]
            words = selectors[0] if isinstance(selectors, list) else selectors
            assert text.count(words["prefix"] + words["exact"] + words["suffix"]) == 1
            if isinstance(selectors, list):
                assert text[selectors[1]["start"] : selectors[1]["end"]] == words["exact"]


def test_who_said_it_and_why_and_a_quotation_in_pieces_has_several_targets():
    body = [(b["purpose"], b["value"]) for b in ITEMS["attribution:a5"]["body"]]
    assert body[:2] == [("identifying", "an official"), ("identifying", "Tom Lee")]
    assert ("tagging", "direct") in body and ("tagging", "negated") in body
    assert body[-1] == ("describing", "“said an” stands beside the quotation.")
    assert [t["selector"]["exact"] for t in ITEMS["attribution:a5"]["target"]] == [
        "“The bridge is old,",
        "“and it is tired,”",
    ]


def test_a_verdict_is_about_its_flag():
    verdict = ITEMS["verdict:f2"]
    assert verdict["target"] == ["urn:x-attribution:flag:f2"] and verdict["creator"]["name"] == "Mo"
    assert [b["value"] for b in verdict["body"]] == ["fine", "a\nslip"]


def test_an_address_that_is_none_of_the_web_is_no_source():
    [(name, text)] = files(report())
    assert name == "annotations.jsonld" and "javascript:" not in text
    assert json.loads(text)["@context"] == "http://www.w3.org/ns/anno.jsonld"
