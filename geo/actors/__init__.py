"""Who did it, to whom, and what role and country they have."""
