"""Which answers deserve a second look."""

from __future__ import annotations

import pytest

from bot.model.observations import Outcome
from bot.probing.doubt import DOUBTFUL, HostHealth, Step, next_step
from bot.probing.journey import Found


def after(
    outcome: Outcome,
    *,
    first: Outcome | None = None,
    tries: int = 1,
    pause: float | None = 0.0,
    throttled: bool = False,
    down: bool = False,
    retries: int = 2,
) -> Step:
    return next_step(
        Found(outcome=outcome, throttled=throttled),
        first=Found(outcome=first) if first else None,
        is_second=first is not None,
        tries=tries,
        retries=retries,
        pause=pause,
        host_is_down=down,
    )


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome.ANSWERED,
        Outcome.NOT_FOUND,
        Outcome.SOFT_NOT_FOUND,
        Outcome.FOR_SALE,
        Outcome.WALLED,
        Outcome.UNSAFE,
        Outcome.INVALID,
        Outcome.SENT_HOME,
        Outcome.REFUSED_REQUEST,
    ],
)
def test_clear_answers_are_believed_at_once(outcome: Outcome) -> None:
    assert after(outcome) is Step.BELIEVE


@pytest.mark.parametrize("outcome", sorted(DOUBTFUL))
def test_doubtful_answers_get_one_late_second_look(outcome: Outcome) -> None:
    assert after(outcome) is Step.LOOK_AGAIN
    assert after(outcome, retries=0) is Step.LOOK_AGAIN


def test_a_cheap_failure_is_repeated_once_more_and_a_dear_one_is_not() -> None:
    broken, late = Outcome.BROKEN, Outcome.TIMED_OUT
    assert after(broken, first=broken, tries=2) is Step.REPEAT
    assert after(broken, first=broken, tries=3) is Step.BELIEVE
    assert after(broken, first=broken, tries=2, down=True) is Step.BELIEVE
    assert after(late, first=late, tries=2) is Step.BELIEVE
    assert after(late, first=broken, tries=2) is Step.REPEAT


def test_a_throttled_target_waits_until_it_makes_no_sense() -> None:
    assert after(Outcome.RATE_LIMITED, pause=3.0) is Step.WAIT
    assert after(Outcome.RATE_LIMITED, pause=3.0, tries=3) is Step.BELIEVE
    assert after(Outcome.RATE_LIMITED, pause=None) is Step.BELIEVE
    assert after(Outcome.SERVER_ERROR, pause=3.0, throttled=True) is Step.WAIT
    assert after(Outcome.SERVER_ERROR, pause=0.0, throttled=True) is Step.LOOK_AGAIN


def test_a_host_is_down_after_failures_in_a_row() -> None:
    health = HostHealth()
    assert not health.failed(Outcome.TIMED_OUT)
    assert health.failed(Outcome.TIMED_OUT)
    assert health.is_down
    assert not health.failed(Outcome.TIMED_OUT)
    assert health.answered()
    assert not health.is_down


def test_a_host_that_has_answered_is_trusted_longer() -> None:
    health = HostHealth()
    assert not health.answered()
    assert not any(health.failed(Outcome.TIMED_OUT) for _ in range(5))
    assert not health.answered()
    assert [health.failed(Outcome.TIMED_OUT) for _ in range(6)] == [False] * 5 + [True]


def test_a_name_that_does_not_exist_speaks_for_all_its_pages_at_once() -> None:
    assert HostHealth().failed(Outcome.NO_SUCH_HOST)
    assert HostHealth().failed(Outcome.DNS_FAILED)


def test_refusals_for_safety_say_nothing_about_a_host() -> None:
    health = HostHealth()
    assert not any(health.failed(Outcome.UNSAFE) for _ in range(20))
