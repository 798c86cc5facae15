"""How often trees join speech in PolNeAR: the cue to its source, the content to its cue.

Counted are gold attributions whose cue holds a verb and whose cue sentence (in our parse) also holds words of
source and content; the others cannot have these edges.

*source edge*: a word of the source depends on a cue verb, or on a verb that it hangs on through one of CHAIN,
by a relation of SUBJECT; or a cue verb is a clause (acl) of a source word. *content edge*: a topmost word of
the content depends on a cue verb by a relation of CONTENT, or a cue verb hangs on a content word by one of
ABOVE.

Not every tree can have these edges. Universal Dependencies hangs nothing on "according" (a case word, though
tagged as a verb) or on the "is" of "is confident that …", and the content of "the plan angers Republicans" is
the subject. `within reach` counts the edges of the others alone: a cue verb is a predicate or part of one
that is a verb, and the content is not its subject.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stanza import Document, Pipeline
from stanza.models.common.doc import Word

from attribution.measure.characters import Span, char_set, quote_type, quoted_positions
from attribution.measure.gold import GoldAttribution, read_gold

SUBJECT = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "obl", "obl:agent"}
CONTENT = {"ccomp", "xcomp", "parataxis", "obj", "advcl", "obl", "nmod", "acl", "csubj", "appos"}
ABOVE = {"parataxis", "ccomp", "advcl"}
CHAIN = {"conj", "xcomp", "advcl", "parataxis", "aux", "cop"}
KINDS = ("direct", "mixed", "indirect")
GOVERNS_NOTHING = {"case", "mark", "fixed", "cop", "aux", "aux:pass"}


@dataclass(frozen=True, slots=True)
class Joined:
    """One gold attribution: its kind (direct, mixed, indirect), which edges it has, and whether a tree can
    have both."""

    kind: str
    source: bool
    content: bool
    reach: bool


def speech_edges(nlp: Pipeline, part: Path) -> dict[str, dict[str, float | int]]:
    """For each kind, `all` and `within reach`: the number of attributions, the shares of them with source and
    content edges."""
    gold, _ = read_gold(part)
    documents = nlp.bulk_process([text for text, _ in gold.values()])
    joined = [
        j
        for (text, attributions), document in zip(gold.values(), documents, strict=True)
        for j in joins(text, attributions, document)
    ]
    result = {}
    for kind in (*KINDS, "all", "within reach"):
        these = [j for j in joined if kind in (j.kind, "all") or (kind == "within reach" and j.reach)]
        result[kind] = {
            "attributions": len(these),
            "source": sum(j.source for j in these) / max(1, len(these)),
            "content": sum(j.content for j in these) / max(1, len(these)),
        }
    return result


def joins(text: str, attributions: Iterable[GoldAttribution], document: Document) -> Iterable[Joined]:
    """What the parse of one article joins."""
    quoted = quoted_positions(text)
    place = {
        character: (number, word)
        for number, sentence in enumerate(document.sentences)
        for token in sentence.tokens
        for word in token.words  # words of a multi-word token may have no place of their own
        for character in range(word.start_char or token.start_char, word.end_char or token.end_char)
    }

    def words(spans: Iterable[Span]) -> list[tuple[int, Word]]:
        found = [place[c] for start, end in spans for c in range(start, end) if c in place]
        return sorted(set(found), key=lambda at: (at[0], at[1].id))

    for attribution in attributions:
        cue, source, content = words(attribution.cue), words(attribution.source), words(attribution.content)
        if not (cue and source and content):
            continue
        here = cue[0][0]
        sentence = document.sentences[here].words
        verbs = {w.id for n, w in cue if n == here and w.upos in ("VERB", "AUX")}
        said = {w.id for n, w in content if n == here}
        speaker = {w.id for n, w in source if n == here}
        if verbs and said and speaker:
            kind = quote_type(char_set(text, attribution.content), quoted)
            yield Joined(
                kind,
                source_edge(sentence, verbs, speaker),
                content_edge(sentence, verbs, said),
                reachable(sentence, verbs, said),
            )


def source_edge(sentence: list[Word], verbs: set[int], source: set[int]) -> bool:
    heads = set(verbs)
    for verb in verbs:
        word = sentence[verb - 1]
        while word.deprel in CHAIN and word.head not in heads:
            heads.add(word.head)
            word = sentence[word.head - 1]
    return any(sentence[j - 1].head in heads and sentence[j - 1].deprel in SUBJECT for j in source) or any(
        sentence[v - 1].head in source and sentence[v - 1].deprel.split(":")[0] == "acl" for v in verbs
    )


def reachable(sentence: list[Word], verbs: set[int], content: set[int]) -> bool:
    governing = {verb for verb in verbs if sentence[verb - 1].deprel not in GOVERNS_NOTHING}
    subjects = any(
        sentence[j - 1].head in governing and sentence[j - 1].deprel.startswith("nsubj") for j in content
    )
    return bool(governing) and (not subjects or content_edge(sentence, verbs, content))


def content_edge(sentence: list[Word], verbs: set[int], content: set[int]) -> bool:
    tops = [sentence[j - 1] for j in content if sentence[j - 1].head not in content]
    return any(w.head in verbs and w.deprel in CONTENT for w in tops) or any(
        sentence[v - 1].head in content and sentence[v - 1].deprel in ABOVE for v in verbs
    )
