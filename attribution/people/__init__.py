"""The same person across articles."""
