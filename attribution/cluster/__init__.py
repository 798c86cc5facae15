"""More articles than one machine parses: Ray Data parses them, Parquet carries them, DuckDB asks."""
