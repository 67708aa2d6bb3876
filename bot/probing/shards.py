"""Which part of a run a host belongs to, when several machines share the work.

A host is asked by one machine only, so the limits of its lane hold however many machines run. No
machine has to know the others: the part depends on the name of the lane and the number of parts.
"""

from __future__ import annotations

import hashlib

from bot.probing.manners import MannersBook
from bot.urls import UnusableUrl, parse

#: hosts that are never probed, and doi.org: the registries that answer for them have limits too,
#: so one machine asks for all of them
REGISTRIES = "registries"
_RESOLVERS = frozenset({"doi.org", "dx.doi.org"})


def shard_of(lane: str, parts: int) -> int:
    """Part of a lane, 1 to ``parts``: the same on every machine, in every version of Python."""
    digest = hashlib.sha256(lane.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % parts + 1


def lane_of(url: str, book: MannersBook) -> str:
    """Name of the lane that answers for a URL; one that is not usable has a lane of its own."""
    try:
        parsed = parse(url)
    except UnusableUrl:
        return url
    manners = book.of(parsed.host, parsed.port_class)
    return REGISTRIES if manners.skip or parsed.host in _RESOLVERS else manners.lane
