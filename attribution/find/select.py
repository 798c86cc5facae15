"""Which rule wins for which words: from all matches of all rules to one set of content, cue and source
spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import compress

from attribution.find import clause, spans
from attribution.find.barred import is_barred
from attribution.find.continuation import continued
from attribution.find.edges import Thing
from attribution.find.extent import read_on
from attribution.find.found import Found, Lost, spans_of, token_of
from attribution.find.matcher import matches
from attribution.find.parted import parted
from attribution.find.quotation_form import MARKS
from attribution.find.quotations import Quotation
from attribution.find.read_source import as_read
from attribution.find.reading import likelihood, rather_reports
from attribution.find.scene import Scene, Token
from attribution.find.sources import can_speak, sourced
from attribution.rule import QUOTE, TURN, RuleBook
from attribution.rulebook.thresholds import threshold

SENTENCE_END = re.compile(r"[.!?…][”\"'’»]?\s")
"""Where a sentence ends, or a name is shortened."""


def attribute(scene: Scene, book: RuleBook) -> tuple[list[Found], list[Lost]]:
    """The attributions of a scene in text order, each found by the best rule for its words, and the matches
    that lost.

    A match loses to a better one that has the same cue, or whose content shares words with its own, unless
    one of the two is relayed inside the other.
    """
    language = scene.article.language
    times, negations = book.words(language, "time-nouns"), book.words(language, "negations")
    candidates = [f for f in _candidates(scene, book, times) if not is_barred(scene, f, book)]
    least = threshold(book, language, "likely-content")
    stands = [_is_set_off(f) or not _is_unlikely(scene, f, least) for f in candidates]
    kept, lost = _best(scene, compress(candidates, stands))
    reads_on = threshold(book, language, "reads-on")
    kept = _grown(scene, kept, reads_on)
    lost += [Lost(f, None) for f, stood in zip(candidates, stands, strict=True) if not stood]
    sources = [r for r in book.of("source", language) if r.status != "retired"]
    found = continued(scene, [sourced(scene, f, sources, times) for f in kept], reads_on)
    judging = book.words(language, "judging-verbs") | book.words(language, "blaming-verbs")
    found = parted(scene, found, judging, book.words(language, "claim-nouns"))
    found = [replace(f, negated=f.negated or _is_negated(scene, f, negations)) for f in found]
    found.sort(key=lambda f: (f.content[0].start, -f.content[-1].end, f.cue))
    return [as_read(scene, f) for f in _relayed(scene, found, book)], lost


def _is_set_off(found: Found) -> bool:
    """Whether marks, or a name and a colon before a turn, tell what is said."""
    return bool(found.quotations) or TURN in found.binding


def _is_unlikely(scene: Scene, found: Found, least: float) -> bool:
    """Whether the reader takes what was found for nothing that is reported. It sees marks as well, and is
    asked of words without them alone: what marks set off is told by them."""
    likely = likelihood(scene, found.content, "content")
    return likely is not None and likely < least


def _candidates(scene: Scene, book: RuleBook, times: Set[str]) -> list[Found]:
    """The matches of all rules that may stand, the better ones first."""
    language = scene.article.language
    hearers = book.words(language, "hearer-cues")
    found = [
        spans_of(scene, rule, binding, hearers)
        for rule in book.of("attribution", language)
        if rule.status != "retired"
        for binding in _after_cue_first(matches(rule, scene))
    ]
    return sorted(
        (
            f
            for f in found
            if f.content and (f.source_token is None or can_speak(scene, f.source_token, f.cue_token, times))
        ),
        key=lambda f: _order(scene, f),
    )


def _best(scene: Scene, candidates: Iterable[Found]) -> tuple[list[Found], list[Lost]]:
    """The matches that no better one stands in the way of, and the others."""
    kept: list[Found] = []
    lost: list[Lost] = []
    for candidate in candidates:
        begun = next((k for k in kept if _ends_sentence(scene, k, candidate)), None)
        rival = begun or next((k for k in kept if _conflict(candidate, k)), None)
        if rival is None:
            kept.append(candidate)
        elif begun:
            said = tuple(span for quotation in candidate.quotations for span in quotation.spans)
            kept[kept.index(begun)] = _joined(scene, begun, replace(candidate, content=said))
        elif _are_one(scene, rival, candidate):
            kept[kept.index(rival)] = _joined(scene, rival, candidate)
        else:
            lost.append(Lost(candidate, rival))
    return kept, lost


def _grown(scene: Scene, kept: Sequence[Found], least: float) -> list[Found]:
    """The finds as far as they read on, each unless it would take what another was found to say."""
    grown = [read_on(scene, found, least) for found in kept]
    return [
        found if any(_conflict(more, other) for other in kept if other is not found) else more
        for found, more in zip(kept, grown, strict=True)
    ]


def _are_one(scene: Scene, found: Found, other: Found) -> bool:
    """Whether two quotations were found around one cue (“A,” she said, “B.”), whichever rules found them."""
    if any(q in found.quotations for q in other.quotations) or QUOTE not in other.binding:
        return False
    return _is_same_beat(found, other) or (
        found.cue_token == other.cue_token
        and (found.rule is other.rule or _are_one_sentence(scene, found, other))
    )


def _is_same_beat(found: Found, other: Found) -> bool:
    """Whether what somebody does tells that they say the second too (“A.” She sat down. “B.”)."""
    return (
        other.cue_token is None
        and None is not other.source_token == found.source_token
        and QUOTE in other.binding
    )


def _ends_sentence(scene: Scene, found: Found, other: Found) -> bool:
    """Whether a quotation ends the sentence that another has begun, and nothing beside it reports it (“The
    dam,” said Kolar, while Vesela held the map, “was never meant …”)."""
    reports = other.cue_token is not None and rather_reports(scene.word(other.cue_token))
    if reports or not found.cue or not found.quotations or not other.quotations:
        return False
    text, begun, end = scene.article.text, found.quotations[-1], other.quotations[0]
    around = begun.end <= found.cue[0].start and found.cue[-1].end <= end.start
    goes_on = (
        text.endswith((", ", ",\n"), 0, end.start) and text[end.start : end.end].lstrip(MARKS)[:1].islower()
    )
    return around and goes_on and SENTENCE_END.search(text, begun.end - 2, end.start) is None


def _are_one_sentence(scene: Scene, found: Found, other: Found) -> bool:
    """Whether the cue stands between two quotations, and the second goes on with the first's sentence."""
    if not found.cue or not found.quotations or not other.quotations:
        return False
    first, second = sorted((found.content, other.content))
    around = first[-1].end <= found.cue[0].start and found.cue[-1].end <= second[0].start
    said = second[0].of(scene.article.text)
    return around and said[:1] in MARKS and said.lstrip(MARKS)[:1].islower()


