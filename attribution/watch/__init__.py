"""New files and new entries of feeds, checked into a store as they come."""
