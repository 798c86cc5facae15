"""From bound words to spans of text: the phrase that names a source, the words of a cue, and spans joined.

Universal Dependencies relations tell what is left out: an apposition or relative clause is no part of the
source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
CUE_PARTS = {"aux", "aux:pass", "compound:prt", "fixed"}


def source(scene: Scene, token: Token, cue: Token | None) -> tuple[Span, ...]:
    """The phrase that names the source: its subtree without appositions, relative clauses and marks at the
    edges."""
    sentence = scene.sentence(token)
    out = set()
    for child in sentence.children[token.word]:
        relation = sentence.words[child].deprel
        if relation in BESIDE_SOURCE and not (relation == "punct" and _joins_name(sentence, child)):
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


def _joins_name(sentence: Sentence, mark: int) -> bool:
    """A hyphen inside a name, or a dot or apostrophe in it."""
    text = sentence.words[mark].text
    if text == "." and mark == len(sentence.words) - 1:
        return False  # that of the sentence
    tied = sentence.words[mark - 1].end == sentence.words[mark].start
    return text in (".", "'", "’") or (text == "-" and tied)


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
