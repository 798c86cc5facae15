"""Small articles whose parses are written by hand and kept, so that the program runs without a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attribution.parse import conllu, model_pack, parse_cache
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.rulebook.book import load

STORY = """\
# newdoc id = story
# document = "The mayor, Ana Ruiz, smiled.\\n\\n“We are ready,” she said.\\n"
1	The	the	DET	_	_	2	det	_	_
2	mayor	mayor	NOUN	_	Number=Sing	7	nsubj	_	_
3	,	,	PUNCT	_	_	4	punct	_	_
4	Ana	Ana	PROPN	_	Number=Sing	2	appos	_	ner=B-PERSON
5	Ruiz	Ruiz	PROPN	_	Number=Sing	4	flat	_	ner=I-PERSON
6	,	,	PUNCT	_	_	2	punct	_	_
7	smiled	smile	VERB	_	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
8	.	.	PUNCT	_	_	7	punct	_	_

1	“	“	PUNCT	_	_	4	punct	_	_
2	We	we	PRON	_	Case=Nom|Number=Plur|Person=1|PronType=Prs	4	nsubj	_	_
3	are	be	AUX	_	_	4	cop	_	_
4	ready	ready	ADJ	_	_	8	ccomp	_	_
5	,	,	PUNCT	_	_	8	punct	_	_
6	”	”	PUNCT	_	_	4	punct	_	_
7	she	she	PRON	_	Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs	8	nsubj	_	_
8	said	say	VERB	_	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
9	.	.	PUNCT	_	_	8	punct	_	_
"""
MUMBLE = """\
# newdoc id = mumble
# document = "Tom Lee mumbled it rained.\\n"
1	Tom	Tom	PROPN	_	Number=Sing	3	nsubj	_	ner=B-PERSON
2	Lee	Lee	PROPN	_	Number=Sing	1	flat	_	ner=I-PERSON
3	mumbled	mumble	VERB	_	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
4	it	it	PRON	_	_	5	expl	_	_
5	rained	rain	VERB	_	_	3	ccomp	_	_
6	.	.	PUNCT	_	_	3	punct	_	_
"""


def corpus(
    folder: Path,
    rules: Sequence[Path] = (),
    models: model_pack.Models = model_pack.SHIPPED_PACK,
    **articles: str,
) -> list[str]:
    """Writes each article (given as CoNLL-U) to ``name.txt`` and its parse into the cache at
    ``folder/cache``; the paths. ``rules`` and ``models`` are those that the articles will be read with."""
    lists = reading_lists(load(rules))
    store = parse_cache.ParseCache(folder / "cache")
    paths = []
    for name, text in articles.items():
        [stored] = conllu.read(text)
        path = folder / f"{name}.txt"
        path.write_text(stored.text, encoding="utf-8")
        [article] = read([path], lists).articles
        packs = model_pack.for_languages(models, [article.language])
        store.put(parse_cache.key(article, packs[article.language].id), stored.document)
        paths.append(str(path))
    store.close()
    return paths
