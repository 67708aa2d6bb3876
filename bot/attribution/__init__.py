"""Does this repository belong to this paper? Evidence becomes an attribution."""
