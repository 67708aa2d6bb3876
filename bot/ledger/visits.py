"""Which targets a run looked at, as short as a cron field.

Every target has a small stable number. A run that looked at all of 5,000 targets is ``0-4999``; one
that looked at every seventh is ``3-4999/7``; gaps are commas: ``0-17,19-40``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

_first = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Visits:
    """A set of target numbers, kept as (first, last, step), sorted and disjoint."""

    spans: tuple[tuple[int, int, int], ...] = ()

    def __contains__(self, number: int) -> bool:
        # spans do not overlap: the last one that begins at or before the number decides
        place = bisect_right(self.spans, number, key=_first) - 1
        if place < 0:
            return False
        first, last, step = self.spans[place]
        return number <= last and (number - first) % step == 0

    def __len__(self) -> int:
        return sum((last - first) // step + 1 for first, last, step in self.spans)

    def __str__(self) -> str:
        return ",".join(
            str(first)
            if first == last
            else f"{first}-{last}"
            if step == 1
            else f"{first}-{last}/{step}"
            for first, last, step in self.spans
        )

    def numbers(self) -> set[int]:
        """All members; for many look-ups in one run."""
        return {
            number for first, last, step in self.spans for number in range(first, last + 1, step)
        }

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Visits:
        """The shortest spans for these numbers: runs of equal steps, greedily."""
        ordered = sorted(set(numbers))
        spans: list[tuple[int, int, int]] = []
        start = 0
        while start < len(ordered):
            first = ordered[start]
            step = ordered[start + 1] - first if start + 1 < len(ordered) else 1
            end = start
            while end + 1 < len(ordered) and ordered[end + 1] - ordered[end] == step:
                end += 1
            if end - start < 2 and step != 1:  # two numbers far apart are no pattern
                end = start
            spans.append((first, ordered[end], step if end > start else 1))
            start = end + 1
        return cls(tuple(spans))

    @classmethod
    def parse(cls, text: str) -> Visits:
        """Read what ``str`` wrote. Raises ValueError."""
        spans: list[tuple[int, int, int]] = []
        for part in text.split(","):
            if not part:
                continue
            bounds, _, step_text = part.partition("/")
            first_text, _, last_text = bounds.partition("-")
            first, last = int(first_text), int(last_text or first_text)
            step = int(step_text or 1)
            if first < 0 or last < first or step < 1:
                raise ValueError(part)
            if spans and first <= spans[-1][1]:
                raise ValueError(part)  # not sorted, or overlapping: never written by us
            spans.append((first, last, step))
        return cls(tuple(spans))
