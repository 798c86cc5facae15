"""Which rule wins for which words: from all matches of all rules to one set of content, cue and source spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from attribution.article import Span
from attribution.find import spans
from attribution.find.matcher import QUOTE, TURN, Thing, matches
from attribution.find.quotations import Quotation
from attribution.find.scene import MARKS, Scene, Token
from attribution.rule import Rule, RuleBook

DATES = frozenset({"DATE", "TIME"})
"""Types of names that a parser takes for subjects ("Ruiz said *Tuesday* …") and that say nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before its speaker is known. Spans are in text order; ``cue`` and ``source`` may be
    empty.

    ``cue_token`` and ``source_token`` are the words that the rule bound (the head of the cue, of the source
    phrase); ``source_rule`` is the rule that found the source, where the attribution's own rule names none.
    """

    rule: Rule
    binding: Mapping[str, Thing]
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    cue_token: Token | None
    source_token: Token | None
    quotations: tuple[Quotation, ...] = ()
    source_rule: Rule | None = None
    negated: bool = False
    within: int | None = None
    """The place in the list of the attribution that relays this one."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A match that did not become an attribution, and the one that stood in its way."""

    found: Found
    to: Found


def attribute(scene: Scene, book: RuleBook) -> tuple[list[Found], list[Lost]]:
    """The attributions of a scene in text order, each found by the best rule for its words, and the matches
    that lost.

    A match loses to a better one that has the same cue, or whose content shares words with its own, unless
    one of the two is relayed inside the other.
    """
    hearers = book.words(scene.article.language, "hearer-cues")
    candidates = [
        spans_of(scene, rule, binding, hearers)
        for rule in book.of("attribution", scene.article.language)
        if rule.status != "retired"
        for binding in _after_cue_first(matches(rule, scene))
    ]
    times = book.words(scene.article.language, "time-nouns")
    candidates = [
        c
        for c in candidates
        if c.source_token is None or _can_speak(scene, c.source_token, c.cue_token, times)
    ]
    candidates.sort(key=_order)
    negations = book.words(scene.article.language, "negations")
    kept: list[Found] = []
    lost: list[Lost] = []
    for candidate in candidates:
        if not candidate.content:
            continue
        rival = next((k for k in kept if _conflict(candidate, k)), None)
        if rival is None:
            kept.append(candidate)
        elif (
            rival.rule is candidate.rule
            and rival.cue_token == candidate.cue_token
            and QUOTE in candidate.binding
            and not any(q in rival.quotations for q in candidate.quotations)
        ):
            kept[kept.index(rival)] = _joined(scene, rival, candidate)
        else:
            lost.append(Lost(candidate, rival))
    sources = [r for r in book.of("source", scene.article.language) if r.status != "retired"]
    kept = [_sourced(scene, found, sources, times) for found in _continued(scene, kept)]
    kept = [replace(f, negated=f.negated or _is_negated(scene, f, negations)) for f in kept]
    kept.sort(key=lambda f: (f.content[0].start, -f.content[-1].end, f.cue))
    kept = _nested(
        [
            f
            for f in _nested(kept)
            if _relayed_by_name(scene, f, book) or f.within is None and not _in_speech(scene, f)
        ]
    )
    # What stands in speech that nobody was found to utter is nobody's to relay.
    return _nested([f for f in kept if f.within is not None or not _in_speech(scene, f)]), lost


def _can_speak(scene: Scene, source: Token, cue: Token | None, times: Set[str]) -> bool:
    """Whether the word may be a source: no date or time ("Ruiz last week said"), no dateline, no apposition
    that the parser made a subject ("Ruiz, the only judge to vote no, said"), and where the cue stands
    outside, nothing in brackets ("Ana Ruiz (D-Ohio) said") and no part of what is said (“Judge,” she said).
    """
    word = scene.word(source)
    if (
        word.ner in DATES
        or word.lemma.lower() in times
        or scene.in_dateline(word.start)
        or _is_second_subject(scene, source)
    ):
        return False
    if cue is None:
        return True
    if scene.in_brackets(source) and not scene.in_brackets(cue):
        return False
    said = scene.quotation_at(word.start)
    if said is None or said is scene.quotation_at(scene.word(cue).start):
        return True
    inner = scene.article.text[said.start : said.end].rstrip(MARKS)
    return scene.form(said) != "sentence" and not inner.endswith((",", "!", "?"))


