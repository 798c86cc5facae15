"""``report.html``: one page with everything in it, which needs no network and reads without JavaScript.

Every word that comes from an article is escaped, and the page's own policy lets no other script or style run
than the two that it was written with. Templates, styles and scripts lie in ``page/``.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict

from markupsafe import Markup

from attribution import __version__
from attribution.article import Article, Span
from attribution.report import Report
from attribution.result import SEVERITIES, Flag
from attribution.write.annotated import annotated
from attribution.write.check_first import check_first
from attribution.write.flag_card import flag_card
from attribution.write.guess import guesses
from attribution.write.headline import headline
from attribution.write.templates import CONTROLS, environment, joined
from attribution.write.voices import key, voices

STYLES = ("screen.css", "bar.css", "flags.css", "people.css", "stories.css", "narrow.css", "print.css")
SCRIPTS = ("base.js", "reasons.js", "links.js", "filter.js", "verdicts.js", "copy.js", "keys.js")
OPEN_ARTICLES = 2
"""So few articles stand open from the start."""


def html(report: Report) -> str:
    """The page's text."""
    rows = voices(report)
    named = {v.key: v for v in rows}
    said = {a.id: a for a in report.attributions if not a.trial}
    outlets = sorted({a.publisher for a in report.articles if a.publisher})
    guessed = guesses(report)
    title, others = headline(report)
    flags = [f for s in SEVERITIES for f in report.flags if f.severity == s]
    within = defaultdict(list)
    for a in said.values():
        within[a.article].append(a)
    flagged = _by_attribution(report)
    css, js = (joined(names) for names in (STYLES, SCRIPTS))
    first_flags, first_quotations = check_first(report, flags, guessed)
    page = (
        environment()
        .get_template("report.jinja")
        .render(
            report=report,
            to_attribution=lambda id, article: f"#a-{id}",
            to_flag=lambda id: f"#f-{id}",
            headline=title,
            others=others,
            voices=rows,
            voice_of={a.id: named[key(a.speaker, a.article)] for a in said.values()},
            said=said,
            guesses=guessed,
            pages=[annotated(a, within[a.id], named, flagged, _marks(report, a)) for a in report.articles],
            cards=[flag_card(f, said, named, outlets) for f in flags],
            first_flags=first_flags,
            first_quotations=first_quotations,
            severities=SEVERITIES,
            version=__version__,
            titles={r.name: r.title for r in report.rules.rules},
            outlets=outlets,
            dates=sorted({a.published[:10] for a in report.articles if a.published}),
            open_articles=OPEN_ARTICLES,
            css=Markup(css),
            js=Markup(js),
            css_digest=digest(css),
            js_digest=digest(js),
        )
    )
    return page.translate(CONTROLS)


def _by_attribution(report: Report) -> dict[str, list[Flag]]:
    """The flags that name each attribution, by its id."""
    flagged: dict[str, list[Flag]] = defaultdict(list)
    for flag in report.flags:
        for attribution in dict.fromkeys(s.attribution for s in flag.sides):
            flagged[attribution].append(flag)
    return flagged


def _marks(report: Report, article: Article) -> list[Span]:
    """What stands between quotation marks, without quotations inside others."""
    return [s for q in report.quotations.get(article.id, ()) for s in q.spans if q.level == 0]


def digest(text: str) -> str:
    """As a content security policy names a script or a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
