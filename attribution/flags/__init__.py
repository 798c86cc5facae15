"""What does not agree across articles."""
