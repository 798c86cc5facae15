"""Everything found in a set of articles, and how a notebook shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment

from attribution.article import Article, Problem, Span
from attribution.document import Document
from attribution.find.quotations import Quotation
from attribution.result import SEVERITIES, Alignment, Attribution, Flag, Passed, Person
from attribution.rule import RuleBook

SHOWN = 20
"""Rows of a table."""
_PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""\
<div class="attribution-report">
<p>{{ told }}</p>
{% if flags %}
<table><caption>Flags</caption><thead><tr><th>severity</th><th>kind</th><th>why</th><th>where</th></tr></thead><tbody>
{% for flag in flags[:shown] %}
<tr><td>{{ flag.severity }}</td><td>{{ flag.kind }}</td><td style="text-align:left">{{ flag.because }}</td>\
<td style="text-align:left">{{ flag.a.article }}{% if flag.b %}<br>{{ flag.b.article }}{% endif %}</td></tr>
{% endfor %}
</tbody></table>
{% endif %}
{% if voices %}
<table><caption>Who is quoted</caption><thead><tr><th>name</th><th>kind</th><th>attributions</th></tr>\
</thead><tbody>
{% for (name, kind), times in voices[:shown] %}
<tr><td style="text-align:left">{{ name }}</td><td>{{ kind }}</td><td>{{ times }}</td></tr>
{% endfor %}
</tbody></table>
{% endif %}
</div>""")


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """Everything found in a set of articles: articles in order of id, attributions by article and offset."""

    articles: tuple[Article, ...]
    attributions: tuple[Attribution, ...]
    people: tuple[Person, ...]
    alignments: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]
    rules: RuleBook
    pack: str
    skipped: int = 0
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)
    quotations: Mapping[str, tuple[Quotation, ...]] = field(default_factory=dict, repr=False)
    """The quotations of each article, by its id."""
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict, repr=False)
    """Where the sentences of each article are, by its id; none where it was not parsed."""
    boilerplate: tuple[str, ...] = ()
    """Wordings that stand in so many articles that they were left out of the comparison."""
    passed: tuple[Passed, ...] = ()
    """What was compared and does not agree, but is explained by the texts."""
    places: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The file of each article, by its id, as it is reached from where the program runs; none where the
    article came from elsewhere, or the file is not there any more."""

    def __repr__(self) -> str:
        return f"<Report: {_told(self)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _html(self)


def _told(report: Report) -> str:
    """How much was found, in one line."""
    counts = {
        "articles": report.articles,
        "attributions": report.attributions,
        "people": report.people,
        "flags": report.flags,
        "problems": report.problems,
    }
    return ", ".join(f"{len(found)} {name}" for name, found in counts.items())


def _html(report: Report) -> str:
    """Two tables: flags, gravest first, and speakers, the most quoted first. What articles say is escaped."""
    voices = Counter((a.speaker.name or "nobody by name", a.speaker.kind) for a in report.attributions)
    return _PAGE.render(
        told=_told(report),
        flags=sorted(report.flags, key=lambda f: SEVERITIES.index(f.severity)),
        voices=voices.most_common(),
        shown=SHOWN,
    )
