"""What the pages need to be a site: links to files of the project that are no pages become their paths."""

from __future__ import annotations

import re
from typing import Any

OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+([^)#\s]+)(?:#[^)\s]*)?\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The page with links that lead out of ``docs`` as words and a path."""
    if page.file.src_uri.startswith("rules/"):
        return markdown  # one folder further down: theirs lead to pages
    return OUTSIDE.sub(
        lambda link: f"{link[1]} (`{link[2]}`)" if link[2] not in link[1] else link[1], markdown
    )
