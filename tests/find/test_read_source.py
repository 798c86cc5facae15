"""Who is taken for the source where the grammar's is none to the reader? On parses by hand."""

from __future__ import annotations

import pytest

from attribution.authoring.example import article
from attribution.extract import statements
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.parse import conllu
from attribution.result import Attribution
from attribution.rulebook.book import load

MISREAD = """\
# newdoc id = misread
# document = "Goalkeeper Ruiz through Chirper said that it rained."
1	Goalkeeper	goalkeep	VERB	_	_	5	advcl	_	Speech=0.00,0.10,0.90
2	Ruiz	Ruiz	PROPN	_	_	1	obj	_	ner=S-PERSON|Speech=0.00,0.00,{ruiz}
3	through	through	ADP	_	_	4	case	_	Speech=0.00,0.00,0.10
4	Chirper	Chirper	PROPN	_	_	5	{relation}	_	ner=S-ORG|Speech=0.00,0.00,{chirper}
5	said	say	VERB	_	_	0	root	_	Speech=0.00,0.90,0.00
6	that	that	SCONJ	_	_	8	mark	_	Speech=0.90,0.00,0.00
7	it	it	PRON	_	_	8	nsubj	_	Speech=0.90,0.00,0.00
8	rained	rain	VERB	_	_	5	ccomp	_	Speech=0.90,0.00,0.00
9	.	.	PUNCT	_	_	5	punct	_	Speech=0.10,0.00,0.00
"""

AROUND = """\
# newdoc id = around
# document = "“It is morning still,” he posited, “{it} is a hard one.”"
1	“	“	PUNCT	_	_	4	punct	_	SpaceAfter=No|Speech=0.90,0.00,0.00
2	It	it	PRON	_	_	4	nsubj	_	Speech=0.90,0.00,0.00
3	is	be	AUX	_	_	4	cop	_	Speech=0.90,0.00,0.00
4	morning	morning	NOUN	_	_	9	ccomp	_	Speech=0.90,0.00,0.00
5	still	still	ADV	_	_	4	advmod	_	SpaceAfter=No|Speech=0.90,0.00,0.00
6	,	,	PUNCT	_	_	9	punct	_	SpaceAfter=No|Speech=0.90,0.00,0.00
7	”	”	PUNCT	_	_	9	punct	_	Speech=0.90,0.00,0.00
8	he	he	PRON	_	_	9	nsubj	_	Speech=0.00,0.00,0.90
9	posited	posit	VERB	_	_	0	root	_	SpaceAfter=No|Speech=0.00,0.90,0.00
10	,	,	PUNCT	_	_	9	punct	_	Speech=0.00,0.00,0.00
11	“	“	PUNCT	_	_	16	punct	_	SpaceAfter=No|Speech=0.90,0.00,0.00
12	{it}	it	PRON	_	_	16	nsubj	_	Speech=0.90,0.00,0.00
13	is	be	AUX	_	_	16	cop	_	Speech=0.90,0.00,0.00
14	a	a	DET	_	_	16	det	_	Speech=0.90,0.00,0.00
15	hard	hard	ADJ	_	_	16	amod	_	Speech=0.90,0.00,0.00
16	one	one	NOUN	_	_	9	ccomp	_	SpaceAfter=No|Speech=0.90,0.00,0.00
17	.	.	PUNCT	_	_	9	punct	_	SpaceAfter=No|Speech=0.90,0.00,0.00
18	”	”	PUNCT	_	_	16	punct	_	Speech=0.90,0.00,0.00
"""


def found(parse: str) -> tuple[str, list[Attribution]]:
    [stored] = conllu.read(parse)
    source = article("a", stored.text)
    return source.text, statements(Scene(source, stored.document, scan(source)), load())


@pytest.mark.parametrize(
    ("relation", "ruiz", "chirper", "source"),
    [
        ("obl", "0.90", "0.10", ["Ruiz"]),
        ("obl", "0.90", "0.30", ["Chirper"]),
        ("obl", "0.60", "0.10", ["Chirper"]),
        ("nsubj", "0.90", "0.10", ["Chirper"]),
    ],
    ids=["who-reads-as-one", "the-own-one-may-be", "nobody-surer", "a-name-that-is-the-subject"],
)
def test_the_source_is_who_reads_as_one(relation, ruiz, chirper, source):
    text, said = found(MISREAD.format(relation=relation, ruiz=ruiz, chirper=chirper))
    assert [s.of(text).split()[-1] for a in said for s in a.source] == source


@pytest.mark.parametrize(("it", "together"), [("it", True), ("It", False)])
def test_two_quotations_around_a_verb_are_one_where_the_sentence_goes_on(it, together):
    text, said = found(AROUND.format(it=it))
    parts = [[s.of(text) for s in a.content] for a in said]
    assert (["“It is morning still,”", f"“{it} is a hard one.”"] in parts) is together
