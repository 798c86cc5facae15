"""The desk: a web page on a store, to settle flags, correct attributions, and look up words."""
