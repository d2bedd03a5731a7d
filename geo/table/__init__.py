"""The table of events: its columns, its rows, and what describes them."""
