"""The pace of one host."""

from __future__ import annotations

from bot.probing.lanes import CLOSING_REST, JITTER, SLOWEST, Lane
from bot.probing.manners import Manners


def lane(concurrency: int = 2, interval: float = 1.0, *, forced: bool = False) -> Lane[int]:
    manners = Manners(lane="a", concurrency=concurrency, interval=interval, forced=forced)
    made: Lane[int] = Lane(manners, 0)
    made.queue.extend(range(100))
    return made


def test_two_starts_are_never_closer_than_the_interval() -> None:
    one = lane()
    assert one.ready_at(10.0) == 0.0
    assert one.start(10.0, 0.0) == 0
    assert one.ready_at(10.0) == 11.0
    one.start(11.0, 1.0)
    one.finish(11.1, closed=False)
    assert one.ready_at(11.1) == 12.0 + JITTER


def test_no_slot_no_start() -> None:
    one = lane(concurrency=1, interval=0.0)
    one.start(0.0, 0.0)
    assert one.ready_at(99.0) is None
    one.finish(99.0, closed=False)
    assert one.ready_at(99.0) is not None


def test_a_closed_connection_rests_before_a_new_one_comes() -> None:
    one = lane(concurrency=1, interval=0.0)
    one.start(0.0, 0.0)
    one.finish(5.0, closed=True)
    assert one.ready_at(5.0) == 5.0 + CLOSING_REST
    assert one.ready_at(5.0 + CLOSING_REST) == 0.0
    two = lane(concurrency=2, interval=0.0)
    two.start(0.0, 0.0)
    two.finish(5.0, closed=True)
    assert two.ready_at(5.0) == 0.0


def test_a_pause_stops_the_whole_lane() -> None:
    one = lane()
    assert one.throttle(10.0, 7.0) == 7.0
    assert one.ready_at(10.0) == 17.0
    one.pause(12.0)
    assert one.ready_at(10.0) == 17.0


def test_throttling_without_a_word_slows_the_lane_down_and_answers_speed_it_up() -> None:
    one = lane()
    for _ in range(10):
        one.throttle(0.0, None)
    assert one.interval == SLOWEST
    for _ in range(40):
        one.answered(0.1)
    assert one.interval == 1.0


def test_an_isolated_retry_after_is_obeyed_and_not_punished() -> None:
    one = lane()
    one.throttle(0.0, 1.0)
    assert one.interval == 1.0
    one.answered(0.1)
    assert one.throttled == 0


def test_rising_latency_slows_down_and_forced_manners_do_not_care() -> None:
    polite, forced = lane(), lane(forced=True)
    for one in (polite, forced):
        for _ in range(10):
            one.answered(0.2)
        for _ in range(20):
            one.answered(5.0)
    assert polite.interval > 1.0
    assert forced.interval == 1.0


def test_a_host_that_refuses_and_refuses_is_given_up() -> None:
    one = lane()
    for _ in range(3):
        one.throttle(0.0, 1.0)
    assert (one.gave_up, one.may_retry) == (False, True)
    one.throttle(0.0, 1.0)
    assert (one.gave_up, one.may_retry) == (True, False)


def test_a_host_that_wants_a_day_is_not_waited_for() -> None:
    one = lane()
    assert one.throttle(0.0, 86_400.0) == 60.0
    assert not one.may_retry


def test_the_time_to_go_counts_interval_latency_and_pause() -> None:
    one = lane(concurrency=2, interval=1.0)
    assert one.remaining(0.0) == 100.0
    one.pause(50.0)
    assert one.remaining(0.0) == 150.0
    slow = lane(concurrency=2, interval=0.1)
    for _ in range(50):
        slow.answered(4.0)
    assert slow.remaining(0.0) > 150.0
