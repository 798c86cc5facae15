"""A report in the forms of other programs: a module for each, a ``Report`` in, files of that form out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attribution.report import Report
from attribution.write.exports import (
    brat,
    claim_review,
    conllu,
    junit,
    label_studio,
    parquet,
    sarif,
    web_annotation,
)

Files = Iterator[tuple[str, str | bytes]]
"""Name and content of each file; a name may have folders."""

FORMATS: Mapping[str, Callable[[Report], Files]] = {
    "brat": brat.files,
    "claim-review": claim_review.files,
    "conllu": conllu.files,
    "junit": junit.files,
    "label-studio": label_studio.files,
    "parquet": parquet.files,
    "sarif": sarif.files,
    "web-annotation": web_annotation.files,
}
"""What ``attribution export --as`` takes. The same report gives the same bytes."""
