"""The matcher: every way in which a rule's nodes can be bound to words and quotations of a scene.

A rule is a constraint problem over words, dependencies and places in the text. It is solved by backtracking
search: the node that the fewest words can be is bound first, the others along the edges that lead from bound
ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attribution.document import Word
from attribution.find.edges import Thing, holds, reach
from attribution.find.quotation_form import stands_as
from attribution.find.scene import Scene, Token
from attribution.rule import GRAMMAR, QUOTE, SPEECH, TURN, Edge, Node, Rule


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How far a rule got: the nodes bound before it failed, and the condition that failed on them."""

    rule: str
    bound: tuple[tuple[str, Thing], ...]
    failed: str


Near = Callable[[NearMiss], None]
STEPS, STEPS_A_WORD = 100_000, 200
"""Things that one rule may try to bind in an article: so many, and so many more for each of its words. The
shipped rules try three a word; of nodes that hang together by places alone, each multiplies by all words."""


class _GivenUp(Exception):
    """The rule has tried more than it may."""


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
    if node.speech and not _is_likely(node, word):
        return "speech"
    return None


def _is_likely(node: Node, word: Word) -> bool:
    """Whether the reader takes the word for what the node asks; never where the parse does not tell."""
    likely = zip(SPEECH, word.speech, strict=False)
    return any(kind in node.speech and value >= node.likely for kind, value in likely)


def matches(
    rule: Rule, scene: Scene, given: Mapping[str, Thing] = {}, near: Near | None = None
) -> Iterator[dict[str, Thing]]:
    """Every binding of the rule's nodes that holds in the scene, in text order of the first node bound.

    ``given`` binds nodes beforehand. ``near`` is told each time a partly bound rule fails, for explanations.
    A rule that has tried STEPS and more in a scene is given up there: what it found until then stands, and
    ``scene.given_up`` has its name.
    """
    search = _Backtracking(rule, scene, dict(given), near)
    for name, thing in given.items():
        node = rule.nodes.get(name)
        if node and isinstance(thing, Token) and (failed := satisfies(node, scene.word(thing))):
            search.miss(f"{name}: {failed}", {name: thing})
            return
    try:
        yield from search.extend([n for n in _needed(rule) if n not in given])
    except _GivenUp:
        scene.given_up.add(rule.name)


def _needed(rule: Rule) -> list[str]:
    """The nodes that a match binds: all but those that stand in ``unless`` alone, and the quotation where
    an edge names it."""
    joined = {n for e in rule.where for n in (e.left, e.right)}
    forbidden = {n for e in rule.unless for n in (e.left, e.right)}
    return [n for n in (*rule.nodes, QUOTE) if n in joined or (n in rule.nodes and n not in forbidden)]


