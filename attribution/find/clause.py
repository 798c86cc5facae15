"""The clause of a word: which words belong to it, and whether it alone stands between the word and a
quotation."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.find.quotation_form import MARKS
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token

BLANKS = " \r\n\t*_>"
LONGEST_PHRASE = 20
"""Words between a quotation and its verb that need not be of the verb's clause: a name with its offices."""


def top(scene: Scene, token: Token) -> int:
    """The word at the top of the token's verb group: what it is an auxiliary, a copula or an ``xcomp`` of."""
    sentence = scene.sentence(token)
    at, seen = token.word, set[int]()
    while sentence.words[at].deprel.split(":")[0] in ("aux", "cop", "xcomp") and at not in seen:
        seen.add(at)
        if sentence.words[at].head < 0:
            break
        at = sentence.words[at].head
    return at


def spans_gap(scene: Scene, token: Token, start: int, end: int, across: bool = False) -> bool:
    """Whether only marks and words of the token's own clause stand between two offsets, in one paragraph.

    The words of a clause that the token governs are not its own. ``across``: a sentence's end may stand
    between, even that of a paragraph which is no headline where the next one opens with the quotation or with
    the token's own phrase.
    """
    # A headline is nobody's clause: ``end`` itself counts, not the last character before it.
    last = end
    if across and scene.paragraph(start) not in scene.headlines:
        last = max(start, (_phrase_start(scene, token) if end == scene.word(token).start else end) - 1)
    if scene.paragraph(start) != scene.paragraph(last):
        if across and scene.word(token).upos == "PUNCT" and end == scene.word(token).start:
            between = scene.article.text[start:end]
            return scene.paragraph(end) == scene.paragraph(start) + 1 and not between.strip(BLANKS)
        colon = _colon_before(scene, start, end)
        if colon is None:
            return False
        end = colon
    tokens = scene.tokens_between(start, end)
    # A bare phrase between a quotation and the verb after it names who speaks, whatever the parser hangs it
    # on.
    may_be_phrase = len(tokens) <= LONGEST_PHRASE and end <= scene.word(token).start
    own: set[int] | None = None
    strange = False
    for other in tokens:
        word = scene.word(other)
        if word.upos in ("PUNCT", "SYM"):
            if word.text in (".", "?", "!") and not across and _ends_sentence(scene, other):
                return False
        elif other.sentence != token.sentence:
            return False
        else:
            own = _own_words(scene, token) if own is None else own
            strange = strange or other.word not in own
        if strange and not may_be_phrase:
            return False
    return not strange or _is_phrase(scene, tokens)


def _phrase_start(scene: Scene, token: Token) -> int:
    """Where the first word of what the token governs begins, in its sentence."""
    sentence = scene.sentence(token)
    return sentence.words[min(sentence.subtree(token.word))].start


def _colon_before(scene: Scene, start: int, end: int) -> int | None:
    """Where the paragraph of ``start`` ends, if with a colon that introduces the next one, and ``end`` is the
    beginning of that."""
    here = scene.paragraph(start)
    close = scene.paragraphs[here].end
    if scene.paragraph(end) != here + 1 or scene.article.text[close:end].strip(BLANKS):
        return None
    return close if scene.article.text[start:close].rstrip(" *_").endswith(":") else None


def is_finished(scene: Scene, thing: Token | Quotation) -> bool:
    """Whether a quotation ends with a full stop, as it would not if a reporting clause went on after it."""
    return isinstance(thing, Quotation) and scene.article.text[thing.start : thing.end].rstrip(
        MARKS + " "
    ).endswith(".")


def leads_in(scene: Scene, token: Token) -> bool:
    """Whether the token's clause goes on to what is said: “A.” Ruiz said: “B.” or “A.” Ruiz said that …"""
    sentence, after = scene.sentence(token), scene.word(token).end
    if any(
        sentence.words[c].deprel == "ccomp"
        and c > token.word
        and any(sentence.words[m].deprel == "mark" for m in sentence.children[c])
        for c in sentence.children[token.word]
    ):
        return True
    following = next((q for q in scene.outer_quotations if q.start >= after), None)
    return (
        following is not None
        and scene.article.text[after : following.start].rstrip().endswith(":")
        and spans_gap(scene, token, after, following.start)
    )


def opens_otherwise(scene: Scene, token: Token, end: int) -> bool:
    """Whether something else than its subject opens the token's clause behind an offset: “A.” Following her
    speech, Ruiz left."""
    sentence, word = scene.sentence(token), scene.word(token)
    first = next((w for w in sentence.words if w.start >= end and w.upos != "PUNCT"), word)
    if first.index >= word.index:
        return False
    subjects = (c for c in sentence.children[token.word] if sentence.words[c].deprel.startswith("nsubj"))
    return not any(first.index in sentence.subtree(s) for s in subjects) and any(
        w.text == "," for w in sentence.words[first.index : word.index]
    )


def _own_words(scene: Scene, token: Token) -> set[int]:
    """The words of the token's clause without those of clauses that it governs."""
    sentence = scene.sentence(token)
    own = set(sentence.subtree(top(scene, token)))
    for child in sentence.children[token.word]:
        if sentence.words[child].deprel in ("ccomp", "parataxis", "advcl", "conj"):
            own -= set(sentence.subtree(child))
    return own


def _is_phrase(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether the words are a noun phrase or two: no verb among them but in a relative clause."""
    bare = [
        scene.word(t)
        for t in tokens
        if not any(
            scene.sentence(t).words[i].deprel.startswith("acl")
            for i in (t.word, *scene.sentence(t).ancestors(t.word))
        )
    ]
    return not any(w.upos in ("VERB", "AUX", "SCONJ", "CCONJ") or w.text in ("(", ":", ";") for w in bare)


def _ends_sentence(scene: Scene, token: Token) -> bool:
    """Whether the mark is the last of its sentence but for closing marks."""
    return all(w.upos == "PUNCT" for w in scene.sentence(token).words[token.word :])
