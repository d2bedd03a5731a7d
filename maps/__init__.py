"""How events are drawn, and the command line."""
