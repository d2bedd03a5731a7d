"""Trains the encoder of place names; needs the extra `training`."""
