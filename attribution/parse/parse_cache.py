"""Parses kept between runs, keyed by text, regions and model pack, in one SQLite file per user."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from attribution.article import Article, Span
from attribution.document import Document, Name, Sentence, Word

FORM = 2
"""Raised when the stored form changes: older parses are then made anew."""


def default_folder() -> Path:
    """Where parses are kept unless ``--cache`` says otherwise (XDG base directories)."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "attribution"


def key(article: Article, pack_id: str) -> str:
    """Equal for two articles exactly if a parse of one is a parse of the other."""
    digest = hashlib.sha256(f"{FORM}\n{pack_id}\n".encode())
    digest.update(article.text.encode("utf-8", "surrogatepass"))
    for region in article.regions:
        if region.kind == "body":
            digest.update(f"\n{region.start} {region.end}".encode())
    return digest.hexdigest()


class ParseCache:
    """Parses by key. A file that is damaged or cannot be written is left out of use: the run goes on without
    it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "parses.sqlite"
        self._db: sqlite3.Connection | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.file, timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS parse (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error):
            self._db = None  # it may have opened and then failed

    def get(self, key: str) -> Document | None:
        """The parse, or None when there is none that can be read."""
        if self._db is None:
            return None
        try:
            row = self._db.execute("SELECT data FROM parse WHERE key = ?", (key,)).fetchone()
            return load(json.loads(zlib.decompress(row[0]))) if row else None
        except (sqlite3.Error, zlib.error, ValueError):
            return None

    def put(self, key: str, document: Document) -> None:
        """Keep a parse. One with gaps is not kept, so that the next run may do better."""
        if self._db is None or document.gaps:
            return
        try:
            data = zlib.compress(
                json.dumps(dump(document), ensure_ascii=False, separators=(",", ":")).encode(), 3
            )
            self._db.execute("INSERT OR REPLACE INTO parse VALUES (?, ?)", (key, data))
        except sqlite3.Error:
            self._db = None

    def close(self) -> None:
        if self._db is not None:
            self._db.close()


def clear(folder: Path) -> int:
    """Take all parses out; how many there were (0 for a file that is damaged, which goes too)."""
    file = folder / "parses.sqlite"
    count = 0
    if file.is_file():
        try:
            with closing(sqlite3.connect(file)) as db:
                count = db.execute("SELECT count(*) FROM parse").fetchone()[0]
        except sqlite3.Error:
            pass
        for part in (file, file.with_name("parses.sqlite-wal"), file.with_name("parses.sqlite-shm")):
            part.unlink(missing_ok=True)
    return count


def dump(document: Document) -> dict[str, Any]:
    """The parse as plain JSON."""
    return {
        "sentences": [
            [
                [w.start, w.end, w.text, w.lemma, w.upos, w.feats, w.head, w.deprel, w.ner, w.speech]
                for w in s.words
            ]
            for s in document.sentences
        ],
        "names": [[n.start, n.end, n.type] for n in document.names],
        "chains": [[[m.start, m.end] for m in chain] for chain in document.chains],
    }


def load(data: Mapping[str, Any]) -> Document:
    """The parse of its JSON form."""
    return Document(
        tuple(
            Sentence.build(i, tuple(_word(j, row) for j, row in enumerate(words)))
            for i, words in enumerate(data["sentences"])
        ),
        tuple(Name(*name) for name in data["names"]),
        tuple(tuple(Span(*mention) for mention in chain) for chain in data["chains"]),
    )


def _word(index: int, row: Sequence[Any]) -> Word:
    start, end, text, lemma, upos, feats, head, deprel, ner, speech = row
    return Word(index, start, end, text, lemma, upos, feats, head, deprel, ner, tuple(speech))
