"""The list and its health as data for other programs: JSON lines, CSV, BibTeX."""
