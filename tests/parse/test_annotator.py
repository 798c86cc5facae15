"""Do parses point at the article's own characters, and does nothing in an article stop the parser? With the
shipped models."""

from __future__ import annotations

import re

import pytest

from attribution.article import Article, Region
from attribution.document import Document
from attribution.parse.annotator import Annotator
from attribution.parse.convert import convert
from attribution.parse.prepared import Prepared
from attribution.parse.shared_reader import SharedReader
from attribution.parse.spanning_tree import is_tree, short_way
from attribution.parse.whole_sentences import LONGEST_SENTENCE, joined

ODD = (
    "Bridge\u00a0shut\r\n\r\n"
    "  The mayor,\tAna  Ruiz,\r\nsaid she\u2009didn't know.  \r\n\r\n"
    "Related: “Tom Lee says no” \U0001f309\r\n\r\n"
    "\U0001f642 “It's the city’s bridge,” Ruiz\u2028added.\r\n"
)


def article(text: str, furniture: str = "Related", id: str = "a.txt") -> Article:
    """Paragraphs are set apart by blank lines; one that begins with the given word is no part of the
    story."""
    regions = tuple(
        Region("furniture" if m.group().startswith(furniture) else "body", m.start(), m.end())
        for m in re.finditer(r"\S(?:.|\s(?!\s*\n))*", text)
    )
    return Article(id, text, regions)


def parse(annotator: Annotator, *articles: Article) -> list[Document]:
    done = list(annotator.parse(articles))
    assert [a for a, _ in done] == list(articles)
    return [d for _, d in done]


def assert_true(source: Article, document: Document) -> None:
    """Every offset of the parse points at the characters that it names, inside one paragraph of the story."""
    last = 0
    body = [r for r in source.regions if r.kind == "body"]
    for sentence in document.sentences:
        assert any(r.start <= sentence.start < sentence.end <= r.end for r in body)
        assert sum(w.head == -1 for w in sentence.words) >= 1
        for i, word in enumerate(sentence.words):
            assert word.index == i and -1 <= word.head < len(sentence.words) and word.head != i
            assert last <= word.start < word.end
            assert source.text[word.start : word.end].split() == word.text.split()
            last = word.end
    starts = {w.start for s in document.sentences for w in s.words}
    ends = {w.end for s in document.sentences for w in s.words}
    for start, end in [(n.start, n.end) for n in document.names] + [
        (m.start, m.end) for c in document.chains for m in c
    ]:
        assert start < end and start in starts and end in ends


def test_offsets_on_odd_spaces_and_line_ends_with_furniture_between(annotator):
    source = article(ODD)
    [document] = parse(annotator, source)
    assert_true(source, document)
    words = [w.text for s in document.sentences for w in s.words]
    assert words[:2] == ["Bridge", "shut"] and {"did", "n't"} <= set(words) and "\U0001f642" in words
    assert "Lee" not in words
    assert {ODD[n.start : n.end].split()[-1] for n in document.names if n.type == "PERSON"} == {"Ruiz"}
    she = next(w for s in document.sentences for w in s.words if w.text == "she")
    chain = next(c for c in document.chains if any(m.start == she.start for m in c))
    assert any("Ruiz" in m.of(ODD) for m in chain)


def test_an_article_is_parsed_alike_alone_and_among_others(annotator):
    one, two, empty = (
        article(ODD),
        article("Tom Lee said that it rained.", id="b.txt"),
        article("", id="c.txt"),
    )
    assert parse(annotator, one, empty, two) == [*parse(annotator, one), Document(()), *parse(annotator, two)]


@pytest.mark.parametrize("text", ["", "   \r\n\t ", "Related: “nothing but that”"])
def test_an_article_of_no_words_is_an_empty_parse(annotator, text):
    assert parse(annotator, article(text)) == [Document(())]


def test_a_sentence_that_is_cut_and_a_word_of_nine_hundred_letters(annotator):
    source = article(
        "The mayor said that "
        + "the old bridge and " * 99
        + "the road.\n\nAna Ruiz called it "
        + "a" * 900
        + "."
    )
    [document] = parse(annotator, source)
    assert_true(source, document)
    assert max(len(s.words) for s in document.sentences) <= LONGEST_SENTENCE
    assert sum(len(s.words) for s in document.sentences) >= 400
    assert "a" * 900 in {w.text for w in document.sentences[-1].words}


def test_letters_without_end_are_no_word_and_cost_the_rest_nothing(annotator):
    said = "The mayor said that it rained."
    data = "x" * 300_000
    [alone, beside] = parse(annotator, article(said), article(f"{said}\n\n{data}"))
    assert beside == alone


@pytest.mark.parametrize("nothing", ["\u00ad", "\u200b\u200b", "\ufffd"])
def test_a_word_of_nothing_visible_does_not_cost_coreference(annotator, nothing):
    [document] = parse(annotator, article(f"Ana Ruiz said {nothing} that she was ready. She left."))
    assert document.gaps == () and document.chains


def test_coreference_that_fails_is_a_gap_and_costs_no_grammar(annotator, monkeypatch):
    source = article(ODD)
    [whole] = parse(annotator, source)
    monkeypatch.setattr(SharedReader, "chains", None)  # a part of the real model is gone
    [document] = parse(annotator, source)
    assert document.gaps == ("coreference",) and document.chains == ()
    assert document.sentences == whole.sentences and document.names == whole.names


