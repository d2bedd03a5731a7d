"""The gazetteer: places, their names, and the regions that people filter by."""
