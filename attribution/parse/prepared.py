"""What of an article is parsed, with the way back to its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right

from attribution.article import Article

NO_WORD = re.compile(r"(?<![!-~¡-ԯ])[!-~¡-ԯ]{1000,}")
"""A thousand letters and marks without a space, in a script that has spaces: data, no language. To the parser
it is space, since Stanza looks for addresses in square time."""


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
