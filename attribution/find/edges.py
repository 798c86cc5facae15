"""What an edge of a rule means in a scene: whether it holds between two things, and which things it leads
to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from attribution.document import Sentence
from attribution.find import clause
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token
from attribution.rule import GRAMMAR, QUOTE, Edge

Thing = Token | Quotation
Binding = Mapping[str, Thing]
NEAR_QUOTATION = ("inside", "beside", "adjoins", "same-paragraph", "same-or-next-paragraph")
"""Edges that lead from a quotation to words close to it."""


# ------------------------------------------------------------------ does it hold?
def holds(edge: Edge, scene: Scene, binding: Binding) -> bool:
    """Whether the edge holds between the two things bound to its ends."""
    left, right = binding[edge.left], binding[edge.right]
    if edge.op not in GRAMMAR:
        return _placed(edge.op, left, right, scene)
    if not (isinstance(left, Token) and isinstance(right, Token)) or left.sentence != right.sentence:
        return False
    upper, lower = (left, right) if edge.op in (">", ">>") else (right, left)
    sentence = scene.sentence(lower)
    if not _relation(edge, sentence.words[lower.word].deprel):
        return False
    if edge.op in (">", "<"):
        return sentence.words[lower.word].head == upper.word
    return upper.word in sentence.ancestors(lower.word)


def _relation(edge: Edge, deprel: str) -> bool:
    return not edge.relations or deprel in edge.relations


def _placed(op: str, left: Thing, right: Thing, scene: Scene) -> bool:
    if op == "follows":
        return isinstance(right, Token) and left in _following(scene, right)
    if op == "acts-beside":
        return isinstance(right, Quotation) and left == scene.actors.get(right)
    if op == "opens":
        return isinstance(left, Token) and isinstance(right, Quotation) and left == scene.head(right.label)
    if op == "holds":
        return isinstance(left, Token) and right in _held(scene, left)
    if op in ("beside", "adjoins"):
        return _beside(left, right, scene, across=op == "adjoins")
    return _located(op, left, right, scene)


def _located(op: str, left: Thing, right: Thing, scene: Scene) -> bool:
    """The edges that look at where the two things begin and end, and at nothing else."""
    (a, b), (c, d) = _extent(left, scene), _extent(right, scene)
    match op:
        case "before":
            return b <= c
        case "after":
            return d <= a
        case "inside" | "outside":
            within = right.holds(a, b) if isinstance(right, Quotation) else c <= a and b <= d
            return within is (op == "inside")
        case "same-paragraph":
            return scene.paragraph(a) == scene.paragraph(c if a < c else d - 1)
        case "same-or-next-paragraph":
            return scene.paragraph(c) - scene.paragraph(a) in (0, 1)
    raise ValueError(f"unknown edge {op!r}")


def _extent(thing: Thing, scene: Scene) -> tuple[int, int]:
    place = thing if isinstance(thing, Quotation) else scene.word(thing)
    return place.start, place.end


def _beside(left: Thing, right: Thing, scene: Scene, *, across: bool) -> bool:
    """Whether nothing but the word's own clause stands between a word and a quotation or another word.
    ``across``: a sentence's end may."""
    token, other = (left, right) if isinstance(left, Token) else (right, left)
    if not isinstance(token, Token):
        return False
    spans = other.spans if isinstance(other, Quotation) else (scene.span(other),)
    word = scene.word(token)
    if word.end <= spans[0].start:
        return clause.spans_gap(scene, token, word.end, spans[0].start, across)
    if spans[-1].end <= word.start:
        return clause.spans_gap(scene, token, spans[-1].end, word.start, across) and not (
            clause.is_finished(scene, other)
            and (clause.leads_in(scene, token) or clause.opens_otherwise(scene, token, spans[-1].end))
        )
    return False


