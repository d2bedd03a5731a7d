"""Trains the linker of events to the places where they happened; needs the extra `training`."""
