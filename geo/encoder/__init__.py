"""The small encoder that finds place names: words and their shapes in, tags out."""
