"""The corpora as texts with all that is known of their words, each label once, whatever file it comes from.

GUM's trees and OntoGUM's chains are of the same documents, and so are the marked speech, the silver trees and
the silver chains of news: a text that is read once teaches all of these heads.

    python -m training.texts

keeps them in the work folder, so that the steps after it need neither the corpora nor what reads them.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from attribution.measure.gold import GoldAttribution, read_gold
from training.settings import corpus
from training.text import Chain, Text, keep
from training.trees import Tree, read_trees


def squeezed(text: str) -> tuple[str, list[int]]:
    """A text without its blanks, and where each character that is left stood."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text[i] for i in places), places


def of_trees(trees: Iterable[Tree]) -> Iterator[Text]:
    """A treebank's documents."""
    documents: list[list[Tree]] = []
    for tree in trees:
        if tree.document or not documents:
            documents.append([])
        documents[-1].append(tree)
    for document in documents:
        text = Text([], [], [], [], [], [], ends=True, name=document[0].document)
        for number, tree in enumerate(document):
            first = len(text.words)
            last = number + 1 == len(document) or document[number + 1].paragraph
            text.words += [w.form for w in tree.words]
            text.sentences += [number] * len(tree.words)
            text.breaks += [False] * (len(tree.words) - 1) + [last]
            text.tags += [(w.upos, w.xpos, w.feats) for w in tree.words]
            text.heads += [first + w.head - 1 if w.head else -1 for w in tree.words]
            text.relations += [w.deprel for w in tree.words]
        yield text


def of_names(file: Path) -> Iterator[Text]:
    """Documents of names: a new one begins where a sentence is an address."""
    text = Text([], [], [], names=[])
    for number, sentence in enumerate(json.loads(file.read_text(encoding="utf-8"))):
        if text.words and sentence[0]["text"].startswith("http"):
            yield text
            text = Text([], [], [], names=[])
        text.words += [w["text"] for w in sentence]
        text.sentences += [number] * len(sentence)
        text.breaks += [False] * len(sentence)
        text.names += [w["ner"] for w in sentence]
    yield text


def chains_of(document: dict) -> list[Chain]:
    """The chains of a document in wl-coref's format."""
    span = {head: (begin, end) for head, begin, end in document["head2span"]}
    return [
        [(head, *span.get(head, (-1, -1))) for head in sorted(chain)] for chain in document["word_clusters"]
    ]


def of_chains(documents: Iterable[dict]) -> Iterator[Text]:
    for document in documents:
        words = document["cased_words"]
        yield Text(
            words,
            document["sent_id"],
            [False] * len(words),
            chains=chains_of(document),
            name=document["document_id"],
        )


def treebank(part: str) -> list[Text]:
    """EWT and GUM, with OntoGUM's chains where the words are the same; chains without trees after them."""
    texts = list(of_trees(read_trees(corpus(f"treebank/en_combined.{part}.conllu"))))
    chained = {
        t.name: t
        for t in of_chains(json.loads(corpus(f"coref/ontogum.{part}.json").read_text(encoding="utf-8")))
    }
    for text in texts:
        if text.name in chained and chained[text.name].words == text.words:
            text.chains = chained.pop(text.name).chains
    return texts + list(chained.values())


def news(part: str) -> list[Text]:
    """PolNeAR's articles with their speech and, for the training part, silver trees and chains."""
    gold, _ = read_gold(corpus(f"polnear/{part}"))
    trees = read_trees(corpus("silver/news.train.conllu.gz"))
    with gzip.open(corpus("coref/silver.train.json.gz"), "rt", encoding="utf-8") as file:
        pieces = json.load(file)
    return list(articles(gold, trees, pieces))