def _is_second_subject(scene: Scene, token: Token) -> bool:
    """Whether the word stands between commas behind another subject of the same verb; what is quoted before
    it is no subject."""
    sentence, word = scene.sentence(token), scene.word(token)
    here = scene.quotation_at(word.start)
    if not word.deprel.startswith("nsubj") or not any(
        s.index < word.index
        and s.head == word.head
        and s.deprel.startswith("nsubj")
        and scene.quotation_at(s.start) is here
        for s in sentence.words
    ):
        return False
    phrase = sentence.subtree(word.index)
    around = (
        sentence.words[max(0, phrase[0] - 1)],
        sentence.words[min(phrase[-1] + 1, len(sentence.words) - 1)],
    )
    return all(w.text == "," for w in around)


def _in_speech(scene: Scene, found: Found) -> bool:
    """Whether the cue stands inside a quotation."""
    return bool(found.cue) and scene.quotation_at(found.cue[0].start) is not None


def _relayed_by_name(scene: Scene, found: Found, book: RuleBook) -> bool:
    """Whether a report inside another relays what somebody named said ("Lee said that Ruiz had told him …"):
    what the outer speaker thinks, wants or asks there is part of the outer report."""
    if found.cue_token is None or found.source_token is None:
        return False
    language = scene.article.language
    return (
        scene.word(found.cue_token).lemma.lower() in book.words(language, "relay-cues")
        and scene.word(found.source_token).upos == "PROPN"
    )


def _order(found: Found) -> tuple[int, int]:
    """Better rules first; of several that reach for the same quoted words inside a clause, the one that takes
    least with them."""
    inside = QUOTE in found.binding and "content" in found.binding
    return found.rule.priority, sum(s.end - s.start for s in found.content) if inside else 0


def _after_cue_first(bindings: Iterable[dict[str, Thing]]) -> list[dict[str, Thing]]:
    """The bindings of one rule, those whose content follows the cue before the others: of two clauses under
    one cue, the second is the one reported ("Asked about the vote, she said …")."""

    def order(binding: dict[str, Thing]) -> bool:
        cue, content = _token(binding, "cue"), _token(binding, "content")
        return (
            cue is not None
            and content is not None
            and cue.sentence == content.sentence
            and content.word < cue.word
        )

    return sorted(bindings, key=order)


def spans_of(
    scene: Scene, rule: Rule, binding: Mapping[str, Thing], hearers: Set[str] = frozenset()
) -> Found:
    """The spans that a binding of a rule's nodes stands for."""
    cue, source, content, rest = (_token(binding, n) for n in ("cue", "source", "content", "rest"))
    quote = binding.get(QUOTE) or binding.get(TURN)
    parts: list[Span] = []
    if content is not None:
        parts.extend(spans.content(scene, content, cue, source, rest, hearers))
    if isinstance(quote, Quotation):
        parts.extend(quote.spans)
    at = [scene.word(t).start for t in (cue, source) if t is not None]
    quotations = [
        q for q in spans.touched(parts, scene.outer_quotations) if not any(q.holds(a, a + 1) for a in at)
    ]
    parts.extend(s for q in quotations for s in q.spans)
    if content is not None and cue is not None:
        parts = _up_to_mark(scene, parts, quotations, scene.word(cue).start)
    if isinstance(quote, Quotation) and content is None and cue is not None:
        parts.extend(_leading(scene, quote, cue, source))
    phrase = spans.source(scene, source, cue) if source else ()
    if isinstance(quote, Quotation) and quote.label is not None:
        phrase = (quote.label,)
        parts = list(quote.spans)
    return Found(
        rule=rule,
        binding=dict(binding),
        content=spans.union(parts, scene.article.text),
        cue=spans.cue(scene, cue) if cue else (),
        source=phrase,
        cue_token=cue,
        source_token=source,
        quotations=tuple(quotations),
        negated=rule.negated,
    )