@dataclass(slots=True)
class _Backtracking:
    """One search for matches; ``binding`` is what is bound so far."""

    rule: Rule
    scene: Scene
    binding: dict[str, Thing]
    near: Near | None = None

    def miss(self, failed: str, bound: Mapping[str, Thing]) -> None:
        if self.near:
            self.near(NearMiss(self.rule.name, tuple(bound.items()), failed))

    def step(self) -> None:
        """Count one thing tried. Raises _GivenUp past the most that the rule may."""
        tried = self.scene.steps
        tried[self.rule.name] += 1
        if tried[self.rule.name] > STEPS + STEPS_A_WORD * len(self.scene.tokens):
            raise _GivenUp

    def extend(self, todo: list[str]) -> Iterator[dict[str, Thing]]:
        """Every match with the nodes of ``todo`` bound as well."""
        if not todo:
            if failed := self._broken():
                self.miss(failed, self.binding)
            else:
                yield dict(self.binding)
            return
        name, candidates = self._next(todo)
        rest = [n for n in todo if n != name]
        failure: str | None = None
        any_fits = False
        for thing in candidates:
            self.step()
            if failed := self._unfit(name, thing):
                failure = failure or failed
                continue
            if any(thing == other for other in self.binding.values()):
                continue
            self.binding[name] = thing
            if bad := self._broken_at(name):
                failure = failure or bad.text
            else:
                any_fits = True
                yield from self.extend(rest)
            del self.binding[name]
        if self.near and self.binding and not any_fits:
            edge = next((e.text for e in self.rule.where if name in (e.left, e.right)), name)
            self.miss(failure or f"no word for {edge}", self.binding)

    def _unfit(self, name: str, thing: Thing) -> str | None:
        """The condition of the node that the thing does not meet."""
        node = self.rule.nodes.get(name)
        if node is None:
            return None
        if isinstance(thing, Token):
            word = self.scene.word(thing)
            failed = satisfies(node, word)
            return f"{name} “{word.text}”: {failed}" if failed else None
        fits = not node.form or stands_as(self.scene, thing, node.form)
        return None if fits else f"{name}: form"

    def _broken_at(self, name: str) -> Edge | None:
        """The first edge of the node just bound that does not hold with what is bound before it."""
        return next(
            (
                edge
                for edge in self.rule.where
                if name in (edge.left, edge.right)
                and edge.left in self.binding
                and edge.right in self.binding
                and not holds(edge, self.scene, self.binding)
            ),
            None,
        )

    def _broken(self) -> str | None:
        """The edge that a whole binding breaks: one of ``where`` that does not hold, or one of ``unless``
        that does."""
        for edge in self.rule.where:
            if not holds(edge, self.scene, self.binding):
                return edge.text
        forbidden = self._forbidden()
        return f"unless {forbidden.text}" if forbidden else None

    def _next(self, todo: list[str]) -> tuple[str, Sequence[Thing]]:
        """The node to bind next with the things it could be: along an edge where one leads to it, else the
        rarest."""
        edges = sorted(self.rule.where, key=lambda edge: edge.op not in GRAMMAR)  # grammar narrows more
        for edge in edges:
            for start, end, forward in ((edge.left, edge.right, True), (edge.right, edge.left, False)):
                if start in self.binding and end in todo:
                    reached = reach(edge, self.scene, self.binding[start], forward)
                    if reached is not None:
                        return end, reached
        name = min(todo, key=lambda n: _rarity(n, self.rule.nodes.get(n)))
        return name, _anywhere(self.scene, name, self.rule.nodes.get(name))

    # ---------------------------------------------------------------- what must not be
    def _forbidden(self) -> Edge | None:
        """The ``unless`` edge that holds: between bound nodes, or to some word that is not bound."""
        unbound: dict[str, list[Edge]] = {}
        for edge in self.rule.unless:
            free = [n for n in (edge.left, edge.right) if n not in self.binding]
            if not free:
                if holds(edge, self.scene, self.binding):
                    return edge
            elif len(free) == 1:
                unbound.setdefault(free[0], []).append(edge)
        return next((edges[0] for name, edges in unbound.items() if self._exists(name, edges)), None)

    def _exists(self, name: str, edges: Sequence[Edge]) -> bool:
        """Whether there is something that the node may be and of which all these edges hold."""
        scene, edge = self.scene, edges[0]
        forward = edge.right == name
        reached = reach(edge, scene, self.binding[edge.left if forward else edge.right], forward)
        if reached is None:
            reached = scene.outer_quotations if name == QUOTE else scene.tokens
        node = self.rule.nodes.get(name)
        for thing in reached:
            self.step()
            if isinstance(thing, Token) and node is not None and satisfies(node, scene.word(thing)):
                continue
            if all(holds(e, scene, {**self.binding, name: thing}) for e in edges):
                return True
        return False


def _rarity(name: str, node: Node | None) -> int:
    """How many things a node may be, as a rank: the lower, the fewer."""
    if name == QUOTE:
        return 2
    if node is None or name == TURN:
        return -1
    if node.lemma or node.word:
        return 0
    return 3 if node.upos or node.feats or node.ner or node.deprel or node.speech else 4


def _anywhere(scene: Scene, name: str, node: Node | None) -> Sequence[Thing]:
    """All things of the scene that the node could be."""
    if name == QUOTE:
        return scene.outer_quotations
    if name == TURN:
        return scene.turns
    if node and (node.lemma or node.word):
        index = scene.tokens_by_lemma if node.lemma else scene.tokens_by_form
        found = (t for key in node.lemma or node.word for t in index.get(key, ()))
        return sorted(found, key=lambda t: (t.sentence, t.word))
    return scene.tokens
