"""Fits how the days are weighed when an event may have been whose words do not say it."""
