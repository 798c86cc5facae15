"""What was said, as spans of text: the clause or phrase that a rule bound, without the reporting clause.

In reported speech, words that a parser hangs on the cue though they stand with the clause are the speaker's
far more often than the reporter's; they are taken in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from attribution.article import Span
from attribution.document import Sentence
from attribution.find.scene import Scene, Token
from attribution.find.spans import spans

CLAUSES = {"ccomp", "parataxis"}
BEGINS = {"xcomp", "advcl", "csubj", "dislocated"}
LEADS = {"advcl", "obl", "obl:unmarked", "nsubj", "nsubj:pass", "ccomp", "dislocated", "advmod", "conj"}
RUNS_ON = {"advcl", "ccomp", "obl", "obl:unmarked", "conj", "advmod"}
"""Relations under a cue whose words belong to the reported clause where they stand right before or after it.
"""
OPENING_MARKS = {"“", '"', "``"}
EDGE_RELATIONS = {"punct", "cc"}


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
    cue_at, source_at, rest_at = (
        t.word if t is not None and t.sentence == token.sentence else None for t in (cue, source, rest)
    )
    kept = set(sentence.subtree(token.word))
    if rest_at is not None:
        kept |= set(sentence.subtree(rest_at))
    reporting = _reporting(sentence, token.word, kept, (cue_at, source_at))
    kept -= reporting
    leading = {c for c in sentence.children[token.word] if sentence.words[c].deprel == "case"}
    if kept and min(kept) in leading:
        kept -= leading
    if not kept:
        return ()
    if cue_at is not None and cue_at not in kept:
        if sentence.words[token.word].deprel in CLAUSES:
            kept |= _beside_clause(sentence, cue_at, kept, source_at, hearers)
        low, high = min(kept), max(kept)
        if not low < cue_at < high:
            kept |= set(range(low, high + 1)) - reporting
    return spans(sentence, _without_inner_marks(sentence, trim(sentence, sorted(kept))))


def _reporting(sentence: Sentence, top: int, kept: Set[int], ends: Iterable[int | None]) -> set[int]:
    """The words of the reporting clause, cue or source, that hang below the top of the content, with the “is”
    behind a noun that what was said is told of: "her answer | is | that …"."""
    below = {
        i for end in ends if end is not None and end in kept and end != top for i in sentence.subtree(end)
    }
    if any(sentence.words[i].deprel == "nsubj:outer" and sentence.words[i].head == top for i in below):
        first = next((c for c in sentence.children[top] if sentence.words[c].deprel == "mark"), top)
        below |= {i for i in kept if min(below) < i < first}
    return below


def _beside_clause(
    sentence: Sentence, cue: int, kept: set[int], source: int | None, hearers: Set[str]
) -> set[int]:
    """The words that hang on the cue though they belong to the clause it reports."""
    if min(kept) < cue:
        return _begins_before(sentence, cue, kept, source)
    hearer = sentence.words[cue].lemma.lower() in hearers
    begun = kept | _begins_after(sentence, cue, kept, source, hearer)
    return begun | _runs_on(sentence, cue, begun)


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
            or (relation == "obj" and not hearer)
            or (relation.startswith("nsubj") and subject and child != source)
        )
        if relation != "punct" and belongs and min(below) > cue:
            more |= set(range(min(below), first))
        elif relation != "punct":
            break
    return more


def _begins_before(sentence: Sentence, cue: int, kept: set[int], source: int | None) -> set[int]:
    """The words before a clause that comes before its cue: whatever hangs on the cue there is the
    clause's."""
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
        if word.deprel == "conj" and not ("mark" in own or ("nsubj" not in own and own & {"aux", "cop"})):
            continue
        if word.lemma == sentence.words[cue].lemma or ("nsubj" in own and _quotes(sentence, child)):
            continue
        if all(sentence.words[i].upos in ("PUNCT", "CCONJ") for i in range(max(kept | more) + 1, min(below))):
            more |= below
    return more


def _quotes(sentence: Sentence, verb: int) -> bool:
    """Whether the verb reports a clause with words in marks: "…, while Lee said that “…”"."""
    return any(
        sentence.words[i].text in OPENING_MARKS
        for child in sentence.children[verb]
        if sentence.words[child].deprel == "ccomp"
        for i in sentence.subtree(child)
    )


def trim(sentence: Sentence, indices: list[int]) -> list[int]:
    """The indices without marks and coordinators at either edge."""
    while indices and sentence.words[indices[0]].deprel in EDGE_RELATIONS:
        indices = indices[1:]
    while indices and sentence.words[indices[-1]].deprel in EDGE_RELATIONS:
        indices = indices[:-1]
    return indices
