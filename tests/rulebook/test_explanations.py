"""Has English every sentence that the program builds, and does a language without them do no harm?"""

import re

from attribution.flags.passed_over import MAY_BE_ONE, WEIGHTLESS
from attribution.rulebook.book import load
from attribution.rulebook.explanations import Explanations
from tests.helpers.places import ROOT


def test_english_has_every_sentence_and_no_other():
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "attribution").rglob("*.py"))
    said = set(re.findall(r"""\bsay\(\s*"([\w-]+)\"""", source))
    rules = [rule for rule in load().of("flag", "en") if rule.over == "pair"]
    said |= {f"passed-{name.replace('_', '-')}" for rule in rules for name in rule.unless_when} - {
        "passed-length"
    }
    said |= {f"passed-{condition}" for condition in (*WEIGHTLESS, MAY_BE_ONE)}
    assert said == Explanations.of(load(), "en").sentences.keys()


def test_slots_are_filled_and_what_is_no_slot_stays():
    explanations = Explanations({"merged": "{one} and {other}: {why}"})
    assert explanations.say("merged", one="{why}", other="B") == "{why} and B: {why}"


def test_a_language_without_sentences_says_nothing():
    assert Explanations.of(load(), "xx").say("no-date") == ""
