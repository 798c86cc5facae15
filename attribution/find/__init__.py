"""Rules over one article: which words report speech, what is reported, and who is named for it."""
