"""Characters that nobody sees, and text that was decoded wrongly once: neither may hide words in silence."""

from __future__ import annotations

import re
from dataclasses import replace

from attribution.article import Problem
from attribution.read.draft import ArticleDraft

# Soft hyphen, zero-width space, word joiner, byte order mark within a text, direction marks, embeddings and
# isolates; joiners only between Latin letters, for other scripts and emoji are spelt with them.
INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])"
)
AT_WORDS = re.compile(rf"(?<=\w)(?:{INVISIBLE.pattern})|(?:{INVISIBLE.pattern})(?=[\w“\"‘'])")
LOST = "\ufffd"


def without_invisible(draft: ArticleDraft) -> ArticleDraft:
    """The draft without the invisible characters within words and beside them; then its text is no longer the
    file's own (``plain`` is false). Formats that name their blocks leave out all of them as they put the
    blocks together."""
    if draft.blocks is not None or not AT_WORDS.search(draft.text):
        return draft
    return replace(draft, text=AT_WORDS.sub("", draft.text), plain=False)


def read_anew(draft: ArticleDraft) -> tuple[ArticleDraft, Problem | None]:
    """The draft of a text that some program read in the wrong encoding, read in the right one where every
    letter comes back by that (then its text is no longer the file's own), and the problem that tells of it.

    Formats that name their blocks are left as they are.
    """
    if LOST in draft.text:
        what = "Characters were lost before the text came here: it has �, where a mark or a letter should be"
        return draft, _garbled(draft, f"{what}; quotations in it may not be found.")
    from ftfy.badness import BADNESS_RE, is_bad  # only reading needs it

    bad = None if draft.text.isascii() else BADNESS_RE.search(draft.text)
    if bad is None:
        return draft, None
    what = f"The text was read in the wrong encoding before it came here: it has “{bad[0]}” and the like"
    right = _decoded_once_more(draft.text)
    if draft.blocks is not None or LOST in right or is_bad(right):
        return draft, _garbled(draft, f"{what}; quotations in it may not be found.")
    return replace(draft, text=right, plain=False), _garbled(draft, f"{what}; it was put right.")


def _decoded_once_more(text: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(text)


def _garbled(draft: ArticleDraft, message: str) -> Problem:
    return Problem(draft.id, "mojibake", message, "Export the article anew as UTF-8.")
