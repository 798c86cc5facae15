"""Parses kept between runs, keyed by text, regions and model pack, in one SQLite file per user."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from attribution.article import Article, Span
from attribution.document import Document, Name, Sentence, Word

FORM = 2
"""Raised when the stored form changes: older parses are then made anew."""
WRITE = "INSERT OR REPLACE INTO parse VALUES (?, ?)"
AT_HAND = 16
"""Parses that are kept in memory, of all that a run reads."""


def default_folder() -> Path:
    """Where parses are kept unless ``--cache`` says otherwise (XDG base directories). Raises OSError where
    the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "attribution"
    except RuntimeError:
        raise FileNotFoundError(
            errno.ENOENT, "this user has no home folder; name a folder with --cache", "~/.cache"
        ) from None


def key(article: Article, pack_id: str) -> str:
    """Equal for two articles exactly if a parse of one is a parse of the other."""
    digest = hashlib.sha256(f"{FORM}\n{pack_id}\n".encode())
    digest.update(article.text.encode("utf-8", "surrogatepass"))
    for region in article.regions:
        if region.kind == "body":
            digest.update(f"\n{region.start} {region.end}".encode())
    return digest.hexdigest()


class ParseCache:
    """Parses by key, for all threads of a run.

    Where the file is damaged, locked for long or cannot be written, ``trouble`` says so; what can be read of
    it is read, and new parses are kept until the run ends in a file that the system takes away.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "parses.sqlite"
        self.trouble = ""
        self._kept: sqlite3.Connection | None = None
        self._for_now = _table(sqlite3.connect("", isolation_level=None, check_same_thread=False))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._kept = _table(
                sqlite3.connect(self.file, timeout=30, isolation_level=None, check_same_thread=False)
            )
        except (OSError, sqlite3.Error) as error:
            self.trouble = str(error)
            self._kept = _read_only(self.file)

    def get(self, key: str) -> Document | None:
        """The parse, or None when there is none that can be read."""
        try:
            data = self.data(key)
            return unpacked(data) if data else None
        except (zlib.error, ValueError, TypeError):
            return None

    def __contains__(self, key: str) -> bool:
        return self._column("1", key) is not None

    def put(self, key: str, document: Document) -> None:
        """Keep a parse. One with gaps is kept for this run alone, so that the next may do better."""
        self.keep(key, packed(document), document.gaps)

    def keep(self, key: str, data: bytes, gaps: Sequence[str] = ()) -> None:
        """The same for a parse that is packed already."""
        if self._kept is not None and not gaps:
            try:
                self._kept.execute(WRITE, (key, data))
                return
            except sqlite3.Error as error:
                self.trouble = self.trouble or str(error)
        self._for_now.execute(WRITE, (key, data))

    def close(self) -> None:
        self._for_now.close()
        if self._kept is not None:
            self._kept.close()

    def data(self, key: str) -> bytes | None:
        """The parse as it is kept, which may be damaged; None where there is none."""
        data: bytes | None = self._column("data", key)
        return data

    def _column(self, column: str, key: str) -> Any:
        """A column of what is kept under the key."""
        query = f"SELECT {column} FROM parse WHERE key = ?"
        for db in (self._for_now, self._kept):
            try:
                row = db.execute(query, (key,)).fetchone() if db else None
            except sqlite3.Error as error:
                self.trouble = self.trouble or str(error)
                row = None
            if row:
                return row[0]
        return None


def _table(db: sqlite3.Connection) -> sqlite3.Connection:
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("CREATE TABLE IF NOT EXISTS parse (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID")
    return db


def _read_only(file: Path) -> sqlite3.Connection | None:
    """The database in a file that cannot be written, as far as it can be read."""
    try:
        db = sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        db.execute("SELECT count(*) FROM parse")
        return db
    except sqlite3.Error:
        return None


class KeptDocuments(Mapping[str, Document]):
    """The parses of articles by id, each read from the cache when it is asked for. The last few stay at
    hand."""

    def __init__(self, cache: ParseCache, keys: Mapping[str, str]) -> None:
        self._keys = keys
        self._read = lru_cache(maxsize=AT_HAND)(cache.get)

    def __getitem__(self, id: str) -> Document:
        document = self._read(self._keys[id])
        if document is None:  # somebody has cleared the cache
            raise KeyError(id)
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


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


def packed(document: Document) -> bytes:
    """The parse in the form in which it is kept."""
    return zlib.compress(json.dumps(dump(document), ensure_ascii=False, separators=(",", ":")).encode(), 3)


def unpacked(data: bytes) -> Document:
    """The parse of that form. Raises zlib.error, ValueError or TypeError where it is none."""
    return load(json.loads(zlib.decompress(data)))


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
        "gaps": document.gaps,
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
        tuple(data.get("gaps", ())),
    )


def _word(index: int, row: Sequence[Any]) -> Word:
    start, end, text, lemma, upos, feats, head, deprel, ner, speech = row
    return Word(index, start, end, text, lemma, upos, feats, head, deprel, ner, tuple(speech))
