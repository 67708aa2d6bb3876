"""Append-only history of observations: timelines, line format and its upgrades."""
