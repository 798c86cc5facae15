"""Whether what a cut took away is a clause beside what was kept, or one that rules over it."""

from __future__ import annotations

from attribution.document import Sentence, Word
from attribution.wording.change import Stretch
from attribution.wording.other_words import Wording
from attribution.wording.passage import whole_of, without

BESIDE = ("conj", "parataxis")
"""Relations of a clause to one beside it."""
TOLD = 0.6
"""The share of the words cut off that the sentence around the quotation must have; set by hand."""
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")


def stands_by_itself(lost: Stretch, first: int) -> bool:
    """Whether what was cut off before the token ``first`` is a whole clause of its own: "It may be ten weeks,
    and | it may be a year". The rest of the sentence hangs on it as a clause beside it, with its own
    subject."""
    found = lost.reading.parsed.get(lost.passage.tokens[first].start)
    if found is None:
        return False
    sentence, word = found
    rest = [w for w in sentence.words if w.start >= word.start and w.upos != "PUNCT"]
    own = {w.index for w in rest}
    tops = [w for w in rest if w.head not in own]
    if len(tops) != 1 or tops[0].deprel not in BESIDE or not _has_subject(sentence, tops[0]):
        return False
    head = sentence.words[tops[0].head]
    return any(t.start == head.start for t in lost.tokens)


def is_of_next_clause(lost: Stretch, wording: Wording) -> bool:
    """Whether what was cut off behind is joined by a word such as "and", and begins with a condition: it is
    that of the clause which follows. "… closed for ten days, | and if the river drops slowly, you should
    think of three weeks"; but "… | and only if the river drops"."""
    words = lost.words
    parsed = [lost.reading.parsed.get(t.start) for t in lost.tokens]
    joined, opens = (*parsed, None)[:2]
    if joined is None or opens is None or joined[1].deprel != "cc" or words[0] in wording.contrasts:
        return False
    if words[1:2] not in wording.conditions:
        return False
    if any(found is not None and found[0] is not opens[0] for found in parsed):
        return True  # the parse goes on in another sentence, behind a mark for words left out
    sentence, mark = opens
    clause = sentence.words[mark.head]
    return clause.deprel == "advcl" and clause.head > clause.index


def is_told_beside(lost: Stretch, short: Stretch, wording: Wording) -> bool:
    """Whether the paper says in its own words, around its quotation, what it cut off: “The pass will open,”
    she said, if the wind turns."""
    reading, attribution = short.reading, short.passage.attribution
    whole = reading.sentence(whole_of(attribution))
    told = {
        reading.lemmas.get(t.start, t.text)
        for span in without(whole, attribution.content)
        for t in reading.folded.within(span.start, span.end)
    }
    wanted = {
        lost.reading.lemmas.get(t.start, t.text)
        for t in lost.tokens
        if t.text not in wording.small_words or t.text in wording.hedges
    }
    return bool(wanted) and len(wanted & told) >= TOLD * len(wanted)


def _has_subject(sentence: Sentence, word: Word) -> bool:
    return any(sentence.words[i].deprel in SUBJECTS for i in sentence.children[word.index])
