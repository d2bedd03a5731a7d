"""Trains the network that reads which words tell of events; needs the extra `training`."""
