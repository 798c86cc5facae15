"""The word lists that articles are read with where a test brings no rules of its own."""

from attribution.rulebook.book import load

LISTS = load().lists
