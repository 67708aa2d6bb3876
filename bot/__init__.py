"""listbot: keeps the links and the metadata of a curated paper list true."""

__version__ = "0.1.0"

#: where the owner of a host can read who we are, when the list names no contact of its own
HOMEPAGE = "https://pypi.org/project/listbot/"
