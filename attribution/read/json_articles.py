"""Articles in the JSON of news services, whatever their keys: NewsAPI, GDELT, ninjs, the Guardian,
schema.org, news-please …

A row of JSON Lines as this program writes of it has ``text``; everything else is brought to that form here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attribution.article import Problem
from attribution.read.markup import has_markup, lines_of

LISTS = (
    "articles",
    "results",
    "docs",
    "items",
    "data",
    "hits",
    "news",
    "stories",
    "entries",
    "posts",
    "@graph",
    "value",
    "response",
    "associations",
)
"""Keys under which services put their list of articles, or the object that holds it."""
TEXT = (
    "text",
    "body_text",
    "articleBody",
    "body",
    "body_html",
    "body_xhtml",
    "content_text",
    "content_html",
    "content",
    "maintext",
    "full_text",
    "fullText",
    "fulltext",
    "article_text",
    "story",
    "article",
    "plain_text",
)
TITLE = ("title", "headline", "webTitle", "name", "seendescription")
PUBLISHER = (
    "publisher",
    "sitename",
    "site_name",
    "source",
    "provider",
    "source_name",
    "outlet",
    "publication",
    "source_domain",
    "domain",
    "site",
    "copyrightholder",
    "infosource",
    "infoSources",
    "infosources",
    "hostname",
)
PUBLISHED = (
    "published",
    "publishedAt",
    "published_at",
    "datePublished",
    "webPublicationDate",
    "versioncreated",
    "versionCreated",
    "firstcreated",
    "firstCreated",
    "pubDate",
    "pub_date",
    "date_publish",
    "publish_date",
    "date_published",
    "published_date",
    "publication_date",
    "seendate",
    "date",
    "dateCreated",
)
ADDRESS = (
    "url",
    "webUrl",
    "web_url",
    "link",
    "mainEntityOfPage",
    "canonicalurl",
    "canonical_url",
    "permalink",
    "links",
    "uri",
)
BYLINE = ("byline", "author", "authors", "creator", "by")
LANGUAGE = ("language", "inLanguage", "lang")
LANGUAGES = {"english": "en", "eng": "en"}
"""GDELT writes languages out."""
CUT_SHORT = re.compile(r"(?:…|\.\.\.)\s*\[\+?\d+ char(?:acter)?s\]\s*$")
"""How NewsAPI and others end a text of which they give the beginning only."""


def articles_in(value: object) -> list[object]:
    """The articles in the answer of a service: the members of its list, or the one object; empty where it
    has none."""
    if not isinstance(value, dict):
        return []
    if "text" not in value:
        for key in LISTS:
            inner = value.get(key)
            if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
                found = [one for one in inner if not isinstance(one, dict) or key != "@graph" or _text(one)]
                if found:
                    return found
            if isinstance(inner, dict) and (found := articles_in(inner)):
                return found
        content = value.get("content")
        if isinstance(content, dict):  # the Guardian's answer for a single item
            return [content]
    return [value] if as_row(value) is not value else []


def as_row(value: object) -> object:
    """The article with the keys of ``ArticleRow``; the value itself where it has them already, or no text."""
    if not isinstance(value, Mapping) or ("text" in value and not isinstance(value.get("fields"), Mapping)):
        return value
    text = _text(value)
    return value if text is None else {"text": text, **known(value)}


def known(value: Mapping[str, Any]) -> dict[str, str | int]:
    """What is known of an article beside its text, under the keys of ``Row``, whatever a service calls it."""
    row = {
        "id": next(
            (value[key] for key in ("id", "uri", "guid") if isinstance(value.get(key), (str, int))), None
        ),
        "title": _plain(_first(value, TITLE) or _listed(value.get("headlines"))),
        "publisher": _first(value, PUBLISHER),
        "published": _dashed(_first(value, PUBLISHED)),
        "url": _first(value, ADDRESS),
        "byline": _plain(_first(value, BYLINE)),
        "language": _language(_first(value, LANGUAGE)),
    }
    return {key: said for key, said in row.items() if said is not None}


def without_text(value: object, id: str) -> Problem | None:
    """The problem of an article of which a service names title and address alone (GDELT)."""
    if not isinstance(value, Mapping) or "text" in value or _first(value, TITLE) is None:
        return None
    return Problem(
        id,
        "no-text",
        "The service lists this article without its text.",
        "Save the page that it leads to.",
    )


def cut_short(id: str) -> Problem:
    """The problem of a text of which a service gives the beginning only."""
    return Problem(
        id,
        "cut-short",
        "The service gives only the beginning of this text.",
        "Save the page itself for the whole article.",
    )


def _text(value: Mapping[str, Any]) -> str | None:
    for holder in (value, value.get("fields"), value.get("_source"), value.get("attributes")):
        if isinstance(holder, Mapping):
            for key in TEXT:
                found = holder.get(key)
                if isinstance(found, Mapping):  # WordPress: {"rendered": "<p>…"}
                    found = found.get("rendered") or found.get("value")
                if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
                    found = "\n\n".join(found)
                if isinstance(found, str) and found.strip():
                    return found
    fields = value.get("fields")
    plain = fields.get("bodyText") if isinstance(fields, Mapping) else value.get("bodyText")
    return _listed(value.get("bodies")) or _of_blocks(value.get("blocks")) or _said(plain)


def _of_blocks(value: object) -> str | None:
    """The words of the posts of a live blog, as the Guardian gives them."""
    posts = value.get("body") if isinstance(value, Mapping) else None
    if not isinstance(posts, list):
        return None
    found = [
        said for one in posts if isinstance(one, Mapping) and isinstance(said := one.get("bodyHtml"), str)
    ]
    return "\n\n".join(found) or None


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of these keys that says something, whether as words, as an object with a name, or as a
    list."""
    for holder in (value, value.get("fields"), value.get("_source"), value.get("attributes")):
        if isinstance(holder, Mapping):
            for key in keys:
                if said := _said(holder.get(key)):
                    return said
    return None


def _said(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        return next(
            (
                said
                for key in (
                    "name",
                    "title",
                    "rendered",
                    "@id",
                    "url",
                    "permalink",
                    "value",
                    "main",
                    "original",
                )
                if (said := _said(value.get(key)))
            ),
            None,
        )
    if isinstance(value, list):
        return ", ".join(said for one in value[:20] if (said := _said(one))) or None
    return None


def _listed(value: object) -> str | None:
    """The words of ninjs 2 (``bodies``, ``headlines``): the plain ones, where there are any."""
    if not isinstance(value, list):
        return None
    bodies = [one for one in value if isinstance(one, Mapping) and isinstance(one.get("value"), str)]
    bodies.sort(key=lambda one: "plain" not in str(one.get("contenttype", "plain")))
    return bodies[0]["value"] if bodies else None


def _plain(words: str | None) -> str | None:
    if words and has_markup(words):
        return " ".join(line.text for line in lines_of(words)) or None
    return words


def _dashed(written: str | None) -> str | None:
    """GDELT writes 20260303T101500Z."""
    if written and re.match(r"\d{8}(?:T\d{6}Z?|\d{6})?$", written):
        return f"{written[:4]}-{written[4:6]}-{written[6:8]}"
    return written


def _language(said: str | None) -> str | None:
    return LANGUAGES.get(said.lower(), said if len(said) <= 8 else None) if said else None
