"""ClaimReview (https://schema.org/ClaimReview) to begin with, for each flag that a person found a fault in.

What only a person can say, the address of the review and its wording, is left empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attribution.article import Article
from attribution.report import Report
from attribution.result import Flag


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``claim-reviews.jsonld``, a list."""
    articles = {a.id: a for a in report.articles}
    kinds = {a.id: a.speaker.kind for a in report.attributions}
    reviews = [
        _review(f, articles, kinds.get(f.a.attribution, ""))
        for f in report.flags
        if f.verdict and f.verdict.verdict == "fault"
    ]
    yield "claim-reviews.jsonld", json.dumps(reviews, ensure_ascii=False, indent=1) + "\n"


def _review(flag: Flag, articles: Mapping[str, Article], kind: str) -> dict[str, Any]:
    """The claim is that of the flag's first side; it appears where the same words have the same speaker."""
    assert flag.verdict is not None
    who = "Organization" if kind in ("organisation", "group") else "Person"
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": flag.id,
        "url": "",
        "datePublished": flag.verdict.when or None,
        "author": {"@type": "Organization", "name": ""},
        "reviewBody": flag.verdict.note,
        "claimReviewed": f"{flag.a.speaker or 'Somebody'} said: {flag.a.text}",
        "reviewRating": {"@type": "Rating", "alternateName": ""},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": who, "name": flag.a.speaker} if flag.a.speaker else None,
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "url": articles[s.article].url or None,
                    "name": articles[s.article].title or s.article,
                    "publisher": {"@type": "Organization", "name": s.publisher} if s.publisher else None,
                    "datePublished": s.published,
                    "text": s.text,
                }
                for s in flag.sides
                if s.speaker == flag.a.speaker and _letters(s.text) == _letters(flag.a.text)
            ],
        },
    }


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
