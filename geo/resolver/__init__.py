"""Which place each name of a report means."""
