"""Calibrates the confidence of rows; needs the extra `training`."""
