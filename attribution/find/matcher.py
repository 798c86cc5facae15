"""The matcher: every way in which a rule's nodes can be bound to the words and quotations of a scene.

A rule is a small graph pattern over Universal Dependencies and places in the text, solved by joining its edges one
after the other, beginning with the node that the fewest words can be (backtracking search).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from attribution.document import Word
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token
from attribution.rule import GRAMMAR, Edge, Node, Rule

Thing = Token | Quotation
Binding = Mapping[str, Thing]
QUOTE, TURN = "quote", "turn"
"""Names of nodes that are given: a quotation, and speech set off by a name and a colon."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How far a rule got: the nodes bound before it failed, and the condition that failed on them."""

    rule: str
    bound: tuple[tuple[str, Thing], ...]
    failed: str


def satisfies(node: Node, word: Word) -> str | None:
    """None if the word meets the node's conditions, else the name of the first condition that it does not."""
    if node.lemma and word.lemma.lower() not in node.lemma:
        return "lemma"
    if node.word and word.text.lower() not in node.word:
        return "word"
    if node.upos and word.upos not in node.upos:
        return "upos"
    if node.feats and not node.feats.issubset(word.feats.split("|")):
        return "feats"
    if node.deprel and word.deprel not in node.deprel:
        return "deprel"
    if node.ner and word.ner not in node.ner:
        return "ner"
    return None


def matches(
    rule: Rule, scene: Scene, given: Binding = {}, near: Callable[[NearMiss], None] | None = None
) -> Iterator[dict[str, Thing]]:
    """Every binding of the rule's nodes that holds in the scene, in text order of the first node bound.

    ``given`` binds nodes beforehand. ``near`` is told each time a partly bound rule fails, for explanations.
    """
    named = {n for e in rule.where for n in (e.left, e.right)}
    needed = [
        n for n in (*rule.nodes, QUOTE) if n in named or (n in rule.nodes and not _only_unless(rule, n))
    ]
    binding = dict(given)
    for name, thing in given.items():
        if (
            name in rule.nodes
            and isinstance(thing, Token)
            and (failed := satisfies(rule.nodes[name], scene.word(thing)))
        ):
            if near:
                near(NearMiss(rule.name, ((name, thing),), f"{name}: {failed}"))
            return
    todo = [n for n in needed if n not in binding]
    yield from _extend(rule, scene, binding, todo, near)


def _only_unless(rule: Rule, name: str) -> bool:
    return any(name in (e.left, e.right) for e in rule.unless) and not any(
        name in (e.left, e.right) for e in rule.where
    )


def _extend(
    rule: Rule, scene: Scene, binding: dict[str, Thing], todo: list[str], near
) -> Iterator[dict[str, Thing]]:
    if not todo:
        for edge in rule.where:
            if not holds(edge, scene, binding):
                if near:
                    near(NearMiss(rule.name, tuple(binding.items()), edge.text))
                return
        if failed := _forbidden(rule, scene, binding):
            if near:
                near(NearMiss(rule.name, tuple(binding.items()), f"unless {failed.text}"))
            return
        yield dict(binding)
        return
    name, candidates = _next(rule, scene, binding, todo)
    rest = [n for n in todo if n != name]
    node = rule.nodes.get(name)
    failure = None
    any_found = False
    for thing in candidates:
        if isinstance(thing, Token) and node is not None and (failed := satisfies(node, scene.word(thing))):
            failure = failure or f"{name} “{scene.word(thing).text}”: {failed}"
            continue
        if (
            isinstance(thing, Quotation)
            and node is not None
            and node.form
            and scene.form(thing) not in node.form
        ):
            failure = failure or f"{name}: form"
            continue
        if any(thing == other for other in binding.values()):
            continue
        binding[name] = thing
        bad = next(
            (
                e
                for e in rule.where
                if name in (e.left, e.right)
                and e.left in binding
                and e.right in binding
                and not holds(e, scene, binding)
            ),
            None,
        )
        if bad:
            failure = failure or bad.text
        else:
            any_found = True
            yield from _extend(rule, scene, binding, rest, near)
        del binding[name]
    if near and binding and not any_found:
        edge = next((e.text for e in rule.where if name in (e.left, e.right)), name)
        near(NearMiss(rule.name, tuple(binding.items()), failure or f"no word for {edge}"))