# ------------------------------------------------------------------ where does it lead?
def reach(edge: Edge, scene: Scene, thing: Thing, forward: bool) -> Sequence[Thing] | None:
    """The things that the edge leads to from one end; None where it cannot be walked that way."""
    if edge.op in GRAMMAR:
        return _related(edge, scene, thing, forward) if isinstance(thing, Token) else []
    if edge.op == "follows":
        return _following(scene, thing) if not forward and isinstance(thing, Token) else None
    if edge.op == "acts-beside":
        if isinstance(thing, Quotation):
            return [scene.actors[thing]] if thing in scene.actors else []
        return [quotation for quotation, actor in scene.actors.items() if actor == thing]
    if edge.op == "opens":
        if not isinstance(thing, Quotation) or thing.label is None:
            return None
        head = scene.head(thing.label)
        return [] if head is None else [head]
    if edge.op == "holds":
        # Walked from either end: to the quotations below a word, or to the words above a quotation.
        return _held(scene, thing) if forward and isinstance(thing, Token) else _holders(scene, thing)
    if isinstance(thing, Quotation):
        return _words_near(scene, thing, edge.op) if edge.op in NEAR_QUOTATION else None
    return scene.outer_quotations if (edge.right if forward else edge.left) == QUOTE else None


def _related(edge: Edge, scene: Scene, token: Token, forward: bool) -> list[Token]:
    """The words below a word, or above it, by the relations of a grammatical edge."""
    sentence = scene.sentence(token)
    deep = edge.op in (">>", "<<")
    if (edge.op in (">", ">>")) is forward:
        below = (
            [i for i in sentence.subtree(token.word) if i != token.word]
            if deep
            else sentence.children[token.word]
        )
        return [Token(token.sentence, i) for i in below if _relation(edge, sentence.words[i].deprel)]
    # The relation asked for is that of the lower end, which is this word.
    if not _relation(edge, sentence.words[token.word].deprel):
        return []
    above = list(sentence.ancestors(token.word))
    return [Token(token.sentence, i) for i in (above if deep else above[:1])]


def _begins_with(sentence: Sentence, index: int, first: int) -> bool:
    """Whether ``first`` is the first word of the subtree, marks aside."""
    return next((k for k in sentence.subtree(index) if sentence.words[k].upos != "PUNCT"), -1) == first


def _following(scene: Scene, token: Token) -> list[Token]:
    """The words whose subtree begins right after the token, marks aside, the topmost first."""
    sentence = scene.sentence(token)
    first = next((w.index for w in sentence.words[token.word + 1 :] if w.upos != "PUNCT"), None)
    if first is None:
        return []
    # What stands above a word whose subtree begins further left begins there as well, or before.
    bare = list(takewhile(lambda i: _begins_with(sentence, i, first), (first, *sentence.ancestors(first))))
    return [Token(token.sentence, i) for i in reversed(bare)]


def _held(scene: Scene, token: Token) -> list[Quotation]:
    """The quotations that have words in the token's subtree, and begin there or in its sentence."""
    if token not in scene.held:
        sentence = scene.sentence(token)
        words = (sentence.words[i] for i in sentence.subtree(token.word)) if scene.outer_quotations else ()
        found = {
            q.start: q for w in words if w.upos != "PUNCT" and (q := scene.quotation_at(w.start)) is not None
        }
        scene.held[token] = list(found.values())
    return scene.held[token]


def _holders(scene: Scene, thing: Thing) -> list[Token] | None:
    """The words whose subtree has words of the quotation."""
    if not isinstance(thing, Quotation):
        return None
    found: dict[Token, None] = {}
    for span in thing.spans:
        for token in scene.tokens_between(span.start, span.end):
            if scene.word(token).upos != "PUNCT":
                for index in (token.word, *scene.sentence(token).ancestors(token.word)):
                    found[Token(token.sentence, index)] = None
    return list(found)


def _words_near(scene: Scene, quotation: Quotation, op: str) -> list[Token]:
    if op == "inside":
        return [t for s in quotation.spans for t in scene.tokens_between(s.start, s.end)]
    first, last = scene.paragraph(quotation.start), scene.paragraph(quotation.end - 1)
    if op != "same-paragraph":  # a colon at a paragraph's end introduces the next
        first = max(first - 1, 0)
    if op == "adjoins":
        last = min(last + 1, len(scene.paragraphs) - 1)
    return scene.tokens_between(scene.paragraphs[first].start, scene.paragraphs[last].end)