def articles(
    gold: dict[str, tuple[str, list[GoldAttribution]]], trees: list[Tree], pieces: list[dict]
) -> Iterator[Text]:
    """Each article's silver trees, found again in its text, with the speech that people marked and the
    chains."""
    flat = {name: squeezed(text) for name, (text, _) in gold.items()}
    left = dict(flat)
    current, at = "", 0
    found: dict[str, list[tuple[Tree, int]]] = {name: [] for name in gold}
    for tree in trees:
        form = "".join("".join(w.form.split()) for w in tree.words)
        place = flat[current][0].find(form, at, at + 3000 + len(form)) if current else -1
        if place < 0 and len(form) > 25:
            other = next((n for n, (text, _) in left.items() if form in text), "")
            if other and other != current:
                current, at = other, 0
                del left[other]
                place = flat[current][0].find(form)
        if place >= 0:
            found[current].append((tree, place))
            at = place + len(form)
    chained: dict[str, list[dict]] = {}
    for piece in pieces:
        chained.setdefault(piece["document_id"].removeprefix("polnear_").rpartition("_")[0], []).append(piece)
    for name, (text, attributions) in gold.items():
        if found[name]:
            yield article(name, text, attributions, flat[name], found[name], chained.get(name, []))


def article(
    name: str,
    text: str,
    attributions: list[GoldAttribution],
    flat: tuple[str, list[int]],
    trees: list[tuple[Tree, int]],
    pieces: list[dict],
) -> Text:
    result = Text([], [], [], heads=[], relations=[], speech=[], chains=[], silver=True, name=name)
    marked = [bytearray(len(text)) for _ in range(3)]
    for attribution in attributions:
        for marks, spans in zip(
            marked, (attribution.content, attribution.cue, attribution.source), strict=True
        ):
            for start, end in spans:
                marks[start:end] = b"\1" * (end - start)
    word_at: dict[int, int] = {}
    for number, (tree, place) in enumerate(trees):
        first = len(result.words)
        for word in tree.words:
            form = "".join(word.form.split())
            start, last = flat[1][place], flat[1][place + len(form) - 1]
            word_at.update((i, len(result.words)) for i in range(place, place + len(form)))
            place += len(form)
            result.words.append(word.form)
            result.sentences.append(number)
            following = text[last + 1 : flat[1][place] if place < len(flat[1]) else len(text)]
            result.breaks.append("\n" in following)
            result.speech.append(tuple(any(marks[start : last + 1]) for marks in marked))
            result.heads.append(first + word.head - 1 if word.head else -1)
            result.relations.append(word.deprel)
    at = 0
    for piece in sorted(pieces, key=lambda p: int(p["document_id"].rpartition("_")[2])):
        forms = ["".join(w.split()) for w in piece["cased_words"]]
        place = flat[0].find("".join(forms[:12]), at)
        if place < 0:
            continue
        numbers: list[int | None] = []
        for form in forms:
            here = flat[0].find(form, place, place + 60 + len(form))
            if here >= 0:
                place = here + len(form)
            numbers.append(word_at.get(here) if here >= 0 else None)
        at = place
        for chain in chains_of(piece):
            heads = sorted({first_of_name(result, numbers[h]) for h, _, _ in chain if numbers[h] is not None})
            if len(heads) > 1:
                result.chains.append([(h, -1, -1) for h in heads])
    return result


def first_of_name(text: Text, word: int) -> int:
    """The head of a name as Universal Dependencies has it, its first word; the chains that come with the news
    have its last."""
    while text.relations[word] == "flat" and text.heads[word] >= 0:
        word = text.heads[word]
    return word


def main() -> None:
    """Keeps the texts of every corpus."""
    texts = {
        "treebank": treebank("train"),
        "news": news("train"),
        "names": list(of_names(corpus("ner/ww.train.json"))),
        "dev": [*treebank("dev"), *of_names(corpus("ner/ww.dev.json"))],
    }
    keep(texts)
    for name, of_it in texts.items():
        print(f"{name}: {len(of_it)} texts, {sum(len(text.words) for text in of_it)} words", flush=True)


if __name__ == "__main__":
    main()
