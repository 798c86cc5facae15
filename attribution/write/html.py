"""``report.html``: one page with everything in it, which needs no network and reads without JavaScript.

Every word that comes from an article is escaped, and the page's own policy lets no other script or style run
than the two that it was written with.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from attribution import __version__
from attribution.article import Article, Span
from attribution.report import Report
from attribution.result import SEVERITIES, Flag
from attribution.write.annotated import annotated
from attribution.write.comparison import passages
from attribution.write.voices import voices

HERE = Path(__file__).parent
CONTROLS = {c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32), *range(127, 160)] if c != 0x85}
"""Control characters, which HTML does not allow."""
OPEN_ARTICLES = 2
"""So few articles stand open from the start."""


def html(report: Report) -> str:
    """The page's text."""
    rows = voices(report)
    named = {v.key: v for v in rows}
    said = {a.id: a for a in report.attributions if not a.trial}
    within, flagged = defaultdict(list), defaultdict(list)
    for a in said.values():
        within[a.article].append(a)
    for flag in report.flags:
        for attribution in dict.fromkeys(s.attribution for s in (flag.a, flag.b, *flag.others) if s):
            flagged[attribution].append(flag)

    def marks(article: Article) -> list[Span]:
        return [s for q in report.quotations.get(article.id, ()) for s in q.spans if q.level == 0]

    css, js = ((HERE / f"report.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "web": web}
    page = environment.get_template("report.jinja").render(
        report=report,
        voices=rows,
        said=said,
        pages=[annotated(a, within[a.id], named, flagged, marks(a)) for a in report.articles],
        flags=[f for s in SEVERITIES for f in report.flags if f.severity == s],
        severities=SEVERITIES,
        passages=passages,
        settled_ids={f.id for f in report.flags if settled(f)},
        version=__version__,
        titles={r.name: r.title for r in report.rules.rules},
        outlets=sorted({a.publisher for a in report.articles if a.publisher}),
        dates=sorted({a.published[:10] for a in report.articles if a.published}),
        open_articles=OPEN_ARTICLES,
        css=Markup(css),
        js=Markup(js),
        css_digest=digest(css),
        js_digest=digest(js),
    )
    return page.translate(CONTROLS)


def settled(flag: Flag) -> bool:
    """Whether a person decided that there is nothing to it."""
    return flag.verdict is not None and flag.verdict.verdict == "fine"


def day(value: str | None) -> str:
    """An ISO date as people write it; anything else as it is."""
    try:
        d = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    return f"{d.day} {d:%B %Y}"


def web(url: str | None) -> str:
    """The address if it is one of the web, else nothing: other schemes could run code."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def digest(text: str) -> str:
    """As a content security policy names a script or a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