def _up_to_mark(scene: Scene, parts: list[Span], quotations: Sequence[Quotation], cue: int) -> list[Span]:
    """The parts without what stands between a quotation that is whole and the cue after it: those words name
    the speaker."""
    whole = [q for q in quotations if q.end <= cue and scene.form(q) == "sentence"]
    if not whole or any(s.start >= cue for s in parts):
        return parts
    end = max(q.end for q in whole)
    return [Span(s.start, min(s.end, end)) for s in parts if s.start < end]


def _leading(scene: Scene, quotation: Quotation, cue: Token, source: Token | None) -> list[Span]:
    """The words before a quotation that goes on with their sentence: “*If rivals stay,* “it is over,” he
    said”."""
    text = scene.article.text
    inner = text[quotation.start : quotation.spans[0].end].lstrip(MARKS + " ")
    at = scene.word(cue).start
    if at < quotation.start or not inner[:1].islower():
        return []
    paragraph = scene.paragraphs[scene.paragraph(quotation.start)]
    before = scene.tokens_between(paragraph.start, quotation.start)
    inside = scene.tokens_between(quotation.start, quotation.spans[0].end)
    if not before or not inside or before[-1].sentence != inside[0].sentence:
        return []
    words = [t for t in before if t.sentence == inside[0].sentence]
    if source in words or any(scene.quotation_at(scene.word(t).start) for t in words):
        return []
    return [Span(scene.word(words[0]).start, quotation.start)]


def _token(binding: Mapping[str, Thing], name: str) -> Token | None:
    thing = binding.get(name)
    return thing if isinstance(thing, Token) else None


def _conflict(a: Found, b: Found) -> bool:
    if a.cue_token is not None and a.cue_token == b.cue_token:
        return True
    if QUOTE in a.binding and "content" in a.binding and a.binding[QUOTE] in b.quotations:
        return True  # the quoted words have a better place already
    if not any(x.overlaps(y) for x in a.content for y in b.content):
        return False
    return not (_relays(a, b) or _relays(b, a))


def _relays(outer: Found, inner: Found) -> bool:
    """Whether the inner attribution, cue and all, stands inside the content of the outer."""
    return (
        bool(inner.cue)
        and all(any(o.covers(s) for o in outer.content) for s in (*inner.cue, *inner.content))
        and inner.content != outer.content
    )


def _joined(scene: Scene, found: Found, other: Found) -> Found:
    return replace(
        found,
        content=spans.union((*found.content, *other.content), scene.article.text),
        quotations=(*found.quotations, *other.quotations),
    )


def _continued(scene: Scene, kept: Sequence[Found]) -> list[Found]:
    """Quotations that nobody claims join the attribution they run on from: the same paragraph, or the
    paragraphs after it that are quotation throughout."""
    result = list(kept)
    # What is reported inside a quotation is the quoted person's report: it does not take the quotation for
    # itself.
    claimed = [s for f in kept if not any(scene.quotation_at(c.start) for c in f.cue) for s in f.content]
    for quotation in scene.outer_quotations:
        if any(s.overlaps(c) for s in quotation.spans for c in claimed):
            continue
        before = [f for f in result if _runs_on(scene, f, quotation)]
        previous = max(before, key=lambda f: (f.content[-1].end, -len(f.content)), default=None)
        if previous is not None and not _speaks(scene, previous):  # “…,” said Ruiz, who supports Lee. “…”
            beside = [
                f
                for f in before
                if _speaks(scene, f)
                and f.cue_token
                and previous.cue_token
                and f.cue_token.sentence == previous.cue_token.sentence
            ]
            previous = max(beside, key=lambda f: f.content[-1].end, default=previous)
        if previous is not None:
            whole = replace(
                previous,
                content=spans.union((*previous.content, *quotation.spans), scene.article.text),
                quotations=(*previous.quotations, quotation),
            )
            result[result.index(previous)] = whole
            claimed.extend(quotation.spans)
    return result


def _speaks(scene: Scene, found: Found) -> bool:
    """Whether somebody is heard there: a whole sentence stands between quotation marks."""
    return any(scene.form(q) == "sentence" for q in found.quotations)


