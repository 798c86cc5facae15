"""Articles to parses with Stanza: words, grammar, names, coreference.

Only the body of an article is parsed; each of its paragraphs stands alone for the tokenizer, and offsets are
carried back to the article's text. Coreference runs over the whole article.
"""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, Any

from attribution.article import Article, Span
from attribution.document import Document, Name, Sentence, Word
from attribution.parse import spanning_tree
from attribution.parse.model_pack import GRAMMAR, Pack, PackError

if TYPE_CHECKING:
    from stanza import Document as StanzaDocument
    from stanza.models.common.doc import Sentence as StanzaSentence
    from stanza.models.common.doc import Token as StanzaToken

LONGEST_SENTENCE = 180
"""Words. The parser's memory grows with the square of the sentence; a longer one is cut, which no real
sentence needs."""
LONGEST_COREFERENCE = 2500
"""Words of one coreference run, whose memory grows with the square; a longer article is resolved in pieces.
"""
NO_WORD = re.compile(r"[!-~¡-ԯ]{1000,}")
"""A thousand letters and marks without a space, in a script that has spaces: data, no language. To the parser
it is space, since Stanza looks for addresses in square time."""
NAME_TYPES = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORGANIZATION": "ORG",
    "ORG": "ORG",
    "LOCATION": "PLACE",
    "LOC": "PLACE",
    "GPE": "PLACE",
    "FAC": "PLACE",
    "FACILITY": "PLACE",
    "NORP": "NORP",
}
"""The name types of OntoNotes and of English Worldwide Newswire, brought together; others keep their own."""


class Annotator:
    """Stanza with one model pack. Models are loaded at the first parse, so that an all-cached run loads
    none."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._grammar: Any = None
        self._coref: Any = None

    def parse(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Document]]:
        """Each article with its parse, in order, one after another: what is made of one does not depend on
        the others.

        Raises PackError as ``open`` does.
        """
        for article in articles:
            self.open()
            prepared = Prepared(article)
            [parsed] = self._grammar.bulk_process([prepared.text], processors=["tokenize"])
            parsed = _cut_long_sentences(joined(parsed, prepared))
            if parsed.sentences:
                rest = [p for p in ("pos", "lemma", "depparse", "ner") if p in self._grammar.processors]
                self._grammar.process(parsed, processors=rest)
            yield article, self._convert(prepared, parsed)

    def open(self) -> None:
        """Loads the models, unless they are loaded.

        Raises PackError (``pack-broken``, ``official-models-missing``) when they do not load.
        """
        if self._grammar is not None:
            return
        without_code()
        # Here because they take seconds, and a run with kept parses needs neither.
        import stanza
        import torch

        logging.getLogger("stanza").setLevel(logging.ERROR)
        spanning_tree.shorten()
        try:
            if self.pack.folder is None:
                self._grammar = stanza.Pipeline(
                    self.pack.language,
                    processors="tokenize,mwt,pos,lemma,depparse,ner,coref",
                    download_method=None,
                    use_gpu=torch.cuda.is_available(),
                    verbose=False,
                )
                self._coref = None
                return
            shared: dict[str, str] = {}
            wanted: tuple[str, ...] = (*GRAMMAR, "ner")
            if self.pack.shared:
                from attribution.parse.variants import options

                shared, wanted = options(self.pack.shared), (*wanted, "coref")
            self._grammar = stanza.Pipeline(
                self.pack.language,
                dir=str(self.pack.folder),
                package=None,
                download_method=None,
                use_gpu=torch.cuda.is_available(),
                processors=self.pack.processors(wanted),
                verbose=False,
                **shared,
            )
            if self.pack.coref:
                from stanza.models.coref.model import CorefModel
                from transformers.utils.logging import disable_progress_bar

                disable_progress_bar()

                self._coref = CorefModel.load_model(
                    str(self.pack.coref),
                    config_update={
                        "bert_model": str(self.pack.coref.parent / "minilm"),
                        "device": "cpu",
                        "log_norms": False,
                    },
                )
                self._coref.training = False
        except Exception as error:  # Stanza raises whatever its files make it raise
            if self.pack.folder is None:
                raise PackError(
                    "official-models-missing",
                    f"Stanza's official models for “{self.pack.language}” do not load: {error}",
                    "Run `python -c \"import stanza; stanza.download('"
                    f"{self.pack.language}')\"` once, online.",
                ) from error
            raise PackError(
                "pack-broken",
                f"the models in {self.pack.folder} do not load: {error}",
                "Copy the whole pack again; it needs the Stanza version named in its README.",
            ) from error

    def _convert(self, prepared: Prepared, parsed: StanzaDocument) -> Document:
        document = convert(prepared, parsed)
        try:
            if self._coref is not None:
                return replace(document, chains=tuple(self._chains(document.sentences)))
            if parsed.sentences and "coref" in self._grammar.processors:
                return replace(
                    document,
                    chains=tuple(
                        _official_chains(
                            self._grammar.processors["coref"].process(parsed), document.sentences
                        )
                    ),
                )
        except Exception as error:  # a failing model must not cost the article its grammar
            logging.getLogger(__name__).debug("coreference failed: %r", error)
            return replace(document, gaps=("coreference",))
        return document

    def _chains(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, ...]]:
        """Coreference chains, in pieces of whole sentences."""
        piece: list[Sentence] = []
        pieces = [piece]
        for sentence in sentences:
            if piece and sum(len(s.words) for s in piece) + len(sentence.words) > LONGEST_COREFERENCE:
                pieces.append(piece := [])
            piece.append(sentence)
        for piece in pieces:
            words = [w for s in piece for w in s.words]
            if not words:
                continue
            result = self._coref.run(
                self._coref.build_doc(
                    {
                        "document_id": "wb_doc_1",
                        "cased_words": [w.text[:60] if _seen(w.text) else "-" for w in words],
                        "sent_id": [s.index for s in piece for _ in s.words],
                        "speaker": ["_"] * len(words),
                    }
                )
            )
            for cluster in result.span_clusters:
                yield tuple(sorted(Span(words[a].start, words[b - 1].end) for a, b in cluster))


def without_code() -> None:
    """From here on transformers runs no code of models, never asks whether it may, and fetches nothing."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from transformers import dynamic_module_utils

    dynamic_module_utils.TIME_OUT_REMOTE_CODE = 0


