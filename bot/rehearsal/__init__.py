"""A simulated web on loopback for trying the whole story offline."""
