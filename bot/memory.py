"""Parsing makes many objects and no garbage: the collector only costs time meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: objects that may wait for the collector (about 300 MB of pages that nobody needs any more)
_WAITING_AT_MOST = 3_000_000
_waiting = 0


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector; it is as it was afterwards.

    A page is a tree that knows its parents. While it grows, every collection walks all of it to
    find nothing: a third of the time for a long list. What was made meanwhile is old afterwards
    (frozen and thawed), else the next collection of young objects would walk it after all.
    """
    global _waiting
    if not gc.isenabled():
        yield
        return
    if (
        _waiting > _WAITING_AT_MOST
    ):  # now, not when the last page was read: it was still in use then
        _waiting = 0
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        _waiting += gc.get_count()[0]
        gc.freeze()
        gc.unfreeze()
        gc.enable()
