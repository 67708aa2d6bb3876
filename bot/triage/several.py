"""The plans of several lists in one repository: what is counted for a repository is counted for all.

A list has its own dashboard, issues, pull requests, branches and decisions. What a maintainer hears of
in one night is theirs, however many lists there are: new issues a night, open issues at a time, and
mentions are counted over all lists together. The list with the fewest open issues opens first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.triage.actions import CloseIssue, OpenIssue, Plan, ReopenIssue
from bot.triage.issues import called_lately, is_of_tonight, plan_issues
from bot.triage.memory import IssueBody
from bot.triage.planner import Prepared, bodies_of, finished
from bot.triage.pulls import Render
from bot.triage.situation import Limits, Situation
from bot.triage.state import ForgeState


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What one list would do about issues if it were alone."""

    #: issues that it would open
    new: int
    #: issues of it that were opened tonight, and that stay open
    tonight: int
    opened: int


def plans_of(
    lists: Sequence[tuple[Prepared, Render]], bystanders: Sequence[ForgeState] = ()
) -> Iterator[Callable[[], Plan]]:
    """The plan of each list, in order, to be made when it is called: one may fail alone.

    ``bystanders`` are lists about which nothing can be planned, but whose issues count.
    """
    situations = [ready.situation for ready, _ in lists]
    others = [issue for state in bystanders for issue in bodies_of(state)[0]]
    rooms = _rooms(situations, others)
    now = situations[0].now if situations else None
    everything = [*others, *(issue for situation in situations for issue in situation.issues)]
    may_call = now is not None and not called_lately(everything, now)
    for (ready, render), room in zip(lists, rooms, strict=True):
        own = {issue.number for issue, _ in ready.situation.issues}
        stuck = _stuck(issue for issue in everything if issue[0].number not in own)
        limits = Limits(room=room, may_call=may_call, stuck=stuck)
        may_call = may_call and not (room and ready.situation.desk.notify)
        yield partial(finished, ready, render=render, limits=limits)


def _rooms(situations: Sequence[Situation], others: Sequence[IssueBody]) -> list[int]:
    """How many issues each list may open tonight."""
    if not situations:
        return []
    policy = situations[0].policy
    wishes = [_wish(situation) for situation in situations]
    counted = [*wishes, _standing(others, situations[0].now)]
    free = min(
        policy.new_issues_per_night - sum(wish.tonight for wish in counted),
        policy.open_issues - sum(wish.opened for wish in counted),
    )
    rooms = [0] * len(wishes)
    for _ in range(free):
        asking = [at for at, wish in enumerate(wishes) if rooms[at] < wish.new]
        if not asking:
            break
        least = min(asking, key=lambda at: wishes[at].opened + rooms[at])
        rooms[least] += 1
    return rooms


def _wish(situation: Situation) -> _Wish:
    limits = Limits(room=situation.policy.new_issues_per_night, may_call=False)
    actions = plan_issues(replace(situation, limits=limits)).actions
    standing = _standing(situation.issues, situation.now)
    closing = sum(isinstance(action, CloseIssue) for action in actions)
    return replace(
        standing,
        new=sum(isinstance(action, OpenIssue | ReopenIssue) for action in actions),
        opened=standing.opened - closing,
    )


def _standing(issues: Iterable[IssueBody], now: datetime) -> _Wish:
    """What stands already."""
    own = [(issue, body) for issue, body in issues if body.control.kind == "issue"]
    return _Wish(
        new=0,
        tonight=sum(is_of_tonight(issue, body, now) for issue, body in own),
        opened=sum(issue.is_open for issue, _ in own),
    )


def _stuck(others: Iterable[IssueBody]) -> int | None:
    """An open issue of another list that explains why pull requests cannot be opened."""
    found = (i.number for i, body in others if i.is_open and body.control.kind == "stuck")
    return next(found, None)
