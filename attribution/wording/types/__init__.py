"""Questions about a change, by which its type is told."""
