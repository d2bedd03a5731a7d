"""Whether a told event happened, and who says so."""
