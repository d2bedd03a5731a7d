"""Fits how the places are weighed where an event may have been whose words do not say it."""
