"""Who said what, where, and does anyone else say otherwise: quote attribution across articles.

``attribution.check(paths)`` reads articles and returns a ``Report``; see docs/api.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attribution.pipeline import check as check
    from attribution.report import Report as Report

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "check"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are first asked for: ``import attribution`` itself takes no time."""
    if name in ("Report", "check"):
        from attribution import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
