"""For those who write rules: examples as tests, pages, what a change of rules changes."""
