"""Reading an article: one transformer, and small heads on it for everything that a parse holds."""
