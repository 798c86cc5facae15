"""From bound words to spans of text: what a node stands for once a rule has bound it.

Universal Dependencies relations name what is left out: an apposition or relative clause is no part of the source,
the reporting clause is no part of the content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from attribution.article import Span
from attribution.document import Sentence
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token

BESIDE_SOURCE = {
    "acl:relcl",
    "acl",
    "appos",
    "parataxis",
    "advcl",
    "advcl:relcl",
    "list",
    "discourse",
    "dep",
    "punct",
    "cc:preconj",
}
"""Relations under a source that add to it rather than name it."""
CLAUSES = {"ccomp", "parataxis"}
BEGINS = {"xcomp", "advcl", "csubj", "dislocated"}
LEADS = {"advcl", "obl", "obl:unmarked", "nsubj", "nsubj:pass", "ccomp", "dislocated", "advmod", "conj"}
RUNS_ON = {"advcl", "ccomp", "obl", "obl:unmarked", "conj", "advmod"}
"""Relations under a cue whose words belong to the reported clause where they stand right before or after it.
"""
CUE_PARTS = {"aux", "aux:pass", "compound:prt", "fixed"}
EDGE_RELATIONS = {"punct", "cc"}


def source(scene: Scene, token: Token, cue: Token | None) -> tuple[Span, ...]:
    """The phrase that names the source: its subtree without appositions, relative clauses and marks at the
    edges."""
    sentence = scene.sentence(token)
    out = set()
    for child in sentence.children[token.word]:
        relation = sentence.words[child].deprel
        if relation in BESIDE_SOURCE and not (
            relation == "punct" and _joins_name(sentence, token.word, child)
        ):
            out.update(sentence.subtree(child))
    if cue is not None and cue.sentence == token.sentence and cue.word != token.word:
        below = sentence.subtree(token.word)
        if cue.word in below:
            out.update(sentence.subtree(cue.word))
    for child in sentence.children[token.word]:
        if child < token.word and sentence.words[child].deprel == "case":
            out.update(
                sentence.subtree(child)
            )  # "by the senator", "to the engineers": the preposition names nobody
    kept = _around([i for i in sentence.subtree(token.word) if i not in out], token.word)
    return spans(
        sentence,
        _with_name(sentence, kept, cue.word if cue is not None and cue.sentence == token.sentence else -1),
    )


def _with_name(sentence: Sentence, kept: list[int], cue: int) -> list[int]:
    """The phrase with the name that stands right before or after it ("foreign minister *Ana Ruiz*"), however
    it is hung."""
    words = sentence.words
    if not any(words[i].upos in ("NOUN", "PROPN") for i in kept):
        return kept
    while (
        len(kept) > 1
        and words[kept[0]].upos in ("CCONJ", "ADV", "SCONJ")
        and words[kept[0]].deprel in ("cc", "advmod", "mark")
    ):
        kept = kept[1:]
    while (
        kept[-1] + 1 < len(words)
        and kept[-1] + 1 != cue
        and words[kept[-1] + 1].upos == "PROPN"
        and words[kept[-1] + 1].ner in ("PERSON", words[kept[-1]].ner or "PERSON")
    ):
        kept = [*kept, kept[-1] + 1]
    while (
        kept[0] > 0
        and kept[0] - 1 != cue
        and words[kept[0]].upos == "PROPN"
        and words[kept[0] - 1].upos == "PROPN"
        and words[kept[0] - 1].ner == words[kept[0]].ner != ""
    ):
        kept = [kept[0] - 1, *kept]
    return kept


def _joins_name(sentence: Sentence, head: int, mark: int) -> bool:
    """A hyphen inside a name, or a dot or apostrophe in it."""
    text = sentence.words[mark].text
    if text == "." and mark == len(sentence.words) - 1:
        return False  # that of the sentence
    return (
        text in (".", "'", "’") or text == "-" and sentence.words[mark - 1].end == sentence.words[mark].start
    )


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


def content(
    scene: Scene,
    token: Token,
    cue: Token | None,
    source: Token | None,
    rest: Token | None = None,
    hearers: Set[str] = frozenset(),
) -> tuple[Span, ...]:
    """What was said, of the word at its top: the subtree without the reporting clause and without marks at
    the edges.

    A reported clause runs without holes. It also takes in what a parser hangs on the cue though it stands
    with the clause: in reported speech such words are the speaker's far more often than the reporter's.
    ``rest`` is a second part of the content ("called him *a liar*"), joined with the first where nothing of
    the reporting clause stands between. ``hearers`` are lemmas of cues whose object is the person spoken to
    ("told *us*").
    """
    sentence = scene.sentence(token)
    kept = set(sentence.subtree(token.word))
    leading = {c for c in sentence.children[token.word] if sentence.words[c].deprel == "case"}
    if rest is not None and rest.sentence == token.sentence:
        kept |= set(sentence.subtree(rest.word))
    reporting: set[int] = set()
    for other in (cue, source):
        if (
            other is not None
            and other.sentence == token.sentence
            and other.word in kept
            and other.word != token.word
        ):
            reporting |= set(sentence.subtree(other.word))
    kept -= reporting
    if kept and min(kept) in leading:
        kept -= leading
    if not kept:
        return ()
    if cue is not None and cue.sentence == token.sentence and cue.word not in kept:
        if sentence.words[token.word].deprel in CLAUSES:
            at = source.word if source and source.sentence == token.sentence else None
            if min(kept) > cue.word:
                kept |= _begins_after(
                    sentence, cue.word, kept, at, sentence.words[cue.word].lemma.lower() in hearers
                )
                kept |= _runs_on(sentence, cue.word, kept)
            else:
                kept |= _begins_before(sentence, cue.word, kept, at)
        low, high = min(kept), max(kept)
        if not low < cue.word < high:
            kept |= set(range(low, high + 1)) - reporting
    return spans(sentence, _without_inner_marks(sentence, trim(sentence, sorted(kept))))


def _without_inner_marks(sentence: Sentence, indices: Sequence[int]) -> list[int]:
    """The indices without the marks beside a hole: "*The talks*, she said, *had failed*"."""
    kept = list(indices)
    for i in indices:
        if (
            sentence.words[i].upos == "PUNCT"
            and (i + 1 not in kept or i - 1 not in kept)
            and i not in (indices[0], indices[-1])
        ):
            kept.remove(i)
    return kept


def _begins_after(sentence: Sentence, cue: int, kept: set[int], source: int | None, hearer: bool) -> set[int]:
    """The words between a cue and the clause after it that belong to the clause: from its conjunction on, or
    parts that a verb of saying does not take (a second subject, an object that is no hearer)."""
    first = min(kept)
    marks = [i for i in sentence.children[cue] if cue < i < first and sentence.words[i].deprel == "mark"]
    marks += [
        i
        for c in sentence.children[cue]
        for i in sentence.children[c]
        if cue < i < first and sentence.words[i].deprel == "mark" and sentence.words[i].upos == "SCONJ"
    ]
    if marks:
        return set(range(min(marks), first))
    subject = any(c < cue and sentence.words[c].deprel.startswith("nsubj") for c in sentence.children[cue])
    more: set[int] = set()
    for child in reversed([c for c in sentence.children[cue] if cue < c < first]):
        relation = sentence.words[child].deprel
        below = sentence.subtree(child)
        belongs = (
            relation in BEGINS
            or relation == "obj"
            and not hearer
            or relation.startswith("nsubj")
            and subject
            and child != source
        )
        if relation != "punct" and belongs and min(below) > cue:
            more |= set(range(min(below), first))
        elif relation != "punct":
            break
    return more


def _begins_before(sentence: Sentence, cue: int, kept: set[int], source: int | None) -> set[int]:
    """The words before a clause that comes before its cue: whatever hangs on the cue there is the clause's."""
    more: set[int] = set()
    subjects = [c for c in sentence.children[cue] if sentence.words[c].deprel.startswith("nsubj")]
    for child in sentence.children[cue]:
        if child in subjects and len(subjects) == 1:
            continue
        if (
            child != source
            and sentence.words[child].deprel in LEADS
            and max(below := set(sentence.subtree(child))) < min(kept)
        ):
            more |= below
    return more


def _runs_on(sentence: Sentence, cue: int, kept: set[int]) -> set[int]:
    """The words after a reported clause that follow under the cue, one part right after the other. A
    coordinated verb with neither conjunction nor auxiliary of its own is the cue's ("said … and left")."""
    more: set[int] = set()
    for child in sentence.children[cue]:
        word = sentence.words[child]
        below = set(sentence.subtree(child))
        if word.deprel not in RUNS_ON or min(below) < max(kept):
            continue
        own = {sentence.words[c].deprel.split(":")[0] for c in sentence.children[child]}
        if word.deprel == "conj" and not ("mark" in own or "nsubj" not in own and own & {"aux", "cop"}):
            continue
        if word.lemma == sentence.words[cue].lemma:
            continue
        if all(sentence.words[i].upos in ("PUNCT", "CCONJ") for i in range(max(kept | more) + 1, min(below))):
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
        if joined and (
            span.start <= joined[-1].end
            or (
                not text[joined[-1].end : span.start].strip()
                and "\n" not in text[joined[-1].end : span.start]
            )
        ):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def touched(spans: Iterable[Span], quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that share a character with the spans."""
    parts = list(spans)
    return [q for q in quotations if any(s.overlaps(p) for s in q.spans for p in parts)]
