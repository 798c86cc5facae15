"""Who sits at the desk: one person on this machine, or on a network whoever brings a token.

A token is shown once; the store keeps its digest. A form carries a word that other sites cannot know (CSRF).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from datetime import UTC, datetime

TABLE = """CREATE TABLE IF NOT EXISTS desk_tokens (
    name TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, made TEXT NOT NULL)"""
COOKIE = "desk"
"""Holds the token; without tokens, a random word that the forms of this browser are tied to."""
_SECRET = secrets.token_bytes(32)
"""Made anew with each start, so that forms of an earlier one are refused."""


def new_token(db: sqlite3.Connection, name: str) -> str:
    """A token for the person, in place of the one they had."""
    token = secrets.token_urlsafe(32)
    db.execute(TABLE)
    db.execute(
        "INSERT OR REPLACE INTO desk_tokens VALUES (?, ?, ?)",
        (name, digest(token), datetime.now(UTC).isoformat(timespec="seconds")),
    )
    return token


def take_token(db: sqlite3.Connection, name: str) -> bool:
    """Whether the person had a token; it opens nothing any more."""
    db.execute(TABLE)
    return db.execute("DELETE FROM desk_tokens WHERE name = ?", (name,)).rowcount > 0


def names(db: sqlite3.Connection) -> list[str]:
    """Everybody who has a token."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'desk_tokens'").fetchone()
    return [row[0] for row in db.execute("SELECT name FROM desk_tokens ORDER BY name")] if there else []


def owner(db: sqlite3.Connection, token: str) -> str | None:
    """Whose token it is. Tokens are 256 random bits, so that a plain digest cannot be guessed back."""
    if not token or not names(db):
        return None
    row = db.execute("SELECT name FROM desk_tokens WHERE digest = ?", (digest(token),)).fetchone()
    return str(row[0]) if row else None


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def form_word(cookie: str) -> str:
    """The word that forms of the browser with this cookie carry."""
    return hmac.new(_SECRET, cookie.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def is_form_word(word: str, cookie: str) -> bool:
    """Whether the word belongs to the cookie."""
    return bool(cookie) and hmac.compare_digest(
        word.encode("utf-8", "surrogatepass"), form_word(cookie).encode()
    )
