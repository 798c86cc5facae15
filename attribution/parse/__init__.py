"""Articles to documents: words, grammar, names, coreference."""
