"""The formats that a newsroom's desk holds, a reader each."""