# Stanza's official English models split "won't" and "'Tis" into the words of one token; a token's offsets
# stand in MISC.
TOKENS = """\
# text = Ana won't.
# sent_id = 0
1	Ana	Ana	PROPN	NNP	Number=Sing	3	nsubj	_	start_char=0|end_char=3|ner=S-PERSON
2-3	won't	_	_	_	_	_	_	_	start_char=4|end_char=9|ner=O|SpaceAfter=No
2	wo	will	AUX	MD	VerbForm=Fin	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
4	.	.	PUNCT	.	_	2	punct	_	start_char=9|end_char=10|ner=O

# text = I gotta see du Monde.
# sent_id = 1
1	I	I	PRON	PRP	_	2	nsubj	_	start_char=12|end_char=13|ner=O
2-3	gotta	_	_	_	_	_	_	_	start_char=14|end_char=19|ner=O
2	got	get	VERB	VBN	_	0	root	_	_
3	to	to	PART	TO	_	4	mark	_	_
4	see	see	VERB	VB	_	2	xcomp	_	start_char=20|end_char=23|ner=O
5-6	du	_	_	_	_	_	_	_	start_char=24|end_char=26|ner=B-FAC
5	de	de	ADP	IN	_	7	case	_	_
6	le	le	DET	DT	_	7	det	_	_
7	Monde	Monde	PROPN	NNP	_	4	obj	_	start_char=27|end_char=32|ner=E-FAC|SpaceAfter=No
8	.	.	PUNCT	.	_	4	punct	_	start_char=32|end_char=33|ner=O|SpaceAfter=No

"""


def test_multi_word_tokens():
    from stanza.utils.conll import CoNLL

    source = article("Related: tea\n\nAna won't.\n\nI gotta see du Monde.")
    parsed = CoNLL.conll2doc(input_str=TOKENS)
    parsed.build_ents()
    document = convert(Prepared(source), parsed)
    text = source.text
    first, second = document.sentences
    assert [(w.text, text[w.start : w.end]) for w in first.words] == [
        ("Ana", "Ana"),
        ("wo", "wo"),
        ("n't", "n't"),
        (".", "."),
    ]
    assert [(w.text, text[w.start : w.end]) for w in second.words] == [
        ("I", "I"),
        ("got", "gotta"),
        ("to", "gotta"),
        ("see", "see"),
        ("de", "du"),
        ("le", "du"),
        ("Monde", "Monde"),
        (".", "."),
    ]
    assert [w.head for w in second.words] == [1, -1, 3, 1, 6, 6, 3, 3] and second.children[6] == (4, 5)
    assert [(text[n.start : n.end], n.type) for n in document.names] == [
        ("Ana", "PERSON"),
        ("du Monde", "PLACE"),
    ]
    assert [w.ner for w in second.words] == ["", "", "", "", "PLACE", "PLACE", "PLACE", ""]


CUT = """\
1	Leader	Leader	PROPN	_	_	0	root	_	start_char=0|end_char=6
2	Ana	Ana	PROPN	_	_	1	flat	_	start_char=7|end_char=10

1	Ruiz	Ruiz	PROPN	_	_	2	nsubj	_	start_char=11|end_char=15
2	left	leave	VERB	_	_	0	root	_	start_char=16|end_char=20

1	Wet	wet	ADJ	_	_	2	amod	_	start_char=21|end_char=24
2	roads	road	NOUN	_	_	0	root	_	start_char=25|end_char=30

"""


def test_a_sentence_that_the_tokenizer_cuts_without_a_mark_is_put_together():
    from stanza.utils.conll import CoNLL

    source = article("Leader Ana Ruiz left\nWet roads")  # a line of its own may be a heading
    parsed = CoNLL.conll2doc(input_str=CUT)
    parsed.text = (prepared := Prepared(source)).text
    whole = joined(parsed, prepared)
    assert [[t.text for t in s.tokens] for s in whole.sentences] == [
        ["Leader", "Ana", "Ruiz", "left"],
        ["Wet", "roads"],
    ]
    assert [t.id[0] for t in whole.sentences[0].tokens] == [1, 2, 3, 4]
    assert [(t.start_char, t.end_char) for t in whole.sentences[0].tokens] == [
        (0, 6),
        (7, 10),
        (11, 15),
        (16, 20),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Council leader Frances Abery turned up at the gates in a pink mac.",
        "Brave Toby Yeo, nine, is drawing again after medics sewed his hand back on.",
    ],
)
def test_a_sentence_of_one_line_stays_whole(annotator, text):
    [document] = parse(annotator, article(text))
    assert_true(article(text), document)
    assert [w.index for s in document.sentences for w in s.words] == list(
        range(len(document.sentences[0].words))
    )


# ------------------------------------------------------------------- trees


def test_the_short_way_finds_the_same_trees_as_stanza_does():
    import numpy as np
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds, chuliu_edmonds_one_root

    asked: list[int] = []

    def one_root(scores):
        asked.append(len(scores))
        return chuliu_edmonds_one_root(scores)

    best, random = short_way(chuliu_edmonds, one_root), np.random.default_rng(1)
    # Weak arcs from the root are the usual case, strong ones give several roots, even ones give circles.
    for root in (-3.0, 0.0, 3.0):
        for length in range(2, 14):
            for _ in range(8):
                scores = random.normal(-9, size=(length, length)).astype(
                    np.float32
                )  # the parser gives logarithms
                scores[:, 0] += root
                before = scores.copy()
                assert best(scores).tolist() == chuliu_edmonds_one_root(scores).tolist()
                assert (scores == before).all()
    assert 0 < len(asked) < 200


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        ([0, 0], True),
        ([0, 2, 0, 2], True),
        ([0, 2, 1, 0], False),
        ([0, 1], False),
        ([0, *range(40)], True),
        ([0, 40, *range(1, 40)], False),
    ],
)
def test_a_tree_has_no_circle(heads, tree):
    import numpy as np

    assert is_tree(np.array(heads)) is tree
