"""The policy, line by line (README, "How it decides")."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ledger.history import Ledger
from bot.model.observations import Outcome, Witness
from bot.model.runs import Incident, Run
from bot.model.verdicts import Flag, Health, Policy, Verdict
from bot.verdicts.judge import Move, judge_one, steady_move, well_for_nights
from tests.builders import URL, a_ledger, an_observation, night

O = Outcome  # noqa: E741
POLICY = Policy()


def verdict(*nights: Outcome | None) -> Verdict:
    return judge_one(a_ledger(*nights), POLICY, URL)


@pytest.mark.parametrize("outcome", [O.NOT_FOUND, O.SOFT_NOT_FOUND, O.FOR_SALE])
def test_a_clear_failure_is_unstable_after_one_night_and_dead_after_two(outcome: Outcome) -> None:
    assert verdict(O.ANSWERED, outcome).health is Health.UNSTABLE
    assert verdict(O.ANSWERED, outcome, outcome).health is Health.DEAD


@pytest.mark.parametrize(
    "outcome",
    [O.TIMED_OUT, O.SERVER_ERROR, O.UNREACHABLE, O.BROKEN, O.NO_SUCH_HOST, O.DNS_FAILED],
)
def test_a_doubtful_failure_needs_six_nights_over_seven_days(outcome: Outcome) -> None:
    assert verdict(O.ANSWERED, *[outcome] * 6).health is Health.UNSTABLE
    assert verdict(O.ANSWERED, *[outcome] * 7).health is Health.UNSTABLE
    assert verdict(O.ANSWERED, *[outcome] * 8).health is Health.DEAD
    six_over_seven_days = [outcome, None, None, *[outcome] * 5]
    assert verdict(O.ANSWERED, *six_over_seven_days).health is Health.DEAD


def test_sent_home_needs_fourteen_nights() -> None:
    assert verdict(O.ANSWERED, *[O.SENT_HOME] * 13).health is Health.UNSTABLE
    assert verdict(O.ANSWERED, *[O.SENT_HOME] * 14).health is Health.DEAD


def test_two_looks_on_one_day_are_one_night() -> None:
    ledger = Ledger()
    for hours in (0, 5, 10, 15):
        run = Run(at=night(0) + timedelta(hours=hours))
        ledger = ledger.extended_by(run, [an_observation(O.NOT_FOUND)])
    assert judge_one(ledger, POLICY, URL).health is Health.UNSTABLE
    ledger = ledger.extended_by(
        Run(at=night(0) + timedelta(hours=20)), [an_observation(O.NOT_FOUND)]
    )
    assert judge_one(ledger, POLICY, URL).health is Health.DEAD


def test_any_success_resets() -> None:
    assert verdict(O.NOT_FOUND, O.ANSWERED, O.NOT_FOUND).health is Health.UNSTABLE
    assert verdict(*[O.TIMED_OUT] * 5, O.ANSWERED, *[O.TIMED_OUT] * 5).health is Health.UNSTABLE


@pytest.mark.parametrize("outcome", [O.WALLED, O.RATE_LIMITED, O.REFUSED_REQUEST])
def test_a_wall_never_strikes_however_long_it_stands(outcome: Outcome) -> None:
    assert verdict(O.ANSWERED, *[outcome] * 60).health is Health.BLOCKED


def test_a_wall_between_two_failures_neither_strikes_nor_resets() -> None:
    assert verdict(O.NOT_FOUND, O.WALLED).health is Health.BLOCKED
    assert verdict(O.NOT_FOUND, O.WALLED, O.NOT_FOUND).health is Health.DEAD


def test_a_bad_certificate_never_strikes_but_is_reported() -> None:
    found = verdict(O.ANSWERED, *[O.BAD_CERTIFICATE] * 60)
    assert found.health is Health.UNSTABLE
    assert Flag.BAD_CERTIFICATE in found.flags
    assert found.last_alive == night(0)


@pytest.mark.parametrize(
    ("outcome", "witness"), [(O.UNREGISTERED, Witness.REGISTRY), (O.ABSENT, Witness.API)]
)
def test_hard_proof_needs_one_night(outcome: Outcome, witness: Witness) -> None:
    look = an_observation(outcome, witness=witness)
    found = judge_one(Ledger().extended_by(Run(at=night(0)), [look]), POLICY, URL)
    assert (found.health, found.proof) == (Health.DEAD, witness)


def test_a_clear_failure_counts_as_a_doubtful_one_too_but_not_the_other_way() -> None:
    mixed = [O.TIMED_OUT] * 3 + [O.NOT_FOUND] + [O.TIMED_OUT] * 4
    assert verdict(O.ANSWERED, *mixed).health is Health.DEAD
    assert verdict(O.ANSWERED, O.TIMED_OUT, O.NOT_FOUND).health is Health.UNSTABLE


def test_since_and_last_alive_say_when_it_began() -> None:
    found = verdict(O.ANSWERED, O.ANSWERED, O.NOT_FOUND, O.NOT_FOUND)
    assert (found.last_alive, found.since, found.strikes) == (night(1), night(2), 2)
    well = verdict(O.NOT_FOUND, O.ANSWERED, O.ANSWERED)
    assert (well.since, well.last_alive) == (night(1), night(2))


def test_a_night_of_a_host_incident_does_not_count() -> None:
    incident = (Incident(host="papers.example", failed=3, asked=3),)
    ledger = a_ledger(O.ANSWERED)
    for number in (1, 2, 3):
        look = an_observation(O.NOT_FOUND)
        ledger = ledger.extended_by(Run(at=night(number), incidents=incident), [look])
    found = judge_one(ledger, POLICY, URL)
    assert (found.health, found.strikes) == (Health.UNSTABLE, 0)
    assert "whole host" in found.reason
    ledger = ledger.extended_by(Run(at=night(4)), [an_observation(O.NOT_FOUND)])
    assert judge_one(ledger, POLICY, URL).strikes == 1


def test_a_host_that_is_gone_for_two_weeks_is_no_incident_any_more() -> None:
    incident = (Incident(host="papers.example", failed=3, asked=3),)
    ledger = a_ledger(O.ANSWERED)
    for number in range(1, 16):
        look = an_observation(O.NO_SUCH_HOST)
        ledger = ledger.extended_by(Run(at=night(number), incidents=incident), [look])
        expected = Health.UNSTABLE if number < 15 else Health.DEAD
        assert judge_one(ledger, POLICY, URL).health is expected


def test_changing_the_policy_changes_every_verdict_without_a_new_look() -> None:
    ledger = a_ledger(O.ANSWERED, O.NOT_FOUND, O.NOT_FOUND)
    patient = Policy(strikes={k: v for k, v in POLICY.strikes.items() if k is not O.NOT_FOUND})
    assert judge_one(ledger, POLICY, URL).health is Health.DEAD
    assert judge_one(ledger, patient, URL).health is Health.UNSTABLE


def test_a_permanent_redirect_is_counted_while_it_leads_to_the_same_place() -> None:
    ledger = Ledger()
    for number, place in enumerate(
        ["https://a.example/", "https://b.example/"] + ["https://c.example/"] * 2
    ):
        look = an_observation(final_url=place, permanent=True)
        ledger = ledger.extended_by(Run(at=night(number)), [look])
    assert steady_move(ledger, URL, POLICY) == Move(place="https://c.example/", nights=2)
    found = judge_one(ledger, POLICY, URL)
    assert (found.health, found.final_url) == (Health.MOVED, "https://c.example/")
    assert well_for_nights(ledger, URL) == 4


def test_a_target_that_nobody_looked_at_is_skipped() -> None:
    assert judge_one(Ledger(), POLICY, URL).health is Health.SKIPPED


def test_a_bad_night_takes_back_neither_a_move_nor_what_https_showed() -> None:
    ledger = Ledger()
    url = "http://papers.example/one"
    for number in range(3):
        look = an_observation(
            target=url, final_url="https://c.example/", permanent=True, secure_twin=True
        )
        ledger = ledger.extended_by(Run(at=night(number)), [look])
    ledger = ledger.extended_by(Run(at=night(3)), [an_observation(O.TIMED_OUT, target=url)])
    assert steady_move(ledger, url, POLICY) == Move(place="https://c.example/", nights=3)
    assert Flag.INSECURE in judge_one(ledger, POLICY, url).flags