def _relayed(scene: Scene, found: list[Found], book: RuleBook) -> list[Found]:
    """The attributions without those that are part of another report, each with the one that relays it."""
    known = _nested(
        [
            f
            for f in _nested(found)
            if _relayed_by_name(scene, f, book) or (f.within is None and not _in_speech(scene, f))
        ]
    )
    # What stands in speech that nobody was found to utter is nobody's to relay.
    return _nested([f for f in known if f.within is not None or not _in_speech(scene, f)])


def _in_speech(scene: Scene, found: Found) -> bool:
    """Whether the cue stands inside a quotation."""
    return bool(found.cue) and scene.quotation_at(found.cue[0].start) is not None


def _relayed_by_name(scene: Scene, found: Found, book: RuleBook) -> bool:
    """Whether a report inside another relays what somebody named said ("Lee said that Ruiz had told him …"):
    what the outer speaker thinks, wants or asks there is part of the outer report."""
    if found.cue_token is None or found.source_token is None:
        return False
    language = scene.article.language
    return scene.word(found.cue_token).lemma.lower() in book.words(language, "relay-cues") and _is_named(
        scene, found.source_token
    )


def _is_named(scene: Scene, source: Token) -> bool:
    """Whether the word is a name, or has somebody's name in apposition: "his friend, Ana Ruiz"."""
    sentence = scene.sentence(source)
    beside = (sentence.words[c] for c in sentence.children[source.word])
    return scene.word(source).upos == "PROPN" or any(
        w.deprel == "appos" and w.ner == "PERSON" for w in beside
    )


def _order(scene: Scene, found: Found) -> tuple[int, bool, int]:
    """Better rules first; then a cue in the quotation's own paragraph before one that only leads to it; of
    several that reach for the same quoted words inside a clause, the one that takes least with them."""
    inside = QUOTE in found.binding and "content" in found.binding
    length = sum(s.end - s.start for s in found.content) if inside else 0
    return found.rule.priority, _stands_apart(scene, found), length


def _stands_apart(scene: Scene, found: Found) -> bool:
    """Whether the cue stands in another paragraph than the quotation."""
    quote = found.binding.get(QUOTE)
    if not isinstance(quote, Quotation) or not found.cue:
        return False
    own = {scene.paragraph(s.start) for s in quote.spans}
    return scene.paragraph(found.cue[0].start) not in own


def _after_cue_first(bindings: Iterable[dict[str, Thing]]) -> list[dict[str, Thing]]:
    """The bindings of one rule, those whose content follows the cue before the others: of two clauses under
    one cue, the second is the one reported ("Asked about the vote, she said …")."""

    def order(binding: dict[str, Thing]) -> bool:
        cue, content = token_of(binding, "cue"), token_of(binding, "content")
        return (
            cue is not None
            and content is not None
            and cue.sentence == content.sentence
            and content.word < cue.word
        )

    return sorted(bindings, key=order)


def _conflict(a: Found, b: Found) -> bool:
    if (a.cue_token is not None and a.cue_token == b.cue_token) or _is_same_beat(b, a):
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


def _is_negated(scene: Scene, found: Found, negations: frozenset[str]) -> bool:
    token = found.cue_token
    if token is None or not negations:
        return False
    sentence = scene.sentence(token)
    around = {token.word, clause.top(scene, token)}
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
