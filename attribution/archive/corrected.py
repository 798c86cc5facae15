"""What was found with what people corrected in it: a correction wins over what the program found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from attribution.archive.decided import Correction
from attribution.article import Article, Span
from attribution.result import BY_A_PERSON, NOBODY, Attribution, Speaker

ENOUGH = 0.5
"""So much of the words that were corrected, and of what is found now, must be common to both."""
MARKS = "“”„‟\"«»‘’‚'"


def corrected(
    article: Article, said: Sequence[Attribution], corrections: Sequence[Correction]
) -> tuple[Attribution, ...]:
    """The attributions of the article as corrected, in the order of the text. What is no speech is left out,
    what was missed is among them. The last correction of each kind counts; ``as-found`` takes back those
    before it."""
    speakers = {s.name: s for a in said for s in (a.speaker, *a.joint)}
    counting = corrections_that_count(corrections)
    found = _by_known_ids(said, counting)
    for correction in counting:
        id = subject(correction)
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
        of = kept.setdefault(subject(correction), {})
        if correction.fault == "as-found":
            of.clear()
        else:
            of.pop(correction.fault, None)
            of[correction.fault] = correction
    found = [each for of in kept.values() for each in of.values()]
    return sorted(found, key=lambda c: c.fault != "missed")


def meant(correction: Correction, said: Iterable[Attribution]) -> Attribution | None:
    """What was found of the words that were corrected: by its id, or where rules draw its ends or its cue
    otherwise now, by the place that the correction tells."""
    found = [*said]
    same = next((a for a in found if a.id == correction.attribution), None)
    if same or correction.start is None or correction.end is None:
        return same
    span = Span(correction.start, correction.end)
    near = max(found, key=lambda a: _shared(a, span), default=None)
    return near if near and _shared(near, span) >= ENOUGH else None


def missed_id(correction: Correction) -> str:
    """The id of a quotation that a person marked: same article, same place, same id."""
    place = f"{correction.article}\n{correction.start}\n{correction.end}"
    return "p" + hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:11]


def subject(correction: Correction) -> str:
    """The id of the attribution that it is about: of what was missed, the one that it has from now on."""
    return correction.attribution or missed_id(correction)


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


def line_of(correction: Correction) -> str:
    """The correction in a line: its place, and what was decided."""
    at = f":{correction.start}" if correction.start is not None else ""
    return f"{correction.article}{at} {subject(correction)}: {told(correction)}"


def _by_known_ids(said: Sequence[Attribution], counting: Sequence[Correction]) -> dict[str, Attribution]:
    """The attributions by id; what was corrected keeps the id under which it was."""
    found = {a.id: a for a in said}
    for correction in counting:
        known = correction.attribution
        if known and known not in found and (now := meant(correction, found.values())):
            found[known] = replace(found.pop(now.id), id=known)
    return found


def _shared(a: Attribution, span: Span) -> float:
    """The share of the longer of the two, content or span, that both have."""
    common = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in a.content)
    return common / max(1, span.end - span.start, sum(s.end - s.start for s in a.content))


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
