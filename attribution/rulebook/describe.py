"""The pattern of a rule in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.rule import Edge, Node, Rule

PLACES = {
    "beside": "{a} stands beside {b}: between them are only marks and words of the cue's own clause",
    "adjoins": "{a} stands beside {b}; a sentence may end between them",
    "before": "{a} stands before {b}",
    "after": "{a} stands after {b}",
    "inside": "{a} stands inside {b}",
    "outside": "{a} stands outside {b}",
    "same-paragraph": "{a} and {b} stand in one paragraph",
    "same-or-next-paragraph": "{b} stands in the paragraph of {a} or the next one",
    "opens": "{a} is the name before the colon that sets off {b}",
    "follows": "{a}, with the words that hang on it, begins right after {b}",
    "acts-beside": "{a} does something in the sentence beside {b}, and the paragraph tells nothing else",
    "holds": "words of the quotation {b} hang, directly or not, on {a}",
}
CONDITIONS = {
    "word": "is written",
    "lemma": "has the lemma",
    "upos": "is",
    "feats": "has",
    "ner": "stands in a name of type",
    "deprel": "depends on its head as",
    "form": "stands as",
}


def described(rule: Rule) -> Iterator[str]:
    """The pattern of a rule that finds attributions or sources, one line a node or edge."""
    negative = {n for e in rule.unless for n in (e.left, e.right)} - {
        n for e in rule.where for n in (e.left, e.right)
    }
    for name, node in rule.nodes.items():
        if name not in negative or not rule.where:
            yield f"there is {_node(name, node)}"
    yield from (_edge(edge) for edge in rule.where)
    for edge in rule.unless:
        free = [n for n in (edge.left, edge.right) if n in negative and n in rule.nodes]
        about = f", where there is {_node(free[0], rule.nodes[free[0]])}" if free else ""
        yield f"not so: {_edge(edge)}{about}"


def _node(name: str, node: Node) -> str:
    said = []
    for key, told in CONDITIONS.items():
        values = getattr(node, key)
        if values:
            lists = [f"`${x}`" for x in node.lists] if key in ("word", "lemma") and node.lists else []
            said.append(f"{told} {either(lists or [f'`{v}`' for v in sorted(values)])}")
    kind = "a quotation" if name == "quote" else "a word"
    return f"{kind} `{name}`" + (" that " + " and ".join(said) if said else "")


def _edge(edge: Edge) -> str:
    if edge.op in PLACES:
        return PLACES[edge.op].format(a=f"`{edge.left}`", b=f"`{edge.right}`")
    head, below = (edge.left, edge.right) if edge.op in (">", ">>") else (edge.right, edge.left)
    deep = " (at any depth)" if edge.op in (">>", "<<") else ""
    relation = either([f"`{r}`" for r in sorted(edge.relations)]) if edge.relations else "anything"
    return f"`{below}` depends on `{head}`{deep} as {relation}"


def either(words: Sequence[str]) -> str:
    """The words as alternatives: “a, b or c”."""
    return ", ".join(words[:-1]) + (" or " if len(words) > 1 else "") + words[-1] if words else ""
