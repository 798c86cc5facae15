"""The same words, and how two wordings differ."""
