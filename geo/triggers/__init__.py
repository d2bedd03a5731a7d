"""Which words of a report tell of an event, and of which type."""
