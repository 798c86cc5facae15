"""Does a content go on over the words beside it that read as content, and no farther? On a parse by hand."""

from __future__ import annotations

import pytest

from attribution.authoring.example import article
from attribution.extract import statements
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.parse import conllu
from attribution.rulebook.book import load

SENTENCE = """\
# newdoc id = extent
# document = "Ruiz said that it rained and it poured on Monday."
1	Ruiz	Ruiz	PROPN	_	_	2	nsubj	_	Speech=0.00,0.00,0.90
2	said	say	VERB	_	_	0	root	_	Speech=0.00,0.90,0.00
3	that	that	SCONJ	_	_	5	mark	_	Speech=0.90,0.00,0.00
4	it	it	PRON	_	_	5	nsubj	_	Speech=0.90,0.00,0.00
5	rained	rain	VERB	_	_	2	ccomp	_	Speech=0.90,0.00,0.00
6	and	and	CCONJ	_	_	8	cc	_	Speech={joined},0.00,0.00
7	it	it	PRON	_	_	8	nsubj	_	Speech={joined},0.00,0.00
8	poured	pour	VERB	_	_	2	conj	_	Speech={joined},0.00,0.00
9	on	on	ADP	_	_	10	case	_	Speech=0.90,0.00,0.00
10	Monday	Monday	PROPN	_	_	8	obl	_	Speech=0.10,0.00,0.00
11	.	.	PUNCT	_	_	2	punct	_	Speech=0.10,0.00,0.00
"""


@pytest.mark.parametrize(
    ("joined", "content"),
    [("0.80", "that it rained and it poured"), ("0.40", "that it rained")],
    ids=["reads-on", "does-not"],
)
def test_a_content_goes_on_as_far_as_the_words_read_as_content(joined, content):
    [stored] = conllu.read(SENTENCE.format(joined=joined))
    source = article("a", stored.text)
    said = statements(Scene(source, stored.document, scan(source)), load())
    assert [s.of(source.text) for a in said for s in a.content] == [content]
