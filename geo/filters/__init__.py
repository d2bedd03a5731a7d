"""Which events of a table to keep."""
