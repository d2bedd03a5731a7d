"""What stands over a part of a report, and says for all of it where or when it was."""
