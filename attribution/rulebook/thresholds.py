"""The numbers that a newsroom may want to set: what each means and in what bounds.

They stand under ``thresholds`` in a rule file. Numbers that are the property of an algorithm stand beside it,
with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.rule import RuleBook
from attribution.rulebook.nearest_name import near
from attribution.rulebook.yaml_tree import Tree


@dataclass(frozen=True, slots=True)
class Threshold:
    """``default`` counts where no rule file of the language says otherwise."""

    default: float
    lowest: float
    highest: float
    meaning: str


THRESHOLDS: Mapping[str, Threshold] = {
    "words-under-two-names": Threshold(
        6,
        3,
        50,
        "the fewest equal words that are asked about when two people are said to have spoken them; "
        "shorter phrases many people use",
    ),
    "altered-words-under-two-names": Threshold(8, 3, 50, "the same where other words differ"),
    "words-without-a-speaker": Threshold(
        5,
        1,
        50,
        "the fewest words of a quotation that is asked about because nobody, or more than one, "
        "may have said it",
    ),
    "rival-support": Threshold(
        0.5,
        0.05,
        1,
        "the share of the best candidate's support from which on a second could as well have spoken",
    ),
    "days-apart": Threshold(
        8,
        1,
        365,
        "days after which two differences or more tell of another occasion "
        "rather than of an altered quotation",
    ),
    "likely-speech": Threshold(
        0.5,
        0.01,
        0.99,
        "how likely a word must be content, cue or source of reported speech for a rule that asks so",
    ),
    "likely-content": Threshold(
        0,
        0,
        0.99,
        "how likely the words of a find without quotation marks must be something reported, on the mean; "
        "0 asks for nothing",
    ),
    "reads-on": Threshold(
        0.5,
        0.01,
        1,
        "how likely a word beside what a rule found must be something reported to belong to it",
    ),
    "boilerplate-articles": Threshold(
        40, 2, 100_000, "a wording in more articles than this is boilerplate, and is not compared"
    ),
}


def threshold(book: RuleBook, language: str, name: str) -> float:
    """The number under this name: what a rule file of the language says, else the default."""
    return of_language(book.thresholds, language, name)


def of_language(given: Mapping[str, Mapping[str, float]], language: str, name: str) -> float:
    """The same from the numbers by language."""
    return given.get(language, {}).get(name, THRESHOLDS[name].default)


def sound(tree: Tree, given: Mapping[str, float]) -> dict[str, float]:
    """Those that there are, within their bounds; the others are noted in the tree."""
    found = {}
    for name, value in given.items():
        if (known := THRESHOLDS.get(name)) is None:
            hint = near(name, THRESHOLDS) + "allowed: " + ", ".join(THRESHOLDS)
            place = tree.place(("thresholds", name), key=True)
            tree.problem("unknown-threshold", place, f"there is no threshold “{name}”", hint)
        elif not known.lowest <= value <= known.highest:
            hint = f"from {known.lowest:g} to {known.highest:g}: {known.meaning}"
            place = tree.place(("thresholds", name))
            tree.problem("bad-value", place, f"“{name}” cannot be {value:g}", hint)
        else:
            found[name] = value
    return found
