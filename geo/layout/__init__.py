"""What of a text is not its prose: datelines, lines at its head, teasers and bylines."""
