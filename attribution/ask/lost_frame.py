"""What stood around the words asked for and turns them round: “I never said that | the stand should be mine”.

Words that are a clause of a sentence say what the whole says only where nothing above them denies it or puts
it as a condition; so the tree is asked, not what stands nearby.
"""

from __future__ import annotations

from collections.abc import Iterator

from attribution.document import Sentence, Word
from attribution.result import Difference
from attribution.wording.align import Overlap
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading

CLAUSE = frozenset({"ccomp", "xcomp", "csubj", "acl", "conj"})
"""Relations under which a clause is so only if what it hangs on is."""
CARRIED = CLAUSE | {"obj"}
"""The same of what is above it: "have not seen | proof that …"."""


def lost_frame(passage: Passage, reading: Reading, common: Overlap, wording: Wording) -> Difference | None:
    """The denial or condition, outside the common words, under which they stand; None where there is none, or
    no parse."""
    first = passage.tokens[common.b_start]
    if first.opens:
        return None
    found = [
        reading.parsed[t.start]
        for t in passage.tokens[common.b_start : common.b_end]
        if t.start in reading.parsed
    ]
    if not found:
        return None
    sentence, inside = found[0][0], {w.index for s, w in found if s is found[0][0]}
    top = next(w for s, w in found if s is sentence and w.head not in inside)
    lost = reading.article.text[max(sentence.words[0].start, passage.tokens[0].start) : first.start].strip()
    if any(_opens_condition(w, wording) for w in _outside(sentence, top, inside)):
        return Difference("condition", "", lost)
    return Difference("negation", "", lost) if _is_denied(sentence, top, inside, wording) else None


def _is_denied(sentence: Sentence, top: Word, inside: set[int], wording: Wording) -> bool:
    """Whether a negation outside the words denies them, or what they hang on."""
    at, joined = top, False
    while True:
        beside = () if joined else _outside(sentence, at, inside)
        if any(_negates(w, wording) for w in (*beside, *(() if at is top else (at,)))):
            return True
        if at.head < 0 or at.deprel.split(":")[0] not in (CLAUSE if at is top else CARRIED):
            return False
        joined = at.deprel == "conj"  # "I did not come, and | the bridge is safe"
        at = sentence.words[at.head]


def _outside(sentence: Sentence, word: Word, inside: set[int]) -> Iterator[Word]:
    return (sentence.words[c] for c in sentence.children[word.index] if c not in inside)


def _negates(word: Word, wording: Wording) -> bool:
    return word.text.lower() in wording.negative_words or word.lemma.lower() in wording.negative_words


def _opens_condition(word: Word, wording: Wording) -> bool:
    """Whether the word is an "if" or "whether"."""
    text = word.text.lower()
    return word.deprel == "mark" and ((text,) in wording.conditions or text in wording.question_words)
