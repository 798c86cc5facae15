"""ClaimReview (https://schema.org/ClaimReview) to begin with, for each flag that a person found a fault in.

What only a person can say, the address of the review and its wording, is left empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attribution.report import Report
from attribution.result import Flag


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``claim-reviews.jsonld``, a list."""
    urls = {a.id: a.url for a in report.articles}
    reviews = [_review(f, urls) for f in report.flags if f.verdict and f.verdict.verdict == "fault"]
    yield "claim-reviews.jsonld", json.dumps(reviews, ensure_ascii=False, indent=1) + "\n"


def _review(flag: Flag, urls: dict[str, str | None]) -> dict[str, Any]:
    assert flag.verdict is not None
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
            "author": {"@type": "Person", "name": flag.a.speaker} if flag.a.speaker else None,
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "url": urls.get(s.article) or None,
                    "name": s.article,
                    "publisher": {"@type": "Organization", "name": s.publisher} if s.publisher else None,
                    "datePublished": s.published,
                    "text": s.text,
                }
                for s in flag.sides
            ],
        },
    }
