"""Quotations that no rule claims, and the attribution that each of them continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attribution.find import spans
from attribution.find.dialogue import is_question
from attribution.find.found import Found
from attribution.find.quotation_form import form
from attribution.find.quotations import Quotation
from attribution.find.reading import likelihood
from attribution.find.scene import Scene, Token


def continued(scene: Scene, kept: Sequence[Found], least: float) -> list[Found]:
    """The attributions, each with the unclaimed quotations that run on from it: in the same paragraph, or in
    paragraphs after it that are quotation throughout. What does not look like speech (“Neither do I.”) runs
    on where its words are content with a likelihood of ``least`` or more, on the mean. Lines of a dialogue
    of two, who speak in turns, do not run on."""
    result = list(kept)
    # What is reported inside a quotation is the quoted person's report: it does not take the quotation for
    # itself.
    claimed = [
        s
        for f in kept
        if not _is_alone(f) and not any(scene.quotation_at(c.start) for c in f.cue)
        for s in f.content
    ]
    in_turns = _said_in_turns(scene, kept) | scene.lines_of_strangers
    for quotation in scene.outer_quotations:
        if quotation in in_turns or any(s.overlaps(c) for s in quotation.spans for c in claimed):
            continue
        previous = _continues(
            scene, [f for f in result if not _is_alone(f) and _runs_on(scene, f, quotation, least)]
        )
        if previous is not None:
            whole = replace(
                previous,
                content=spans.union((*previous.content, *quotation.spans), scene.article.text),
                quotations=(*previous.quotations, quotation),
            )
            result[result.index(previous)] = whole
            result = [f for f in result if not (_is_alone(f) and quotation in f.quotations)]
            claimed.extend(quotation.spans)
    return result


def _said_in_turns(scene: Scene, kept: Sequence[Found]) -> set[Quotation]:
    """The lines of dialogues below two that different words tell the speakers of; a verb without words for
    whoever speaks tells of another speaker."""
    text = scene.article.text
    whose = {
        q: frozenset(f.source[-1].of(text).split() if f.source else (str(f.cue),))
        for f in kept
        if f.cue or f.source
        for q in f.quotations
    }
    in_turns: set[Quotation] = set()
    for lines in scene.dialogues:
        told: list[frozenset[str]] = []
        for before, line in zip((lines[0], *lines), lines, strict=False):
            opens = is_question(text, before) or before in scene.actors
            if line not in whose and (len(told) > 1 or opens):
                in_turns.add(line)
            elif line in whose and not any(whose[line] <= w or w <= whose[line] for w in told):
                told.append(whose[line])
    return in_turns


def _is_alone(found: Found) -> bool:
    """Whether a quotation was found with no word on who speaks."""
    return not found.cue and not found.source


def _continues(scene: Scene, before: Sequence[Found]) -> Found | None:
    """Of the attributions that a quotation may run on from, the last; but where that one has no speech of its
    own, one in its sentence that has (“…,” said Ruiz, who supports Lee. “…”)."""
    last = max(before, key=lambda f: (f.content[-1].end, -len(f.content)), default=None)
    if last is None or last.cue_token is None or _speaks(scene, last):
        return last
    beside = [
        f
        for f in before
        if _speaks(scene, f) and f.cue_token and f.cue_token.sentence == last.cue_token.sentence
    ]
    return max(beside, key=lambda f: f.content[-1].end, default=last)


def _speaks(scene: Scene, found: Found) -> bool:
    """Whether somebody is heard there: a whole sentence stands between quotation marks."""
    return any(form(scene, q) == "sentence" for q in found.quotations)


def _runs_on(scene: Scene, found: Found, quotation: Quotation, least: float) -> bool:
    """Whether the quotation may be more of what the attribution reports."""
    if not found.quotations:
        return _speaks_out(scene, found, quotation)
    last = max(found.quotations, key=lambda q: q.end)
    if last.end > quotation.start:
        return False
    here, there = scene.paragraph(last.end - 1), scene.paragraph(quotation.start)
    if here == there:
        return _only_clause_between(scene, found, last, quotation, least)
    return there == here + 1 and _fills_next_paragraph(scene, last, quotation)


def _only_clause_between(
    scene: Scene, found: Found, last: Quotation, quotation: Quotation, least: float
) -> bool:
    """Whether nothing but the reporting clause stands between two quotations of a paragraph, and it has
    come to an end, perhaps with what the second is about; or a conjunction joins the two."""
    clause_end = max([last.end, *(s.end for s in (*found.cue, *found.source))])
    between = _words(scene, clause_end, quotation.start)
    if between and all(scene.word(t).upos == "CCONJ" for t in between):
        return True
    sentence = found.cue_token.sentence if found.cue_token else None
    if _is_topic(scene, [t for t in between if t.sentence != sentence], quotation):
        return True
    return all(t.sentence == sentence for t in between) and (
        form(scene, quotation) == "sentence" or _reads_as_speech(scene, found, quotation, least)
    )


def _is_topic(scene: Scene, words: Sequence[Token], quotation: Quotation) -> bool:
    """Whether the words only say what the quotation behind them is about: “And of the crew: “…””."""
    row = [scene.word(t) for t in words]
    kinds = [word.upos for word in row if word.upos != "CCONJ"]
    return (
        kinds[:1] == ["ADP"]
        and not {"VERB", "AUX", "ADP"} & set(kinds[1:])
        and scene.article.text[row[-1].end : quotation.start].strip() == ":"
    )


def _reads_as_speech(scene: Scene, found: Found, quotation: Quotation, least: float) -> bool:
    """Whether a quotation that opens its sentence, behind that of the cue, reads as content."""
    inside = scene.tokens_between(quotation.start, quotation.end)
    likely = likelihood(scene, quotation.spans, "content")
    return (
        likely is not None
        and likely >= least
        and found.cue_token is not None
        and inside[0].sentence == found.cue_token.sentence + 1
        and scene.sentence(inside[0]).words[0].start >= quotation.start
    )


def _fills_next_paragraph(scene: Scene, last: Quotation, quotation: Quotation) -> bool:
    """Whether the quotation is all of its paragraph, and the one before ends with the sentence after
    ``last``."""
    text = scene.article.text
    paragraph = scene.paragraphs[scene.paragraph(last.end - 1)]
    following = scene.paragraphs[scene.paragraph(quotation.start)]
    tail = scene.tokens_between(last.end, paragraph.end)
    return (
        not text[quotation.end : following.end].strip(" .,*_\n\r\t")
        and not text[following.start : quotation.start].strip(" *_>")
        and form(scene, last) == "sentence"
        and all(t.sentence == tail[0].sentence for t in tail)
    )


def _speaks_out(scene: Scene, found: Found, quotation: Quotation) -> bool:
    """Whether a report is followed, in its paragraph, by a sentence that is quotation throughout: “He said he
    was hurt. “They never asked me.””"""
    end = max(s.end for s in (*found.content, *found.cue, *found.source))
    if (
        found.cue_token is None
        or end > quotation.start
        or scene.paragraph(end - 1) != scene.paragraph(quotation.start)
    ):
        return False
    inside = scene.tokens_between(quotation.start, quotation.end)
    return (
        not _words(scene, end, quotation.start)
        and form(scene, quotation) == "sentence"
        and bool(inside)
        and inside[0].sentence != found.cue_token.sentence
        and not scene.article.text[
            quotation.end : scene.paragraphs[scene.paragraph(quotation.end - 1)].end
        ].strip(" .,*_")
    )


def _words(scene: Scene, start: int, end: int) -> list[Token]:
    """The words between two offsets, marks left out."""
    return [t for t in scene.tokens_between(start, end) if scene.word(t).upos not in ("PUNCT", "SYM")]
