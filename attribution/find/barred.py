"""Matches that are none, whatever a rule says: nobody speaks there, or the words that tell are another's."""

from __future__ import annotations

from attribution.article import Span
from attribution.find.found import Found
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene
from attribution.rule import QUOTE, TURN, RuleBook


def is_barred(scene: Scene, found: Found, book: RuleBook) -> bool:
    """Whether a match can be no attribution."""
    return (
        _is_nobodys(scene, found, book)
        or _has_label_for_source(scene, found)
        or _is_of_strangers(scene, found)
        or _is_told_in_other_words(scene, found)
    )


def _is_nobodys(scene: Scene, found: Found, book: RuleBook) -> bool:
    """Whether a turn stands behind words that name no speaker: "VIDEO: …", "WHO IS AFFECTED: …", and once in
    the article a noun that is nobody's role: "Outcome: …"."""
    turn = found.binding.get(TURN)
    if not isinstance(turn, Quotation) or turn.label is None:
        return False
    language = scene.article.language
    label = turn.label.of(scene.article.text).lower()
    if label in book.words(language, "labels-of-nobody"):
        return True
    if label.split()[0] in book.words(language, "question-openings"):
        return True
    people = book.words(language, "person-nouns") | book.words(language, "role-words")
    return label.split()[-1] not in people and _is_thing(scene, turn.label)


def _has_label_for_source(scene: Scene, found: Found) -> bool:
    """Whether the word before the colon of a turn is taken for the subject of a verb in it: "Q. | Your rival
    wrote"."""
    return TURN not in found.binding and found.source_token in scene.label_tokens


def _is_thing(scene: Scene, label: Span) -> bool:
    """Whether a label in small letters that does not come back is a common noun."""
    words = label.of(scene.article.text)
    last = scene.tokens_between(label.start, label.end)[-1:]
    return (
        not words.isupper()
        and scene.labels[words] == 1
        and not any(n.start < label.end and label.start < n.end for n in scene.document.names)
        and any(scene.word(token).upos == "NOUN" for token in last)
    )


def _is_of_strangers(scene: Scene, found: Found) -> bool:
    """Whether words elsewhere are taken to tell who speaks in a dialogue that stands by itself."""
    quote = found.binding.get(QUOTE)
    return isinstance(quote, Quotation) and bool(found.cue) and quote in scene.lines_of_strangers


def _is_told_in_other_words(scene: Scene, found: Found) -> bool:
    """Whether the verb stands in another quotation: “A.” “What did you reply?”"""
    quote = found.binding.get(QUOTE)
    if not isinstance(quote, Quotation) or found.cue_token is None:
        return False
    around = scene.quotation_at(scene.word(found.cue_token).start)
    return around is not None and around is not quote and quote in scene.outer_quotations
