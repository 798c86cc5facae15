"""From bound words to spans of text: what a node stands for once a rule has bound it.

Universal Dependencies relations name what is left out: an apposition or relative clause is no part of the source,
the reporting clause is no part of the content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribution.article import Span
from attribution.document import Sentence
from attribution.quotes import Quotation
from attribution.scene import Scene, Token

BESIDE_SOURCE = {"acl:relcl", "acl", "appos", "parataxis", "advcl", "advcl:relcl", "list", "discourse", "dep", "punct", "cc:preconj"}
"""Relations under a source that add to it rather than name it."""
CLAUSES = {"ccomp", "parataxis"}
RUNS_ON = {"advcl", "ccomp", "obl", "conj", "parataxis", "obl:unmarked", "nsubj", "dislocated", "advmod"}
"""Relations under a cue whose words beside a reported clause are taken to belong to that clause."""
CUE_PARTS = {"aux", "aux:pass", "compound:prt", "fixed"}
EDGE_RELATIONS = {"punct", "cc"}


def source(scene: Scene, token: Token, cue: Token | None) -> tuple[Span, ...]:
    """The phrase that names the source: its subtree without appositions, relative clauses and marks at the edges."""
    sentence = scene.sentence(token)
    out = set()
    for child in sentence.children[token.word]:
        relation = sentence.words[child].deprel
        if relation in BESIDE_SOURCE and not (relation == "punct" and _joins_name(sentence, token.word, child)):
            out.update(sentence.subtree(child))
    if cue is not None and cue.sentence == token.sentence and cue.word != token.word:
        below = sentence.subtree(token.word)
        if cue.word in below:
            out.update(sentence.subtree(cue.word))
    kept = [i for i in sentence.subtree(token.word) if i not in out]
    return spans(sentence, _around(kept, token.word))


def _joins_name(sentence: Sentence, head: int, mark: int) -> bool:
    """A hyphen or dot inside a name."""
    return sentence.words[mark].text in ("-", ".", "'", "’") and head != mark


def _around(indices: Sequence[int], anchor: int) -> list[int]:
    """The unbroken run of indices that holds the anchor."""
    kept = set(indices)
    low = high = anchor
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return list(range(low, high + 1))


def cue(scene: Scene, token: Token) -> tuple[Span, ...]:
    """The reporting word with its auxiliaries and particles."""
    sentence = scene.sentence(token)
    parts = [token.word] + [c for c in sentence.children[token.word] if sentence.words[c].deprel in CUE_PARTS]
    return spans(sentence, sorted(parts))


def content(scene: Scene, token: Token, cue: Token | None, source: Token | None, rest: Token | None = None) -> tuple[Span, ...]:
    """What was said, of the word at its top: the subtree without the reporting clause and without marks at the edges.

    A reported clause runs without holes. One that follows its cue runs on over what else follows under the cue, one
    that comes before takes in what comes before it there: parsers hang these now on the one verb, now on the other,
    and in reported speech they are the speaker's words far more often than the reporter's. ``rest`` is a second part of the
    content ("called him *a liar*"), joined with the first where nothing of the reporting clause stands between.
    """
    sentence = scene.sentence(token)
    kept = set(sentence.subtree(token.word))
    leading = {c for c in sentence.children[token.word] if sentence.words[c].deprel == "case"}
    if rest is not None and rest.sentence == token.sentence:
        kept |= set(sentence.subtree(rest.word))
    reporting: set[int] = set()
    for other in (cue, source):
        if other is not None and other.sentence == token.sentence and other.word in kept and other.word != token.word:
            reporting |= set(sentence.subtree(other.word))
    kept -= reporting
    if kept and min(kept) in leading:
        kept -= leading
    if not kept:
        return ()
    if cue is not None and cue.sentence == token.sentence and cue.word not in kept:
        if sentence.words[token.word].deprel in CLAUSES:
            kept |= _beside_clause(sentence, cue.word, kept, source.word if source and source.sentence == token.sentence else -1)
        low, high = min(kept), max(kept)
        if not low < cue.word < high:
            kept |= set(range(low, high + 1)) - reporting
    return spans(sentence, trim(sentence, sorted(kept)))


def _beside_clause(sentence: Sentence, cue: int, kept: set[int], source: int) -> set[int]:
    """What else hangs on the cue on the far side of the clause that it reports."""
    more: set[int] = set()
    after = min(kept) > cue
    for child in sentence.children[cue]:
        word = sentence.words[child]
        if child == source or word.deprel not in RUNS_ON:
            continue
        below = set(sentence.subtree(child))
        if word.deprel == "conj" and not any(sentence.words[c].deprel.startswith("nsubj") for c in sentence.children[child]):
            continue
        if after and min(below) > max(kept):
            gap = range(max(kept | more) + 1, min(below))
            if all(sentence.words[i].upos in ("PUNCT", "CCONJ") for i in gap):
                more |= below
        elif not after and max(below) < min(kept):
            more |= below
    return more


def trim(sentence: Sentence, indices: list[int]) -> list[int]:
    """The indices without marks and coordinators at either edge."""
    while indices and sentence.words[indices[0]].deprel in EDGE_RELATIONS:
        indices = indices[1:]
    while indices and sentence.words[indices[-1]].deprel in EDGE_RELATIONS:
        indices = indices[:-1]
    return indices


def spans(sentence: Sentence, indices: Iterable[int]) -> tuple[Span, ...]:
    """Word indices as spans, neighbouring words joined."""
    found: list[Span] = []
    last = -2
    for i in indices:
        word = sentence.words[i]
        if i == last + 1 and found:
            found[-1] = Span(found[-1].start, max(word.end, found[-1].end))
        else:
            found.append(Span(word.start, word.end))
        last = i
    return tuple(found)


def union(parts: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans in text order; those that overlap or have only blanks between them are one."""
    joined: list[Span] = []
    for span in sorted(parts):
        if joined and (span.start <= joined[-1].end or (not text[joined[-1].end : span.start].strip() and "\n" not in text[joined[-1].end : span.start])):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def touched(spans: Iterable[Span], quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that share a character with the spans."""
    parts = list(spans)
    return [q for q in quotations if any(s.overlaps(p) for s in q.spans for p in parts)]
