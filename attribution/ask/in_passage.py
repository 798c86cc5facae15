"""Whether one passage says the words that are asked for, and how."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.ask.lost_frame import lost_frame
from attribution.ask.occurrence import Occurrence, Status, occurrence_in_speech
from attribution.ask.question import Question
from attribution.flags.likeness import ALIKE, FACTS
from attribution.meaning.contradictions import contradicted
from attribution.meaning.statement import statements
from attribution.result import Difference
from attribution.wording.align import Overlap, overlap
from attribution.wording.differences import FREE, differences
from attribution.wording.paraphrase import paraphrase
from attribution.wording.passage import Passage, Reading

ALIKE_CONTENT = 0.6
"""The least share of the content words asked for that must be the same where not all words are."""


def in_passage(question: Question, passage: Passage, reading: Reading) -> Occurrence | None:
    """The passage as a place where the words stand, or None where they do not."""
    asked, wording = question.passage, question.wording
    common = overlap(asked.folded.words, passage.folded.words, wording.small_words)
    if common is not None and not _is_enough(common, passage, question):
        common = None
    shown = differences(asked, passage, common, wording, question.reading, reading) if common else ()
    if not passage.quoted:
        how = _in_report(shown, passage, reading, question)
    elif common is not None:
        how = _in_quotation(common, shown, passage, reading, question)
    else:
        how = None
    if how is None:
        return None
    status, shown = how
    return occurrence_in_speech(
        status, passage, reading, shown, under_another_name=is_another(passage, question)
    )


def is_another(passage: Passage, question: Question) -> bool:
    """Whether the passage names its speaker, and it is not the one asked for."""
    attribution = passage.attribution
    named = attribution.speaker.name is not None
    return named and not question.names_one_of((attribution.speaker, *attribution.joint))


How = tuple[Status, tuple[Difference, ...]]


def _in_report(
    shown: tuple[Difference, ...], passage: Passage, reading: Reading, question: Question
) -> How | None:
    """How reported speech says the words, if it does; of differences only those of facts count."""
    wrong = tuple(d for d in shown if d.type in FACTS) or _contradicted(passage, reading, question)
    if wrong:
        return "altered", wrong
    found = paraphrase(question.passage, passage, question.wording.person_words)
    return None if found is None else ("reported", ())


def _contradicted(passage: Passage, reading: Reading, question: Question) -> tuple[Difference, ...]:
    """What the report says otherwise of the same things."""
    asked = list(statements(question.passage, question.reading, question.wording))
    told = list(statements(passage, reading, question.wording))
    return contradicted(asked, told, question.wording)


def _in_quotation(
    common: Overlap, shown: tuple[Difference, ...], passage: Passage, reading: Reading, question: Question
) -> How:
    """How a quotation says the words. Words at the edges that it has not count as cut where nothing else
    differs; what it says only to deny it, or on a condition, it does not say."""
    words = question.passage.folded.words
    lost = (*words[: common.a_start], *words[common.a_end :])
    if any(d.type not in FREE for d in shown):
        return "altered", shown
    if lost:
        return "altered", (*shown, Difference("cut", " ".join(lost), ""))
    if (frame := lost_frame(passage, reading, common, question.wording)) is not None:
        return "altered", (*shown, frame)
    if passage.attribution.speaker.name is None:
        return "unattributed", ()
    return "other-speaker" if is_another(passage, question) else "as-said", ()


def _is_enough(common: Overlap, passage: Passage, question: Question) -> bool:
    """Whether so much is the same that the one can be the other altered, not two statements with a phrase in
    common.

    Words without a content word are found only where they are the whole of a quotation: everybody says "and
    the". A negation is no content word here: without it the words are the same, altered.
    """
    asked, wording = question.passage, question.wording
    if common.equal == len(asked.tokens):
        return bool(asked.content) or common.equal == len(passage.tokens)

    def negations(words: Iterable[str]) -> int:
        return sum(word in wording.negative_words for word in words)

    words = asked.folded.words
    content = len(asked.content) - negations(words[i] for i in asked.content)
    same = [word for block in common.blocks for word in words[block.a : block.a + block.size]]
    equal = common.content - negations(word for word in same if word not in wording.small_words)
    return common.equal >= ALIKE * len(asked.tokens) and (
        0 < equal == content or equal >= max(2, ALIKE_CONTENT * content)
    )
