"""One event that a report tells of several times is one event."""
