"""Characters that nobody sees, and text that was decoded wrongly once: neither may hide words in silence."""

from __future__ import annotations

import re
from dataclasses import replace

from attribution.article import Problem
from attribution.read.draft import ArticleDraft

# Soft hyphen, zero-width space, word joiner, byte order mark within a text, direction marks; joiners only
# between Latin letters, for other scripts and emoji are spelt with them.
INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff]+|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])"
)
WITHIN_WORDS = re.compile(rf"(?<=\w)(?:{INVISIBLE.pattern})(?=\w)")
LOST = "\ufffd"


def without_invisible(draft: ArticleDraft) -> ArticleDraft:
    """The draft without the invisible characters that part a word in two; then its text is no longer the
    file's own
    (``plain`` is false). Formats that name their blocks leave out all of them as they put the blocks
    together."""
    if draft.blocks is not None or not WITHIN_WORDS.search(draft.text):
        return draft
    return replace(draft, text=WITHIN_WORDS.sub("", draft.text), plain=False)


def garbled(draft: ArticleDraft) -> Problem | None:
    """The problem of a text whose marks or letters were lost when some program read it in the wrong
    encoding."""
    from ftfy.badness import is_bad  # only reading needs it

    if LOST in draft.text:
        what = "Characters were lost before the text came here: it has �, where a mark or a letter should be"
    elif not draft.text.isascii() and is_bad(draft.text):
        what = "The text was read in the wrong encoding before it came here: it has “â€œ” and the like"
    else:
        return None
    return Problem(
        draft.id,
        "mojibake",
        f"{what}; quotations in it may not be found.",
        "Export the article anew as UTF-8.",
    )
