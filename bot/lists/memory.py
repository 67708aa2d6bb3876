"""Parsing makes many objects and no garbage: the collector only costs time meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector; it is as it was afterwards.

    A page is a tree that knows its parents. While it grows, every collection walks all of it to
    find nothing: a third of the time for a long list.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
