"""How many people an event has killed, wounded, detained or displaced."""
