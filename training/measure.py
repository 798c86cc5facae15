"""What a pack is measured by; each function takes opened models and gold data and returns plain numbers."""

import io
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from stanza import Document, Pipeline
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.doc import Document as Sentences
from stanza.models.common.utils import ud_scores
from stanza.models.coref.cluster_checker import ClusterChecker
from stanza.models.coref.model import CorefModel
from stanza.models.depparse import model as parser
from stanza.models.ner.scorer import score_by_entity
from stanza.models.ner.utils import process_tags

from training.trees import Tree, conllu, raw_text

TREE_METRICS = ("Words", "Sentences", "UPOS", "UFeats", "Lemmas", "UAS", "LAS")
GRAMMAR = ("tokenize", "mwt", "pos", "lemma", "depparse")


def trees(nlp: Pipeline, gold: Sequence[Tree]) -> dict[str, float]:
    """F1 in percent from raw text, by the scorer of the CoNLL 2018 shared task (Zeman et al. 2018) as Stanza
    has it."""
    document = nlp(raw_text(list(gold)))
    restore_forms(document)
    scores = ud_scores(io.StringIO(conllu(gold)), io.StringIO(f"{document:C}\n\n"))
    return {metric: 100 * scores[metric].f1 for metric in TREE_METRICS}


def restore_forms(document: Document) -> None:
    """Gives very long tokens their letters back, for which Stanza's tokenizer writes `<UNK>`."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            form = document.text[token.start_char : token.end_char]
            if token.text != form and len(token.words) == 1:
                token.text = token.words[0].text = form


def names(nlp: Pipeline, file: Path) -> float:
    """F1 in percent over whole names of the right type, on given words."""
    gold = [
        [(w["text"], w["ner"]) for w in sentence] for sentence in json.loads(file.read_text(encoding="utf-8"))
    ]
    found = nlp(Sentences([[{"id": i, "text": text} for i, (text, _) in enumerate(s, 1)] for s in gold]))
    tags = [[tag for _, tag in sentence] for sentence in process_tags(gold, "bioes")]
    _, _, f1 = score_by_entity([[t.ner for t in s.tokens] for s in found.sentences], tags, verbose=False)[:3]
    return 100 * f1


def coreference(model: CorefModel, file: Path, treebank: Sequence[Tree]) -> dict[str, float]:
    """`conll`: mean of MUC, B³ and CEAFe F1 over head words (Pradhan et al. 2012), as Stanza computes it.
    `pronouns`: of the personal pronouns whose gold chain has a name, how many are in a found chain most of
    whose names are of that chain. What is a pronoun or a name the treebank says, which has the same
    documents.
    """
    tagged = tags_of(treebank)
    checker, right, pronouns = ClusterChecker(), 0, 0
    for gold in json.loads(file.read_text(encoding="utf-8")):
        result = model.run(model.build_doc(dict(gold)))  # it empties the chains of what it is given
        checker.add_predictions(gold["word_clusters"], result.word_clusters)
        tags = tagged.get(gold["document_id"], [])
        if [form for form, _, _ in tags] != gold["cased_words"]:
            raise ValueError(f"{gold['document_id']}: other words in the treebank than in {file.name}")
        chain_of = {word: set(chain) for chain in result.word_clusters for word in chain}
        for chain in gold["word_clusters"]:
            if not any(tags[w][1] == "PROPN" for w in chain):
                continue
            for word in chain:
                if tags[word][2] not in ("PRP", "PRP$"):
                    continue
                found = [w for w in chain_of.get(word, ()) if tags[w][1] == "PROPN"]
                pronouns += 1
                right += 2 * len(set(found) & set(chain)) > len(found)
    return {
        "conll": 100 * checker.bakeoff,
        "pronouns": 100 * right / max(1, pronouns),
        "pronouns_counted": pronouns,
    }


def tags_of(treebank: Sequence[Tree]) -> dict[str, list[tuple[str, str, str]]]:
    """(form, UPOS, XPOS) of the words of each document."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    name = ""
    for tree in treebank:
        name = tree.document or name
        found.setdefault(name, []).extend((w.form, w.upos, w.xpos) for w in tree.words)
    return found


def seconds(work: Iterable[object]) -> float:
    """Processor time that it takes to run through `work`: other programs on the machine do not count."""
    start = time.process_time()
    for _ in work:
        pass
    return time.process_time() - start


STANZAS_SEARCH = "depparse with Stanza's tree search"


def speed(nlp: Pipeline, model: CorefModel | None, texts: Sequence[str]) -> dict[str, float]:
    """Words per second of processor time, one thread, of every step; of the parser also as Stanza runs it by
    itself."""
    documents = [Document([], text=text) for text in texts]
    took = {}
    for name in (*GRAMMAR, "ner"):
        if name in nlp.processors:
            start = time.process_time()
            documents = nlp.processors[name].bulk_process(documents)
            took[name] = time.process_time() - start
    if "depparse" in took:
        short, parser.chuliu_edmonds_one_root = parser.chuliu_edmonds_one_root, chuliu_edmonds_one_root
        took[STANZAS_SEARCH] = seconds(nlp.processors["depparse"].bulk_process(d) for d in (documents,))
        parser.chuliu_edmonds_one_root = short
    words = sum(len(s.words) for d in documents for s in d.sentences)
    result = {name: words / used for name, used in took.items()}
    if model:
        result["coref"] = words / seconds(model.run(model.build_doc(as_coref(d))) for d in documents)
    return result


def as_coref(document: Document) -> dict:
    """A parsed document in wl-coref's format, without chains."""
    words = [(i, w.text) for i, s in enumerate(document.sentences) for w in s.words]
    return {
        "document_id": "wb_doc_1",
        "cased_words": [text[:60] for _, text in words],
        "sent_id": [i for i, _ in words],
        "speaker": ["_"] * len(words),
    }
