"""YAML documents written by people or strangers: read safely, with a position for every word."""
