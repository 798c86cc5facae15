"""What two statements say otherwise of the same things."""
