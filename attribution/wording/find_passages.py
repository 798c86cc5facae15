"""From attributions to passages: each stretch in quotation marks, and what is reported with the rest of its
sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from attribution.article import Span
from attribution.result import NOBODY, VERBATIM, Attribution
from attribution.wording.folded import FoldedToken, joined
from attribution.wording.passage import Passage, Reading, without

OPENING = 3
"""Words at the beginning of what is reported with which a phrase may end: "refused | to say whether"."""
REPORTED_ACTS = ("statement", "belief")
"""What is reported as a statement, or as a belief ("found that", "seemed to think that"); of the latter only
whether a quotation is made of it is asked."""


def passages(
    reading: Reading,
    attributions: Sequence[Attribution],
    functions: frozenset[str],
    wanted: Callable[[Attribution], bool] = lambda _: True,
) -> list[Passage]:
    """The passages of one article in text order: each stretch in marks, and each content that is not all in
    marks; those of ``wanted`` attributions alone. ``functions`` are words that are no content."""
    found: list[Passage | None] = []
    turns = [s for a in attributions if a.kind == "turn" for s in a.content]
    for attribution in filter(wanted, attributions):
        if attribution.trial or (attribution.kind == "indirect" and not _is_told(reading, attribution)):
            continue
        if _told_in_speech(reading, attribution, turns):
            continue
        found += [_quoted(reading, attribution, s, functions) for s in _in_marks(reading, attribution)]
        if attribution.kind not in VERBATIM and not is_turn(reading, attribution):
            found.append(_reported(reading, attribution, attributions, functions))
    ordered = sorted((p for p in found if p is not None), key=lambda p: (p.span, p.quoted))
    return [replace(p, order=n) if n else p for n, p in enumerate(ordered)]


def _is_told(reading: Reading, attribution: Attribution) -> bool:
    """Whether what is reported is said or thought, or is what somebody would not say or called untrue
    ("refused to say whether …", "rejected claims that …"): no wish or plan."""
    if attribution.act in REPORTED_ACTS or not attribution.cue:
        return attribution.act in REPORTED_ACTS
    first = min(span.start for span in attribution.content)
    opening = reading.folded.within(first, attribution.content[0].end)[:OPENING]
    if not opening or attribution.cue[0].start > first:
        return False
    row = reading.words(Span(attribution.cue[0].start, opening[-1].end))
    lists = ("ruling-out-phrases", "withholding-phrases")
    return any(row.startswith(f" {phrase} ") for name in lists for phrase in reading.same.words(name))


def unspoken(
    reading: Reading, attributions: Sequence[Attribution], functions: frozenset[str]
) -> list[Passage]:
    """Quotations that are set off as speech and hold a clause, though no rule found anybody who says them.
    Their attribution has no id."""
    article = reading.article
    taken = bytearray(len(article.text))
    for span in (s for a in attributions if not a.trial for s in a.content):
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    nobody = [
        Attribution("", article.id, "direct", "statement", q.spans, (), (), NOBODY, "", "")
        for q in reading.speech
        if not any(1 in taken[s.start : s.end] for s in q.spans)
    ]
    return passages(reading, nobody, functions)


def unattributed_in_record(
    reading: Reading, attributions: Sequence[Attribution], functions: frozenset[str]
) -> list[Passage]:
    """The paragraphs of a record, without what its turns and quotations say: its own text, which papers quote
    as well. Their attribution has no id."""
    said = [s for a in attributions if a.kind in VERBATIM for s in a.content]
    nobody = [
        Attribution("", reading.article.id, "turn", "statement", (part,), (), (), NOBODY, "", "")
        for r in reading.article.regions
        if r.kind == "body" and not r.heading
        for part in without(Span(r.start, r.end), [s for s in said if s.overlaps(Span(r.start, r.end))])
    ]
    return passages(reading, nobody, functions)


def _quoted(
    reading: Reading, attribution: Attribution, span: Span, functions: frozenset[str]
) -> Passage | None:
    """The passage of a stretch in marks; None where it holds no word."""
    marks = (*reading.quoted, *reading.nested) if attribution.kind == "turn" else reading.nested
    inner = tuple(s for s in marks if span.covers(s))
    return _folded(reading, attribution, span, [span], functions, quoted=True, inner=inner)


def _reported(
    reading: Reading,
    attribution: Attribution,
    attributions: Sequence[Attribution],
    functions: frozenset[str],
) -> Passage | None:
    """The passage of a whole content with the rest of its sentence; None where it holds no word."""
    span = Span(attribution.content[0].start, attribution.content[-1].end)
    return _folded(reading, attribution, span, _sentence(reading, attribution, attributions), functions)


def _folded(
    reading: Reading,
    attribution: Attribution,
    span: Span,
    parts: Sequence[Span],
    functions: frozenset[str],
    quoted: bool = False,
    inner: tuple[Span, ...] = (),
) -> Passage | None:
    folded = joined(map(reading.part, parts))
    if not folded.tokens:
        return None
    content = tuple([i for i, t in enumerate(folded.tokens) if t.text not in functions])
    lemmas = tuple([_lemma(folded.tokens[i], reading.lemmas, functions) for i in content])
    heading = any(Span(r.start, r.end).covers(span) for r in reading.article.regions if r.heading)
    return Passage(attribution, span, folded, quoted, 0, heading, inner, content, lemmas)


def _sentence(reading: Reading, attribution: Attribution, attributions: Sequence[Attribution]) -> list[Span]:
    """The sentence of a report without its cue and source and what others say in it: a parse often ends a
    content too early."""
    content = Span(attribution.content[0].start, attribution.content[-1].end)
    whole = reading.sentence(content)
    out = [*attribution.cue, *attribution.source]
    out += [
        s
        for other in attributions
        if other is not attribution and other.kind != "indirect"
        for s in (*other.cue, *other.source, *other.content)
        if s.overlaps(whole) and not any(s.overlaps(c) for c in attribution.content)
    ]
    spans, at = [], whole.start
    for span in sorted(s for s in out if s.overlaps(whole)):
        if span.start > at:
            spans.append(Span(at, span.start))
        at = max(at, span.end)
    if at < whole.end:
        spans.append(Span(at, whole.end))
    return spans or [content]


def _told_in_speech(reading: Reading, attribution: Attribution, turns: Sequence[Span]) -> bool:
    """Whether the attribution, cue and all, is part of what somebody says, with no marks of its own."""
    if any(turn.covers(cue) for turn in turns for cue in attribution.cue):
        return not any(q.overlaps(c) for q in reading.quoted for c in attribution.content)
    inside = any(
        q.covers(cue) and any(q.overlaps(c) for c in attribution.content)
        for q in reading.quoted
        for cue in attribution.cue
    )
    return inside and not any(n.overlaps(c) for n in reading.nested for c in attribution.content)


def _in_marks(reading: Reading, attribution: Attribution) -> Sequence[Span]:
    """The parts of the content in quotation marks; all of a direct content that has none (a transcript)."""
    if attribution.kind == "turn":
        return attribution.content
    parts = {
        Span(max(c.start, q.start), min(c.end, q.end))
        for c in attribution.content
        for q in reading.quoted
        if c.overlaps(q)
    }
    verbatim = attribution.kind in VERBATIM or is_turn(reading, attribution)
    return sorted(parts) or (attribution.content if verbatim else ())


def is_turn(reading: Reading, attribution: Attribution) -> bool:
    """Whether the attribution is a turn of a transcript: what stands behind a name and a colon, with a
    capital, and no verb that reports it. Its words are verbatim, though no marks enclose them."""
    if attribution.cue or not attribution.source or attribution.kind != "indirect":
        return False
    text, start = reading.article.text, attribution.content[0].start
    label = text[attribution.source[-1].end : start]
    return ":" in label and "\n" not in label.strip() and text[start : start + 1].isupper()


def _lemma(token: FoldedToken, lemmas: Mapping[int, str], functions: frozenset[str]) -> str:
    """The lemma of a word as the parse has it; figures, and words folded to something else, stay as they
    are."""
    lemma = lemmas.get(token.start, "") if lemmas else ""
    if token.number or not lemma:
        return token.text
    alike = lemma[:2] == token.text[:2]
    word = lemma not in functions and len(lemma) > 2 and lemma.isascii()
    return lemma if alike or word else token.text
