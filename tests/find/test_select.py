"""Does the matcher bind what a rule says, and does the best rule win? On parses written by hand."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from attribution import check
from attribution.authoring.example import article
from attribution.extract import statements
from attribution.find.matcher import NearMiss, matches
from attribution.find.quotations import scan
from attribution.find.scene import Scene, Token
from attribution.find.select import attribute
from attribution.parse import conllu
from attribution.pipeline import conclude
from attribution.rule import RuleBook
from attribution.rulebook.book import load
from tests.helpers.parsed import MUMBLE, STORY

HEAD = "format: 1\npack: house\nlanguage: en\nrules:\n"
RULE = """
  - id: {id}
    finds: attribution
    title: A verb and its clause
    match:
      cue: {{lemma: mumble}}
      content: {{}}
      source: {{}}
    where: [{where}]
    unless: [{unless}]
    priority: {priority}
    because: "“{{cue}}” of {{source}} reports “{{content}}”."
    examples: ["{{source|Ruiz}} {{cue|mumbled}} {{content|that it rained}}."]
    counterexamples: ["It rained."]
"""
CLAUSE = "cue >ccomp content, cue >nsubj source"


def scene(text: str) -> Scene:
    [stored] = conllu.read(text)
    source = article("a", stored.text)
    return Scene(source, stored.document, scan(source))


def book(folder: Path, *rules: dict[str, object]) -> RuleBook:
    file = folder / "house.yaml"
    file.write_text(
        HEAD
        + "".join(
            RULE.format(**{"id": f"r{i}", "where": CLAUSE, "unless": "", "priority": 50} | rule)
            for i, rule in enumerate(rules)
        ),
        encoding="utf-8",
    )
    found = load([file], shipped=False)
    assert [p for p in found.problems if p.level == "error" and p.code != "unreachable-rule"] == []
    return found


def bound(rules: RuleBook, of: Scene) -> list[dict[str, str]]:
    return [
        {name: of.word(thing).text for name, thing in sorted(binding.items()) if isinstance(thing, Token)}
        for binding in matches(rules.rules[0], of)
    ]


def test_a_rule_binds_its_nodes(tmp_path: Path) -> None:
    assert bound(book(tmp_path, {}), scene(MUMBLE)) == [
        {"cue": "mumbled", "content": "rained", "source": "Tom"}
    ]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("cue >* content, cue >nsubj source", 2),  # "Tom" cannot be both
        ("cue >ccomp content, cue >obj source", 0),
        ("content <* cue, source <nsubj cue", 2),
        ("content <ccomp cue, source <nsubj cue", 1),
        ("cue <ccomp content, cue >nsubj source", 0),
        ("cue >>* source, cue >ccomp content, source before cue", 2),
        ("cue >ccomp content, cue >nsubj source, content after cue", 1),
        ("cue >ccomp content, cue >nsubj source, content before cue", 0),
    ],
)
def test_edges(tmp_path: Path, where: str, count: int) -> None:
    assert len(bound(book(tmp_path, {"where": where}), scene(MUMBLE))) == count


def test_unless_takes_a_match_away_and_tells_why(tmp_path: Path) -> None:
    rules = book(tmp_path, {"unless": "source before cue"})
    near: list[NearMiss] = []
    assert list(matches(rules.rules[0], scene(MUMBLE), near=near.append)) == []
    assert "unless source before cue" in [miss.failed for miss in near]


def test_the_better_of_two_rules_wins_and_the_other_is_told_to_have_lost(tmp_path: Path) -> None:
    found, lost = attribute(
        scene(MUMBLE), book(tmp_path, {"id": "worse", "priority": 60}, {"id": "better", "priority": 40})
    )
    assert [f.rule.id for f in found] == ["better"]
    assert [(x.found.rule.id, x.to.rule.id) for x in lost] == [("worse", "better")]


def test_spans_and_reason(tmp_path: Path) -> None:
    of = scene(MUMBLE)
    [said] = statements(of, book(tmp_path, {}))
    text = of.article.text
    assert [[s.of(text) for s in spans] for spans in (said.content, said.cue, said.source)] == [
        ["it rained"],
        ["mumbled"],
        ["Tom Lee"],
    ]
    assert said.kind == "indirect" and said.because == "“mumbled” of Tom Lee reports “it rained”."
    assert said.id == statements(of, book(tmp_path, {}))[0].id


def test_a_direct_quotation_by_the_shipped_rules() -> None:
    of = scene(STORY)
    [said] = statements(of, load())
    assert said.kind == "direct" and said.speaker.name == "Ana Ruiz"
    assert [s.of(of.article.text) for s in said.content] == ["“We are ready,”"]


def test_a_headline_is_no_reporting_clause_of_the_quotation_below_it(tmp_path: Path) -> None:
    (tmp_path / "doctors.txt").write_text(
        "Doctors go back to the wards\n\n"
        "“We had already packed our bags,” said Rania Boukhalfa of the committee.\n",
        encoding="utf-8",
    )
    [found] = [a for a in check([tmp_path], cache=None).attributions if a.kind == "direct"]
    assert found.speaker.name == "Rania Boukhalfa"


def test_a_rule_that_hangs_together_by_places_alone_is_given_up_and_named(tmp_path: Path) -> None:
    """Three nodes joined by ``before`` can be bound in as many ways as there are words to the third power."""
    rules = book(tmp_path, {"where": "source before cue, cue before content"}, {})
    rows = "".join(
        f"{i}\tmumbled\tmumble\tVERB\t_\t_\t{i - 1}\t{'dep' if i > 1 else 'root'}\t_\t_\n"
        for i in range(1, 501)
    )
    seen = scene(f'# newdoc id = a\n# document = "{" ".join(["mumbled"] * 500)}"\n{rows}')
    start = process_time()
    attribute(seen, rules)
    assert process_time() - start < 20
    assert seen.given_up == {"house/r0"}
    [problem] = [p for p in conclude([seen], rules).problems if p.code == "rule-took-too-long"]
    assert "house/r0" in problem.message


TURNS = """\
# newdoc id = turns
# document = "ANA RUIZ: It leaks.\\n\\nTOM LEE: Mend it.\\n"
1	ANA	Ana	PROPN	_	_	5	nsubj	_	Speech=0.00,0.00,0.90
2	RUIZ	Ruiz	PROPN	_	_	1	flat	_	Speech=0.00,0.00,0.90
3	:	:	PUNCT	_	_	1	punct	_	_
4	It	it	PRON	_	_	5	nsubj	_	Speech=0.00,0.00,0.00
5	leaks	leak	VERB	_	_	0	root	_	Speech=0.00,0.00,0.00
6	.	.	PUNCT	_	_	5	punct	_	_

1	TOM	Tom	PROPN	_	_	4	nsubj	_	Speech=0.00,0.00,0.90
2	LEE	Lee	PROPN	_	_	1	flat	_	Speech=0.00,0.00,0.90
3	:	:	PUNCT	_	_	1	punct	_	_
4	Mend	mend	VERB	_	_	0	root	_	Speech=0.00,0.00,0.00
5	it	it	PRON	_	_	4	obj	_	Speech=0.00,0.00,0.00
6	.	.	PUNCT	_	_	4	punct	_	_
"""


def test_a_turn_is_speech_though_the_reader_takes_its_words_for_none() -> None:
    of = scene(TURNS)
    said = statements(of, load())
    assert [s.of(of.article.text) for a in said for s in a.content] == ["It leaks.", "Mend it."]
    assert {a.rule for a in said} == {"en/turn"}