def _next(
    rule: Rule, scene: Scene, binding: dict[str, Thing], todo: list[str]
) -> tuple[str, Iterable[Thing]]:
    """The node to bind next with the things it could be: along an edge where one leads to it, else the
    rarest."""
    for grammar_first in (True, False):
        for edge in rule.where:
            if (edge.op in GRAMMAR) is not grammar_first:
                continue
            if edge.left in binding and edge.right in todo:
                reached = reach(edge, scene, binding[edge.left], forward=True)
                if reached is not None:
                    return edge.right, reached
            if edge.right in binding and edge.left in todo:
                reached = reach(edge, scene, binding[edge.right], forward=False)
                if reached is not None:
                    return edge.left, reached

    def rarity(name: str) -> int:
        node = rule.nodes.get(name)
        if node is None or name in (QUOTE, TURN):
            return 2 if name == QUOTE else -1
        return (
            0 if node.lemma or node.word else 3 if node.upos or node.feats or node.ner or node.deprel else 4
        )

    name = min(todo, key=rarity)
    return name, _anywhere(scene, rule.nodes.get(name), name)


def _anywhere(scene: Scene, node: Node | None, name: str) -> Iterable[Thing]:
    if name in (QUOTE, TURN):
        return scene.outer_quotations if name == QUOTE else scene.turns
    if node and node.lemma:
        return sorted(
            (t for lemma in node.lemma for t in scene.tokens_by_lemma.get(lemma, ())),
            key=lambda t: (t.sentence, t.word),
        )
    if node and node.word:
        return sorted(
            (t for form in node.word for t in scene.tokens_by_form.get(form, ())),
            key=lambda t: (t.sentence, t.word),
        )
    return scene.tokens


def reach(edge: Edge, scene: Scene, thing: Thing, forward: bool) -> list[Thing] | None:
    """The things that the edge leads to from one end; None where it cannot be walked that way."""
    if edge.op in GRAMMAR:
        if not isinstance(thing, Token):
            return []
        sentence = scene.sentence(thing)
        down = (edge.op in (">", ">>")) is forward
        deep = edge.op in (">>", "<<")
        if down:
            found = (
                [i for i in sentence.subtree(thing.word) if i != thing.word]
                if deep
                else sentence.children[thing.word]
            )
            return [Token(thing.sentence, i) for i in found if _relation(edge, sentence.words[i].deprel)]
        # Going up, the relation asked for is that of the lower end: for one step of this word, for ">>" of
        # the lower word too.
        if not _relation(edge, sentence.words[thing.word].deprel):
            return []
        found = list(sentence.ancestors(thing.word))
        return [Token(thing.sentence, i) for i in (found if deep else found[:1])]
    if edge.op == "follows":
        return _following(scene, thing) if not forward and isinstance(thing, Token) else None
    if edge.op == "opens":
        if not isinstance(thing, Quotation) or thing.label is None:
            return None
        return list(scene.tokens_between(thing.label.start, thing.label.end))
    if edge.op == "holds":
        # Walked from either end: to the quotations below a word, or to the words above a quotation.
        return _held(scene, thing) if forward and isinstance(thing, Token) else _holders(scene, thing)
    if isinstance(thing, Quotation):
        return (
            None
            if edge.op not in ("inside", "beside", "adjoins", "same-paragraph", "same-or-next-paragraph")
            else _words_near(scene, thing, edge.op)
        )
    other_is_quote = (edge.right if forward else edge.left) == QUOTE
    if other_is_quote:
        return scene.outer_quotations
    return None


def _following(scene: Scene, token: Token) -> list[Thing]:
    """The words whose subtree begins right after the token, marks aside, the topmost first."""
    sentence = scene.sentence(token)
    first = next((w.index for w in sentence.words[token.word + 1 :] if w.upos != "PUNCT"), None)
    if first is None:
        return []
    found = [first, *sentence.ancestors(first)]
    bare = [
        i
        for i in found
        if min((k for k in sentence.subtree(i) if sentence.words[k].upos != "PUNCT"), default=-1) == first
    ]
    return [Token(token.sentence, i) for i in reversed(bare)]


def _held(scene: Scene, token: Token) -> list[Thing]:
    """The quotations that have words in the token's subtree, and begin there or in its sentence."""
    if token not in scene.held:
        sentence = scene.sentence(token)
        words = (sentence.words[i] for i in sentence.subtree(token.word)) if scene.outer_quotations else ()
        found = {
            q.start: q for w in words if w.upos != "PUNCT" and (q := scene.quotation_at(w.start)) is not None
        }
        scene.held[token] = list(found.values())
    return scene.held[token]


