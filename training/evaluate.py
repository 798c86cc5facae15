"""Measures a pack, beside another one, and writes its card.

python -m training.evaluate PACK [--against PACK] [--only trees,names,coreference,speech,speed] [--no-card]

PACK is a folder, the name of a shipped pack, or `official`. The card (`README.md`, `card.json`) goes into the
pack's folder. Scores are kept in `scores/` in the work folder under the pack's id, which changes with the
pack; speed is measured each time.
"""

import argparse
import json
from collections.abc import Callable

from attribution.parse.model_pack import Pack, find
from training import card, measure
from training.packs import chain_finder, open_coref, open_everything, open_grammar
from training.runs import speech_runs
from training.settings import SETTINGS, WORK, corpus
from training.speech import speech_edges
from training.trees import Tree, read_trees

WHAT = ("trees", "names", "coreference", "speech", "runs", "heads", "speed")


def of_genre(trees: list[Tree], genre: str) -> list[Tree]:
    """The sentences of the documents whose name has the genre in it."""
    document = ""
    named = [(document := tree.document or document, tree) for tree in trees]
    return [tree for name, tree in named if f"_{genre}_" in name]


def treebanks() -> dict[str, list[Tree]]:
    gum = read_trees(corpus("treebank/en_gum.test.conllu"))
    return {
        "EWT test": read_trees(corpus("treebank/en_ewt.test.conllu")),
        "GUM test": gum,
        "GUM test, news": of_genre(gum, "news"),
    }


def grammar_scores(pack: Pack) -> dict:
    nlp = open_grammar(pack, "tokenize", "pos", "lemma", "depparse")
    return {name: measure.trees(nlp, gold) for name, gold in treebanks().items()}


def name_scores(pack: Pack) -> dict:
    nlp = open_grammar(pack, "tokenize", "ner", given_words=True)
    return {"Worldwide Newswire dev": measure.names(nlp, corpus("ner/ww.dev.json"))}


def coreference_scores(pack: Pack) -> dict:
    finder = chain_finder(pack)
    if finder is None:
        return {}
    treebank = read_trees(corpus("treebank/en_combined.dev.conllu"))
    return {"OntoGUM dev": measure.coreference(finder, corpus("coref/ontogum.dev.json"), treebank)}


def speech_scores(pack: Pack) -> dict:
    nlp = open_grammar(pack, "tokenize", "pos", "lemma", "depparse")
    return speech_edges(nlp, corpus("polnear/dev"))


def run_scores(pack: Pack) -> dict:
    if not pack.shared:
        return {}
    return speech_runs(open_grammar(pack, "tokenize", "pos"), corpus("polnear/dev"))


def head_costs(pack: Pack) -> dict:
    return (
        measure.heads(open_grammar(pack, "tokenize", "pos"), pack.shared, articles()) if pack.shared else {}
    )


def articles() -> list[str]:
    """The articles that speed is measured on."""
    files = sorted(corpus("polnear/dev/text").glob("*.txt"))[: SETTINGS["evaluate"]["speed_articles"]]
    return [file.read_text(encoding="utf-8") for file in files]


MEASURES: dict[str, Callable[[Pack], dict]] = {
    "trees": grammar_scores,
    "names": name_scores,
    "coreference": coreference_scores,
    "speech": speech_scores,
    "runs": run_scores,
    "heads": head_costs,
}


def kept(pack: Pack, name: str) -> dict:
    """The scores of one kind, measured unless they have been."""
    file = WORK / "scores" / f"{pack.id}.{name}.json"
    if not file.exists():
        found = MEASURES[name](pack)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


def speeds(packs: list[Pack]) -> list[dict]:
    """Words per second of every pack, turn by turn over the same articles in one run; of each step its best
    round counts, for what else the machine does can only slow it down. `grammar` is tokenize to depparse
    together, as the program runs them, `everything` also names and coreference. The shared reader reads all
    in the step `pos`.
    """

    def together(found: dict, *steps: str) -> float:
        return 1 / sum(1 / found[step] for step in steps if step in found)

    texts = articles()
    opened = [(open_everything(pack), open_coref(pack)) for pack in packs]
    rounds = [
        [measure.speed(nlp, coref, texts) for nlp, coref in opened]
        for _ in range(SETTINGS["evaluate"]["speed_rounds"])
    ]
    best = [{key: max(turn[i][key] for turn in rounds) for key in rounds[0][i]} for i in range(len(packs))]
    return [
        {
            "everything": together(found, *measure.GRAMMAR, "ner", "coref"),
            "grammar": together(found, *measure.GRAMMAR),
        }
        | found
        for found in best
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.evaluate")
    parser.add_argument("pack")
    parser.add_argument("--against", action="append", default=[])
    parser.add_argument("--only", default=",".join(WHAT))
    parser.add_argument("--no-card", action="store_true")
    arguments = parser.parse_args()
    packs = [find(name) for name in (arguments.pack, *arguments.against)]
    what = arguments.only.split(",")
    scores = {pack.id: {name: kept(pack, name) for name in MEASURES if name in what} for pack in packs}
    if "speed" in what:
        for pack, speed in zip(packs, speeds(packs), strict=True):
            scores[pack.id]["speed"] = speed
    print(card.table(scores))
    if not arguments.no_card and packs[0].folder:
        card.write(packs[0], scores)


if __name__ == "__main__":
    main()
