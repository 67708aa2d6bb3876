"""Which lane starts next."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.probing.lanes import Lane
from bot.probing.manners import Manners
from bot.probing.schedule import Schedule


def manners(name: str, concurrency: int = 2, interval: float = 1.0) -> Manners:
    return Manners(lane=name, concurrency=concurrency, interval=interval)


def filled(counts: dict[str, int], concurrency: int = 10) -> Schedule[str]:
    schedule: Schedule[str] = Schedule(concurrency, lambda: 0.0)
    for name, count in counts.items():
        lane = schedule.lane(manners(name))
        schedule.fill([(lane, f"{name}{i}") for i in range(count)], 0.0)
    return schedule


def test_the_longest_lane_goes_first() -> None:
    schedule = filled({"short": 2, "long": 9, "middle": 5})
    started = [job for _, job in iter(lambda: schedule.take(0.0), None)]
    assert started == ["long0", "middle0", "short0"]
    assert schedule.wake_at() == 1.0


def test_the_limit_over_all_lanes_holds() -> None:
    schedule = filled({"a": 5, "b": 5, "c": 5}, concurrency=2)
    first = schedule.take(0.0)
    assert first is not None
    assert schedule.take(0.0) is not None
    assert schedule.take(0.0) is None
    assert schedule.wake_at() is None
    schedule.finish(first[0], 0.5)
    assert schedule.take(0.5) is not None


def test_what_was_begun_goes_on_first() -> None:
    schedule = filled({"a": 3})
    taken = schedule.take(0.0)
    assert taken is not None
    lane, job = taken
    schedule.finish(lane, 0.1)
    schedule.add(lane, job, 0.1, front=True)
    assert schedule.take(0.2) is None
    again = schedule.take(1.0)
    assert again is not None
    assert again[1] == "a0"


def test_a_delayed_job_waits_for_its_time_unless_it_is_hastened() -> None:
    schedule: Schedule[str] = Schedule(5, lambda: 0.0)
    lane = schedule.lane(manners("a"))
    schedule.add_later(lane, "late", 300.0)
    schedule.add_later(lane, "retry", 200.0)
    assert schedule.take(10.0) is None
    assert schedule.has_only_delayed
    assert not schedule.is_idle
    assert schedule.wake_at() == 200.0
    schedule.hasten(lambda job: 20.0 if job == "late" else float("inf"))
    taken = schedule.take(20.0)
    assert taken is not None
    assert taken[1] == "late"


def test_a_turn_that_was_not_used_costs_the_lane_no_time() -> None:
    schedule = filled({"a": 5})
    for _ in range(3):
        taken = schedule.take(0.0)
        assert taken is not None
        schedule.unused(taken[0], 0.0)
    used = schedule.take(0.0)
    assert used is not None
    assert used[1] == "a3"
    schedule.finish(used[0], 0.2)
    assert schedule.take(0.2) is None
    assert schedule.take(1.0) is not None
    assert schedule.take(9.0) is None


def test_draining_leaves_nothing() -> None:
    schedule = filled({"a": 3, "b": 2})
    schedule.add_later(schedule.lane(manners("a")), "late", 9.0)
    taken = schedule.take(0.0)
    assert taken is not None
    assert len(list(schedule.drain())) == 5
    schedule.finish(taken[0], 1.0)
    assert schedule.is_idle
    assert schedule.wake_at() is None


def test_the_slowest_lane_is_named() -> None:
    schedule = filled({"a": 3, "b": 9})
    slowest = schedule.slowest(0.0)
    assert slowest is not None
    assert slowest.manners.lane == "b"
    assert filled({}).slowest(0.0) is None


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=6),
    st.integers(1, 6),
    st.integers(1, 3),
    st.integers(0, 2**32),
)
def test_every_job_starts_once_and_no_promise_is_broken(
    sizes: list[int], concurrency: int, per_host: int, seed: int
) -> None:
    """Simulate a run with random latencies, pauses and closings, and check the three promises."""
    dice = random.Random(seed)
    schedule: Schedule[int] = Schedule(concurrency, dice.random)
    number = 0
    for i, size in enumerate(sizes):
        lane = schedule.lane(manners(f"h{i}", per_host, 0.5))
        for _ in range(size):
            schedule.add(lane, number, 0.0)
            number += 1
    now, started, running = 0.0, [], []
    starts: dict[str, float] = {}
    while not schedule.is_idle:
        while (taken := schedule.take(now)) is not None:
            lane, job = taken
            name = lane.manners.lane
            assert now >= lane.paused_until
            assert now - starts.get(name, -9.0) >= 0.5
            starts[name] = now
            started.append(job)
            running.append((now + dice.random() * 3, lane))
            assert schedule.in_flight <= concurrency
            assert lane.in_flight <= per_host
        events = [end for end, _ in running]
        wake = schedule.wake_at()
        assert events or wake is not None, "stuck"
        now = max(now, min([*events, *([wake] if wake is not None else [])]))
        for end, lane in [r for r in running if r[0] <= now]:
            running.remove((end, lane))
            schedule.finish(lane, now, closed=dice.random() < 0.3, seconds=1.0)
            if dice.random() < 0.1:
                lane.throttle(now, dice.choice([None, 1.0]))
    assert sorted(started) == list(range(number))


def test_lanes_of_equal_length_take_turns_before_any_has_two_requests() -> None:
    schedule: Schedule[str] = Schedule(4, lambda: 0.0)
    lanes: list[Lane[str]] = [schedule.lane(manners(f"h{i}", 5, 0.0)) for i in range(6)]
    schedule.fill([(lane, f"{lane.manners.lane}-{i}") for lane in lanes for i in range(50)], 0.0)
    started = [schedule.take(0.0) for _ in range(4)]
    assert len({taken[0].manners.lane for taken in started if taken is not None}) == 4