def _runs_on(scene: Scene, found: Found, quotation: Quotation) -> bool:
    if not found.quotations:
        return _speaks_out(scene, found, quotation)
    last = max(found.quotations, key=lambda q: q.end)
    if last.end > quotation.start:
        return False
    text = scene.article.text
    here, there = scene.paragraph(last.end - 1), scene.paragraph(quotation.start)
    edges = [last.end] + [s.end for s in (*found.cue, *found.source) if s.end > last.end]
    if here == there:
        # Only the reporting clause may stand between, and it must have come to an end.
        reporting_end = max(edges)
        between = [
            t
            for t in scene.tokens_between(reporting_end, quotation.start)
            if scene.word(t).upos not in ("PUNCT", "SYM")
        ]
        sentence = found.cue_token.sentence if found.cue_token else None
        if between and all(scene.word(t).upos == "CCONJ" for t in between):
            return True
        return all(t.sentence == sentence for t in between) and scene.form(quotation) == "sentence"
    if there != here + 1:
        return False
    paragraph, next_paragraph = scene.paragraphs[here], scene.paragraphs[there]
    outside = text[quotation.end : next_paragraph.end].strip(" .,*_\n\r\t")
    tail = scene.tokens_between(last.end, paragraph.end)
    return (
        not outside
        and not text[next_paragraph.start : quotation.start].strip(" *_>")
        and scene.form(last) == "sentence"
        and (not tail or all(t.sentence == tail[0].sentence for t in tail))
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
    between = [
        t for t in scene.tokens_between(end, quotation.start) if scene.word(t).upos not in ("PUNCT", "SYM")
    ]
    inside = scene.tokens_between(quotation.start, quotation.end)
    return (
        not between
        and scene.form(quotation) == "sentence"
        and bool(inside)
        and inside[0].sentence != found.cue_token.sentence
        and not scene.article.text[
            quotation.end : scene.paragraphs[scene.paragraph(quotation.end - 1)].end
        ].strip(" .,*_")
    )


def _sourced(scene: Scene, found: Found, sources: Sequence[Rule], times: Set[str]) -> Found:
    """The attribution with the source that the first source rule finds, where its own rule binds none."""
    if found.source_token is not None or "source" in found.binding:
        return found
    given = {n: t for n, t in found.binding.items() if n in ("cue", "content", QUOTE)}
    for rule in sources:
        start = {n: t for n, t in given.items() if n in rule.nodes or n == QUOTE}
        for binding in sorted(matches(rule, scene, start), key=lambda b: _distance(b, found.cue_token)):
            token = _token(binding, "source")
            if token is None or not _can_speak(scene, token, found.cue_token, times):
                continue
            phrase = spans.source(scene, token, found.cue_token)
            if any(c.covers(p) for c in found.content for p in phrase):
                continue
            return replace(
                found,
                source=phrase,
                source_token=token,
                source_rule=rule,
                binding={**found.binding, **binding},
            )
    return found


def _distance(binding: Mapping[str, Thing], cue: Token | None) -> int:
    """Words between source and cue: of two subjects, the parser's mistake is the farther."""
    source = _token(binding, "source")
    return abs(source.word - cue.word) if source and cue and source.sentence == cue.sentence else 1000


def _is_negated(scene: Scene, found: Found, negations: frozenset[str]) -> bool:
    token = found.cue_token
    if token is None or not negations:
        return False
    sentence = scene.sentence(token)
    around = {token.word, scene.clause_top(token)}
    return any(
        sentence.words[c].text.lower() in negations or sentence.words[c].lemma.lower() in negations
        for w in around
        for c in sentence.children[w]
    )


def _nested(kept: list[Found]) -> list[Found]:
    """Each attribution with the innermost one whose content holds it, cue and all."""
    result = []
    for found in kept:
        outer = [i for i, other in enumerate(kept) if other is not found and _relays(other, found)]
        smallest = min(outer, key=lambda i: sum(s.end - s.start for s in kept[i].content), default=None)
        result.append(replace(found, within=smallest))
    return result
