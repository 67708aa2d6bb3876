"""One parser for checking, showing and fetching URLs; which addresses are public."""
