"""Paper identifiers in one canonical form; titles and people compared."""
