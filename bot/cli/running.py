"""Runs the one coroutine of a command."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


def run_to_end(work: Coroutine[Any, Any, _T]) -> _T:
    """``asyncio.run``, but the task does not hold the result.

    When it ends, ``asyncio.run`` asks which handler SIGINT has, and the answer (up to Python 3.13)
    builds the ``repr`` of its task and so of the result: for a report of 100,000 links that is
    seconds and hundreds of megabytes for a text that is thrown away.
    """
    found: list[_T] = []

    async def main() -> None:
        found.append(await work)

    asyncio.run(main())
    return found[0]
