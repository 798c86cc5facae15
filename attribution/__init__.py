"""Who said what, where, and does anyone else say otherwise: quote attribution across articles."""

__version__ = "0.1.0"
