"""Where an event happened: what its sentence names, else what the report implies."""
