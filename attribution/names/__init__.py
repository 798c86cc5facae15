"""Names of people as such: word lists, parts of a name, spellings of one name."""
