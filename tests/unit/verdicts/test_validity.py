"""Is this run evidence?"""

from __future__ import annotations

from bot.model.observations import Observation, Outcome
from bot.model.runs import Validity
from bot.model.verdicts import Health, Policy
from bot.verdicts.validity import Silence, assess, is_suspicious
from tests.builders import an_observation

POLICY = Policy()


def looks(**outcomes: list[Outcome]) -> list[Observation]:
    """Outcomes of the pages of each host."""
    return [
        an_observation(outcome, target=f"https://{host}.example/{number}")
        for host, seen in outcomes.items()
        for number, outcome in enumerate(seen)
    ]


def well(observations: list[Observation]) -> dict[str, Health]:
    return {o.target: Health.ALIVE for o in observations}


def many(answered: int, failed: int, outcome: Outcome = Outcome.TIMED_OUT) -> list[Observation]:
    """One page a host."""
    seen = [Outcome.ANSWERED] * answered + [outcome] * failed
    return [
        an_observation(o, target=f"https://h{number}.example/") for number, o in enumerate(seen)
    ]


def test_nothing_at_all_answered_is_offline() -> None:
    run = many(0, 20, Outcome.DNS_FAILED)
    assert is_suspicious(run, {}, POLICY)
    found = assess(run, {}, POLICY)
    assert found.validity is Validity.OFFLINE
    assert "offline" in found.explanation


def test_an_api_that_answered_means_that_we_are_not_offline() -> None:
    assert assess(many(0, 20), {}, POLICY, others_answered=True).validity is Validity.VALID


def test_a_quarter_of_the_living_may_fail_but_not_more() -> None:
    fine, odd = many(30, 10), many(29, 11)
    assert assess(fine, well(fine), POLICY).validity is Validity.VALID
    assert assess(odd, well(odd), POLICY).validity is Validity.MASS_FAILURE


def test_links_that_were_dead_before_do_not_make_a_mass_failure() -> None:
    run = many(20, 20)
    before = well(run[:20])
    assert assess(run, before, POLICY).validity is Validity.VALID


def test_a_first_night_with_many_failures_asks_the_canaries() -> None:
    run = many(9, 11)
    assert is_suspicious(run, {}, POLICY)
    sick = [an_observation(Outcome.TIMED_OUT, target="https://canary.example/")]
    healthy = [an_observation(target="https://canary.example/")]
    assert assess(run, {}, POLICY, canaries=sick).validity is Validity.CANARIES_FAILED
    assert assess(run, {}, POLICY, canaries=healthy).validity is Validity.VALID


def test_one_host_with_many_failing_links_says_nothing_about_our_network() -> None:
    failing = [Outcome.TIMED_OUT] * 60
    assert not is_suspicious(looks(lab=[*failing, Outcome.ANSWERED]), {}, POLICY)
    assert not is_suspicious(looks(lab=failing, a=[Outcome.ANSWERED]), {}, POLICY)
    assert is_suspicious(looks(lab=failing, a=[Outcome.BROKEN], b=[Outcome.ANSWERED]), {}, POLICY)


def test_a_few_dead_hosts_beside_one_that_answers_a_lot_are_no_reason_for_doubt() -> None:
    gone = [Outcome.NO_SUCH_HOST]
    assert not is_suspicious(looks(lab=[Outcome.ANSWERED] * 20, a=gone, b=gone, c=gone), {}, POLICY)


def test_a_quiet_night_does_not_trouble_the_canaries() -> None:
    run = many(40, 3)
    assert not is_suspicious(run, well(run), POLICY)


def test_small_inputs_are_judged_by_their_own_answers() -> None:
    run = many(0, 3, Outcome.DNS_FAILED)
    assert not is_suspicious(run, {}, POLICY)
    assert assess(run, {}, POLICY).validity is Validity.VALID


def test_a_host_that_fails_together_is_one_incident_and_not_a_mass_failure() -> None:
    run = looks(
        down=[Outcome.SERVER_ERROR] * 10, up=[Outcome.ANSWERED] * 10, too=[Outcome.ANSWERED]
    )
    found = assess(run, well(run), POLICY)
    assert found.validity is Validity.VALID
    assert [(i.host, i.failed, i.asked) for i in found.incidents] == [("down.example", 10, 10)]


def test_two_failures_are_no_incident() -> None:
    run = looks(down=[Outcome.TIMED_OUT] * 2, up=[Outcome.ANSWERED] * 10)
    assert assess(run, well(run), POLICY).incidents == ()


def test_a_host_that_was_never_seen_well_is_judged_link_by_link() -> None:
    run = looks(down=[Outcome.NOT_FOUND] * 5, up=[Outcome.ANSWERED] * 10)
    assert assess(run, {}, POLICY).incidents == ()


def test_when_most_hosts_fall_over_together_it_is_us() -> None:
    run = looks(a=[Outcome.TIMED_OUT] * 4, b=[Outcome.TIMED_OUT] * 4, c=[Outcome.ANSWERED] * 3)
    assert assess(run, well(run), POLICY).validity is Validity.MASS_FAILURE


def test_walls_are_answers() -> None:
    run = many(0, 20, Outcome.WALLED)
    assert assess(run, well(run), POLICY).validity is Validity.VALID


def silence_after(observations: list[Observation]) -> Silence:
    silence = Silence(POLICY)
    for observation in observations:
        silence.note(observation)
    return silence


def test_silence_is_suspicious_when_it_is_a_good_part_of_what_was_planned() -> None:
    assert silence_after(many(0, 25)).is_suspicious(100)
    assert not silence_after(many(0, 24)).is_suspicious(100)
    assert not silence_after(many(0, POLICY.small_run - 1)).is_suspicious(4)


def test_one_answer_breaks_the_silence_for_good() -> None:
    assert not silence_after(many(1, 99)).is_suspicious(100)
    assert not silence_after([*many(0, 99), *many(1, 0)]).is_suspicious(100)


def test_what_was_not_asked_of_anybody_neither_counts_nor_breaks_the_silence() -> None:
    unasked = looks(a=[Outcome.SKIPPED, Outcome.INVALID, Outcome.UNSAFE] * 50)
    assert not silence_after(unasked).is_suspicious(100)
    assert silence_after([*unasked, *many(0, 30)]).is_suspicious(100)