def _seen(word: str) -> bool:
    """Whether the transformer's tokenizer finds anything in a word; it drops soft hyphens, widths of nothing
    and loose accents."""
    return any(
        unicodedata.category(c)[0] != "C" and unicodedata.category(c) != "Mn" and c != "\ufffd" for c in word
    )


class Prepared:
    """The body paragraphs of an article joined by blank lines, with the way back to its offsets."""

    def __init__(self, article: Article) -> None:
        blocks, self._starts, self._origins, length = [], [], [], 0
        for region in article.regions:
            if region.kind == "body" and region.start < region.end:
                self._starts.append(length)
                self._origins.append(region.start)
                # A line end inside a paragraph is a space to the tokenizer, of the same length.
                block = "".join(" " if c.isspace() else c for c in article.text[region.start : region.end])
                blocks.append(NO_WORD.sub(lambda found: " " * len(found[0]), block))
                length += len(block) + 2
        self.text = "\n\n".join(blocks)
        self._article = article.text

    def place(self, offset: int) -> int:
        """The article offset of an offset into the joined text."""
        block = bisect_right(self._starts, offset) - 1
        return self._origins[block] + offset - self._starts[block]

    def between(self, end: int, start: int) -> str:
        """What the article has between two offsets into the joined text, line ends and all."""
        return self._article[self.place(end - 1) + 1 : self.place(start)]


def convert(prepared: Prepared, parsed: StanzaDocument) -> Document:
    """Stanza's document as ours, without coreference: offsets are those of the article."""
    names = tuple(
        Name(
            prepared.place(e.start_char),
            prepared.place(e.end_char - 1) + 1,
            NAME_TYPES.get(e.type.upper(), e.type.upper()),
        )
        for e in parsed.ents or ()
    )
    kinds = {c: name.type for name in names for c in range(name.start, name.end)}
    speech = iter(parsed.reading.speech) if hasattr(parsed, "reading") else repeat(())
    return Document(
        tuple(_sentence(i, s, prepared, kinds, speech) for i, s in enumerate(parsed.sentences)), names
    )