def _holders(scene: Scene, thing: Thing) -> list[Thing] | None:
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


def _words_near(scene: Scene, quotation: Quotation, op: str) -> list[Thing]:
    if op == "inside":
        return [t for s in quotation.spans for t in scene.tokens_between(s.start, s.end)]
    first, last = scene.paragraph(quotation.start), scene.paragraph(quotation.end - 1)
    if op != "same-paragraph":  # a colon at a paragraph's end introduces the next
        first = max(first - 1, 0)
    return list(scene.tokens_between(scene.paragraphs[first].start, scene.paragraphs[last].end))


def _relation(edge: Edge, deprel: str) -> bool:
    return not edge.relations or deprel in edge.relations


def holds(edge: Edge, scene: Scene, binding: Binding) -> bool:
    """Whether the edge holds between the two things bound to its ends."""
    left, right = binding[edge.left], binding[edge.right]
    if edge.op in GRAMMAR:
        if not (isinstance(left, Token) and isinstance(right, Token)) or left.sentence != right.sentence:
            return False
        upper, lower = (left, right) if edge.op in (">", ">>") else (right, left)
        sentence = scene.sentence(lower)
        if not _relation(edge, sentence.words[lower.word].deprel):
            return False
        if edge.op in (">", "<"):
            return sentence.words[lower.word].head == upper.word
        return upper.word in sentence.ancestors(lower.word)
    return _placed(edge.op, left, right, scene)


def _extent(thing: Thing, scene: Scene) -> tuple[int, int]:
    return (
        (thing.start, thing.end)
        if isinstance(thing, Quotation)
        else (scene.word(thing).start, scene.word(thing).end)
    )


def _placed(op: str, left: Thing, right: Thing, scene: Scene) -> bool:
    (a, b), (c, d) = _extent(left, scene), _extent(right, scene)
    if op == "follows":
        return isinstance(right, Token) and left in _following(scene, right)
    if op == "opens":
        return isinstance(left, Token) and isinstance(right, Quotation) and left == scene.head(right.label)
    if op == "holds":
        return isinstance(left, Token) and right in _held(scene, left)
    if op == "before":
        return b <= c
    if op == "after":
        return d <= a
    if op in ("inside", "outside"):
        within = right.holds(a, b) if isinstance(right, Quotation) else c <= a and b <= d
        return within is (op == "inside")
    if op == "same-paragraph":
        return scene.paragraph(a) == scene.paragraph(c if a < c else d - 1)
    if op == "same-or-next-paragraph":
        return scene.paragraph(c) - scene.paragraph(a) in (0, 1)
    if op in ("beside", "adjoins"):
        token = left if isinstance(left, Token) else right
        if not isinstance(token, Token):
            return False
        other = right if token is left else left
        spans = other.spans if isinstance(other, Quotation) else (scene.span(other),)
        word = scene.word(token)
        if word.end <= spans[0].start:
            return scene.gap_is_clause(token, word.end, spans[0].start, op == "adjoins")
        if spans[-1].end <= word.start:
            return scene.gap_is_clause(token, spans[-1].end, word.start, op == "adjoins") and not (
                scene.is_finished(other) and scene.leads_in(token)
            )
        return False
    raise ValueError(f"unknown edge {op!r}")


def _forbidden(rule: Rule, scene: Scene, binding: Binding) -> Edge | None:
    """The ``unless`` edge that holds: between bound nodes, or to some word that may not exist."""
    unbound: dict[str, list[Edge]] = {}
    for edge in rule.unless:
        free = [n for n in (edge.left, edge.right) if n not in binding]
        if not free:
            if holds(edge, scene, binding):
                return edge
        elif len(free) == 1:
            unbound.setdefault(free[0], []).append(edge)
    for name, edges in unbound.items():
        if _exists(rule, scene, binding, name, edges):
            return edges[0]
    return None


def _exists(rule: Rule, scene: Scene, binding: Binding, name: str, edges: list[Edge]) -> bool:
    edge = edges[0]
    forward = edge.right == name
    reached = reach(edge, scene, binding[edge.left if forward else edge.right], forward)
    if reached is None:
        reached = scene.outer_quotations if name == QUOTE else scene.tokens
    node = rule.nodes.get(name)
    for thing in reached:
        if isinstance(thing, Token) and node is not None and satisfies(node, scene.word(thing)):
            continue
        if all(holds(e, scene, {**binding, name: thing}) for e in edges):
            return True
    return False
