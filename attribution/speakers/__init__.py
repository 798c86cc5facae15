"""From source words to the speaker, within one article."""
