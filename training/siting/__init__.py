"""Fits how what the network and the grammar say of where an event happened is weighed."""
