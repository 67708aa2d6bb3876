"""Which repositories to ask about next: batches that get smaller where GitHub cannot cope."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Batches(Generic[T]):
    """Batches of at most ``size``; one that fails is asked again in halves.

    Two full batches that fail make everything that is left smaller as well. A single item that fails
    twice is given up (``given_up``): it may be asked in another way.
    """

    def __init__(self, things: Sequence[T], size: int) -> None:
        self._size = size
        self._waiting: deque[tuple[T, ...]] = deque(_cut(things, size))
        self._failures = 0
        self._full_failures = 0
        self._tried: set[T] = set()
        self.given_up: list[T] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def failures(self) -> int:
        """Failures one after the other, 0 after a success."""
        return self._failures

    def take(self) -> tuple[T, ...]:
        """The next batch. Every batch that was taken is ``done`` or ``failed``."""
        return self._waiting.popleft()

    def done(self) -> None:
        """The batch was answered."""
        self._failures = 0

    def failed(self, batch: tuple[T, ...]) -> None:
        """The batch was too much, or the answer got lost."""
        self._failures += 1
        self._full_failures += len(batch) == self._size > 1
        if len(batch) > 1:
            middle = (len(batch) + 1) // 2
            self._waiting.extendleft((batch[middle:], batch[:middle]))
        elif batch[0] in self._tried:
            self.given_up.append(batch[0])
        else:
            self._tried.add(batch[0])
            self._waiting.append(batch)
        if self._full_failures == 2:
            self._full_failures = 0
            self._size = (self._size + 1) // 2
            self._waiting = deque(part for b in self._waiting for part in _cut(b, self._size))

    def put_back(self, batch: tuple[T, ...]) -> None:
        """The batch was not to blame (a rate limit): it comes again."""
        self._waiting.appendleft(batch)

    def rest(self) -> list[T]:
        """Everything that still waits; nothing waits afterwards."""
        left = [item for batch in self._waiting for item in batch]
        self._waiting.clear()
        return left


def _cut(things: Sequence[T], size: int) -> list[tuple[T, ...]]:
    return [tuple(things[i : i + size]) for i in range(0, len(things), size)]
