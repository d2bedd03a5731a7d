"""Place names in text, and how each is meant."""
