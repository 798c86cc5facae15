"""Rules that can never win: their edges contradict one another, or a better rule takes all that they could
find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.rule import Edge, Node, Rule

_EXCLUDE = (
    {"before", "after"},
    {"inside", "outside"},
    {"inside", "before"},
    {"inside", "after"},
    {"inside", "beside"},
)
HINT = "give this rule the lower number as its “priority”, or make the other one narrower"
ROLES = ("quote", "cue", "source", "content")


def unreachable(rules: Sequence[Rule]) -> Iterator[tuple[Rule, str, str]]:
    """Each such rule with the reason and a hint. ``rules`` stand in the order in which they win."""
    flag_rules = [rule for rule in rules if rule.finds == "flag"]
    for number, rule in enumerate(flag_rules):
        if better := next((b for b in flag_rules[:number] if _flags_all(b, rule)), None):
            yield (
                rule,
                f"“{better.name}” ({better.place}) raises every flag that this rule could, and comes first",
                HINT,
            )
    match_rules = [rule for rule in rules if rule.finds != "flag"]
    for number, rule in enumerate(match_rules):
        if why := _contradiction(rule):
            yield rule, why, "no text can match it"
            continue
        for better in match_rules[:number]:
            if _takes_all(better, rule):
                yield rule, f"“{better.name}” ({better.place}) finds all that this rule could, and wins", HINT
                break


def _plain(edge: Edge) -> tuple[str, str, str, frozenset[str]]:
    """An edge with its sign turned so that the head stands left."""
    if edge.op in ("<", "<<"):
        return (edge.right, edge.op.replace("<", ">"), edge.left, edge.relations)
    return (edge.left, edge.op, edge.right, edge.relations)


def _contradiction(rule: Rule) -> str | None:
    where = [(_plain(edge), edge.text) for edge in rule.where]
    for i, ((left, op, right, relations), text) in enumerate(where):
        for (left2, op2, right2, relations2), text2 in where[:i]:
            both = f"“{text2}” and “{text}” exclude each other"
            if (left, right) == (left2, right2):
                if {op, op2} in _EXCLUDE:
                    return both
                if op == op2 == ">" and relations and relations2 and not relations & relations2:
                    return f"{both}: a word hangs on its head by one relation"
            if (left, right) == (right2, left2) and op.startswith(">") and op2.startswith(">"):
                return f"{both}: neither word can hang on the other"
            if op == op2 == ">" and right == right2 and left != left2:
                return f"{both}: a word has one head"
    for forbidden in map(_plain, rule.unless):
        for (left, op, right, relations), text in where:
            if (left, op, right) == forbidden[:3] and (
                not forbidden[3] or (relations and relations <= forbidden[3])
            ):
                return f"“{text}” stands in “where” and is forbidden by “unless”"
    return None


def _takes_all(better: Rule, rule: Rule) -> bool:
    """Whether ``better`` matches wherever ``rule`` does, with the same nodes for the same roles."""
    if better.finds != rule.finds or better.language != rule.language or better.status != rule.status:
        return False
    used, used_better = (
        ({n for e in r.where for n in (e.left, e.right)} | r.nodes.keys()) & {*ROLES} for r in (rule, better)
    )
    if used != used_better or not better.nodes.keys() <= rule.nodes.keys():
        return False
    if not all(_narrower(rule.nodes[name], node) for name, node in better.nodes.items()):
        return False
    where = [_plain(edge) for edge in rule.where]
    if not all(any(_implies(edge, _plain(wanted)) for edge in where) for wanted in better.where):
        return False
    # What the better rule forbids, the other must forbid too, or it could match where the better does not.
    unless = [_plain(edge) for edge in rule.unless]
    if not all(_plain(edge) in unless for edge in better.unless):
        return False
    only_forbidden = {n for e in better.unless for n in (e.left, e.right)} - {
        n for e in better.where for n in (e.left, e.right)
    }
    return all(better.nodes.get(name) == rule.nodes.get(name) for name in only_forbidden)


def _flags_all(better: Rule, rule: Rule) -> bool:
    """Whether ``better`` holds wherever ``rule`` does: it asks for no more, and forbids nothing that the
    other allows."""
    if better.over != rule.over or better.status != rule.status:
        return False
    asks = all(
        key in rule.when and _listed(rule.when[key]) <= _listed(value) for key, value in better.when.items()
    )
    return asks and all(
        key in rule.unless_when and _listed(value) <= _listed(rule.unless_when[key])
        for key, value in better.unless_when.items()
    )


def _listed(value: object) -> set[object]:
    return set(value) if isinstance(value, (tuple, list, set, frozenset)) else {value}


def _narrower(node: Node, other: Node) -> bool:
    """Whether every word that the node can be, the other can be too."""
    for key in ("word", "lemma", "upos", "ner", "deprel", "form", "speech"):
        mine, theirs = getattr(node, key), getattr(other, key)
        if theirs and not (mine and mine <= theirs):
            return False
    return other.feats <= node.feats


def _implies(edge: tuple[str, str, str, frozenset[str]], other: tuple[str, str, str, frozenset[str]]) -> bool:
    if edge[0] != other[0] or edge[2] != other[2]:
        return False
    same = edge[1] == other[1] or (edge[1], other[1]) in ((">", ">>"), ("beside", "adjoins"))
    return same and (not other[3] or (bool(edge[3]) and edge[3] <= other[3]))
