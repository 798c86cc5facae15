"""Everything kept in one SQLite file, and new articles checked against all of it."""
