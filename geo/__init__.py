"""What reports say, and where it happened."""