def joined(document: StanzaDocument, prepared: Prepared) -> StanzaDocument:
    """The sentences, with those put together again that the tokenizer cut inside a line without any mark:
    "Council leader Frances | Abery went"."""
    cut = [
        prepared.between(a.tokens[-1].end_char, b.tokens[0].start_char) == " "
        and document.text[a.tokens[-1].end_char - 1].isalpha()
        for a, b in zip(document.sentences, document.sentences[1:], strict=False)
    ]
    if not any(cut):
        return document
    from stanza import Document as StanzaDocument

    sentences: list[list[dict[str, Any]]] = []
    for sentence, goes_on in zip(document.sentences, [False, *cut], strict=True):
        if not goes_on:
            sentences.append([])
        _append(sentences[-1], [token.to_dict() for token in sentence.tokens])
    return StanzaDocument(sentences, text=document.text)


def _append(piece: list[dict[str, Any]], tokens: Sequence[list[dict[str, Any]]]) -> None:
    """Put tokens behind those of a piece, numbered on."""
    for token in tokens:
        shift = len(piece) + 1 - (token[0]["id"] if isinstance(token[0]["id"], int) else token[0]["id"][0])
        for entry in token:
            number = entry["id"]
            entry["id"] = number + shift if isinstance(number, int) else tuple(n + shift for n in number)
        piece.extend(token)


def _cut_long_sentences(document: StanzaDocument) -> StanzaDocument:
    if all(len(s.words) <= LONGEST_SENTENCE for s in document.sentences):
        return document
    from stanza import Document as StanzaDocument

    sentences = []
    for sentence in document.sentences:
        tokens = [token.to_dict() for token in sentence.tokens]
        piece: list[dict[str, Any]] = []
        for token in tokens:
            if len(piece) + len(token) > LONGEST_SENTENCE:
                sentences.append(piece)
                piece = []
            _append(piece, [token])
        sentences.append(piece)
    return StanzaDocument(sentences, text=document.text)


def _sentence(
    index: int,
    sentence: StanzaSentence,
    prepared: Prepared,
    kinds: dict[int, str],
    speech: Iterator[tuple[float, ...]],
) -> Sentence:
    words: list[Word] = []
    for token in sentence.tokens:
        spans = _word_spans(token)
        for word, (start, end) in zip(token.words, spans, strict=True):
            begin = prepared.place(start)
            words.append(
                Word(
                    index=len(words),
                    start=begin,
                    end=prepared.place(end - 1) + 1,
                    text=prepared.text[start:end] if len(token.words) == 1 else word.text,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    feats=word.feats or "",
                    head=(word.head or 0) - 1,
                    deprel=word.deprel or "dep",
                    ner=kinds.get(begin, ""),
                    speech=next(speech),
                )
            )
    return Sentence.build(index, tuple(words))


def _word_spans(token: StanzaToken) -> list[tuple[int, int]]:
    """Offsets of a token's words: the pieces of a multi-word token where its words spell it, else the whole
    token."""
    if len(token.words) == 1:
        return [(token.start_char, token.end_char)]
    spans, at = [], token.start_char
    for word in token.words:
        spans.append((at, at + len(word.text)))
        at += len(word.text)
    if "".join(word.text for word in token.words).lower() == token.text.lower():
        return spans
    return [(token.start_char, token.end_char)] * len(token.words)


def _official_chains(parsed: StanzaDocument, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, ...]]:
    for chain in parsed.coref or ():
        yield tuple(
            sorted(
                Span(
                    sentences[m.sentence].words[m.start_word].start,
                    sentences[m.sentence].words[m.end_word - 1].end,
                )
                for m in chain.mentions
                if isinstance(m.start_word, int)
            )
        )
