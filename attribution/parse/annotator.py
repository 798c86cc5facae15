"""Articles to parses with Stanza: words, grammar, names, coreference.

Only the body of an article is parsed; each of its paragraphs stands alone for the tokenizer, and offsets are
carried back to the article's text. Coreference runs over the whole article.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from attribution.article import Article, Span
from attribution.document import Document, Sentence
from attribution.parse import spanning_tree
from attribution.parse.convert import convert, official_chains
from attribution.parse.model_pack import GRAMMAR, Pack, PackError
from attribution.parse.prepared import Prepared
from attribution.parse.whole_sentences import joined, without_long_ones

if TYPE_CHECKING:
    from stanza import Document as StanzaDocument

LONGEST_COREFERENCE = 2500
"""Words of one coreference run, whose memory grows with the square; a longer article is resolved in pieces.
"""


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
            parsed = without_long_ones(joined(parsed, prepared))
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
                        official_chains(self._grammar.processors["coref"].process(parsed), document.sentences)
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
