"""Findings and what is open become actions: planned here, carried out by a gateway."""
