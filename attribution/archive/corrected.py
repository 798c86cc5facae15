"""What was found with what people corrected in it: a correction wins over what the program found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from attribution.archive.decided import Correction
from attribution.article import Article, Span
from attribution.result import NOBODY, Attribution, Speaker

BY_A_PERSON = "person"
"""Stands in place of the rule where a person decided."""
MARKS = "“”„‟\"«»‘’‚'"


def corrected(
    article: Article, said: Sequence[Attribution], corrections: Sequence[Correction]
) -> tuple[Attribution, ...]:
    """The attributions of the article as corrected, in the order of the text. What is no speech is left out,
    what was missed is among them. The last correction of each kind counts; ``as-found`` takes back those
    before it."""
    speakers = {s.name: s for a in said for s in (a.speaker, *a.joint)}
    found = {a.id: a for a in said}
    for correction in corrections_that_count(corrections):
        id = correction.attribution or missed_id(correction)
        before = found.get(id)
        if correction.fault == "not-speech":
            found.pop(id, None)
        elif correction.fault == "missed":
            found[id] = _missed(article, correction, id, speakers)
        elif before is not None:
            found[id] = _changed(before, correction, speakers)
    return tuple(sorted(found.values(), key=lambda a: (a.content[0].start, a.id)))


def corrections_that_count(corrections: Sequence[Correction]) -> list[Correction]:
    """For each attribution the last correction of each kind since the last that took all back; what was
    missed comes first, since other corrections can be of it."""
    kept: dict[str, dict[str, Correction]] = {}
    for correction in corrections:
        of = kept.setdefault(correction.attribution or missed_id(correction), {})
        if correction.fault == "as-found":
            of.clear()
        else:
            of.pop(correction.fault, None)
            of[correction.fault] = correction
    found = [each for of in kept.values() for each in of.values()]
    return sorted(found, key=lambda c: c.fault != "missed")


def missed_id(correction: Correction) -> str:
    """The id of a quotation that a person marked: same article, same place, same id."""
    place = f"{correction.article}\n{correction.start}\n{correction.end}"
    return "p" + hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:11]


def told(correction: Correction) -> str:
    """The correction in a sentence."""
    what = {
        "other-speaker": f"the speaker is {correction.speaker or 'nobody by name'}",
        "not-speech": "this is not speech",
        "other-span": "the words begin or end elsewhere",
        "missed": f"this was missed; the speaker is {correction.speaker or 'nobody by name'}",
        "as-found": "it stays as it was found",
    }[correction.fault]
    return f"{correction.by or 'A person'} decided: {what}."


def _changed(before: Attribution, correction: Correction, speakers: dict[str | None, Speaker]) -> Attribution:
    because = told(correction)
    if correction.fault == "other-speaker":
        speaker = _speaker(correction.speaker, speakers)
        return replace(before, speaker=speaker, joint=(), rule=BY_A_PERSON, because=because, steps=())
    if correction.start is None or correction.end is None:
        return before
    span = Span(correction.start, correction.end)
    inside = tuple(
        Span(max(s.start, span.start), min(s.end, span.end)) for s in before.content if s.overlaps(span)
    )
    content = (span,) if len(inside) < 2 else _stretched(inside, span)
    return replace(before, content=content, rule=BY_A_PERSON, because=because)


def _stretched(pieces: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    """The pieces, the first and the last as far as the span goes."""
    first, *middle, last = pieces
    return (Span(span.start, first.end), *middle, Span(last.start, span.end))


def _missed(
    article: Article, correction: Correction, id: str, speakers: dict[str | None, Speaker]
) -> Attribution:
    span = Span(correction.start or 0, correction.end or 0)
    quoted = span.of(article.text)[:1] in MARKS or article.text[max(0, span.start - 1) : span.start] in {
        *MARKS
    }
    return Attribution(
        id=id,
        article=article.id,
        kind="direct" if quoted else "indirect",
        act="statement",
        content=(span,),
        cue=(),
        source=(),
        speaker=_speaker(correction.speaker, speakers),
        rule=BY_A_PERSON,
        because=told(correction),
    )


def _speaker(name: str | None, speakers: dict[str | None, Speaker]) -> Speaker:
    if not name:
        return NOBODY
    return speakers.get(name) or Speaker(name, "person")
