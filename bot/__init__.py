"""listbot: keeps the links and the metadata of a curated paper list true."""

__version__ = "0.1.0"
