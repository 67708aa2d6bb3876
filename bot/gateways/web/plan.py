"""Which targets are asked in which lane, and which are not asked at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.gateways.web.jobs import Host, Job, start_of
from bot.model.observations import Outcome, Target
from bot.probing.lanes import Lane
from bot.probing.manners import Manners, MannersBook
from bot.urls import UnusableUrl, WebUrl

#: a job and the lane in which it waits
Queued = tuple[Lane[Job], Job]


def planned(
    targets: Iterable[Target],
    manners: MannersBook,
    lane_of: Callable[[Manners], Lane[Job]],
    host_of: Callable[[WebUrl], Host],
) -> tuple[list[Queued], list[tuple[Target, Outcome, str]]]:
    """A job for each target that may be asked; of the others what they are, and why."""
    jobs: list[Queued] = []
    unusable: list[tuple[Target, Outcome, str]] = []
    for target in targets:
        try:
            start = start_of(target)
        except UnusableUrl as error:
            unusable.append((target, error.outcome, error.reason))
            continue
        wanted = manners.of(start.host, start.port_class)
        if wanted.skip:
            unusable.append((target, Outcome.SKIPPED, wanted.skip))
            continue
        host = host_of(start)
        host.links += 1
        jobs.append((lane_of(wanted), Job(target, start, host)))
    return jobs, unusable
