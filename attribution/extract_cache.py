"""What the rules found in an article, kept between runs in one SQLite file per user.

The attributions of an article are a function of the article, its parse, the rules and this program; each is
part of the key. So a run in which one article is new finds the attributions of one article.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from attribution.article import Article
from attribution.extract import Findings, quotations
from attribution.result import Attribution
from attribution.rule import RuleBook

BOOKS = 10
"""Of how many rule books (or versions of the program) findings are kept; of older ones they go."""
FORM = TypeAdapter(tuple[Attribution, ...])


class ExtractCache:
    """What was found in articles, as far as it is kept. A file that is damaged or cannot be written is left
    out of use."""

    def __init__(self, folder: Path, packs: Mapping[str, str], book: RuleBook) -> None:
        """``packs`` are the ids of the model packs by language."""
        self._packs, self._book = packs, book
        self._with = f"{program()} {book.digest}"
        self._keys: dict[str, str] = {}
        self._db: sqlite3.Connection | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(file_in(folder), timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS found (row INTEGER PRIMARY KEY, made_with TEXT NOT NULL, "
                "article TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (made_with, article))"
            )
        except (OSError, sqlite3.Error):
            self._db = None  # it may have opened and then failed

    def __contains__(self, article: object) -> bool:
        return isinstance(article, Article) and self._data(article, "1") is not None

    def get(self, article: Article) -> Findings | None:
        """What was found; None where nothing is kept that can be read."""
        try:
            data = self._data(article, "data")
            found = FORM.validate_json(zlib.decompress(data)) if data else None
        except (zlib.error, ValueError):
            return None
        return None if found is None else Findings(found, quotations(article, self._book))

    def put(self, article: Article, made: Findings) -> None:
        """Keep what was found, unless a model failed or a rule was given up: the next run may do better."""
        if self._db is None or made.gaps or made.given_up:
            return
        with suppress(sqlite3.Error, ValueError):  # half a character is no UTF-8
            self._db.execute(
                "INSERT OR REPLACE INTO found (made_with, article, data) VALUES (?, ?, ?)",
                (self._with, self._key(article), zlib.compress(FORM.dump_json(made.attributions), 3)),
            )

    def _data(self, article: Article, column: str) -> Any:
        """A column of what is kept of the article."""
        if self._db is None:
            return None
        try:
            row = self._db.execute(
                f"SELECT {column} FROM found WHERE made_with = ? AND article = ?",
                (self._with, self._key(article)),
            ).fetchone()
        except sqlite3.Error:
            return None
        return row[0] if row else None

    def _key(self, article: Article) -> str:
        if article.id not in self._keys:
            self._keys[article.id] = article_key(article, self._packs.get(article.language, ""))
        return self._keys[article.id]

    def close(self) -> None:
        """Take out what was found with older rules, and let go of the file."""
        if self._db is None:
            return
        with suppress(sqlite3.Error):
            self._db.execute(
                "DELETE FROM found WHERE made_with NOT IN "
                "(SELECT made_with FROM found GROUP BY made_with ORDER BY max(row) DESC LIMIT ?)",
                (BOOKS,),
            )
        self._db.close()


def file_in(folder: Path) -> Path:
    return folder / "found.sqlite"


def clear(folder: Path) -> int:
    """Take all findings out; of how many articles there were some (0 for a file that is damaged)."""
    file, count = file_in(folder), 0
    if file.is_file():
        try:
            with closing(sqlite3.connect(file)) as db:
                count = db.execute("SELECT count(*) FROM found").fetchone()[0]
        except sqlite3.Error:
            pass
        for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            part.unlink(missing_ok=True)
    return count


def article_key(article: Article, pack: str) -> str:
    """Equal for two articles exactly if the same is found in both."""
    said = json.dumps([asdict(article), pack], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """A digest of all code and numbers of the package: a version under work has no number of its own."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted([*package.rglob("*.py"), *package.glob("*/*.json")]):
        digest.update(f"{file.relative_to(package).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
