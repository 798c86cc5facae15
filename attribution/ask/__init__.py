"""Questions to what was found: did anybody say this, and why does the report say so."""
