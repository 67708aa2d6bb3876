"""Laws of the ledger that hold for every history."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.history import Ledger, same_sight
from bot.ledger.lines import links_to_text, parse_ledger, runs_to_text
from bot.ledger.visits import Visits
from bot.model.observations import Outcome
from bot.model.runs import Run
from tests.builders import an_observation, night

TARGETS = [f"https://h{n}.example/" for n in range(5)]
NIGHTS = st.lists(
    st.dictionaries(st.sampled_from(TARGETS), st.sampled_from(list(Outcome))), max_size=12
)


@given(st.sets(st.integers(0, 300)))
def test_visits_read_back_what_they_wrote(numbers: set[int]) -> None:
    visits = Visits.of(numbers)
    assert Visits.parse(str(visits)) == visits
    assert visits.numbers() == numbers
    assert len(visits) == len(numbers)
    assert all(n in visits for n in numbers)
    assert not any(n in visits for n in set(range(310)) - numbers)


@given(NIGHTS)
def test_every_look_of_every_night_can_be_seen_again(
    nights: list[dict[str, Outcome]],
) -> None:
    ledger = Ledger()
    for number, looks in enumerate(nights):
        seen = [an_observation(outcome, target=target) for target, outcome in looks.items()]
        ledger = ledger.extended_by(Run(at=night(number)), seen)
    ledger = parse_ledger(links_to_text(ledger), runs_to_text(ledger))
    for target in TARGETS:
        expected = [
            (night(number), looks[target]) for number, looks in enumerate(nights) if target in looks
        ]
        found = [(s.run.at, s.observation.outcome) for s in ledger.sightings(target)]
        assert found == expected
        changes = ledger.timelines[target].changes if target in ledger.timelines else ()
        assert not any(same_sight(a, b) for a, b in itertools.pairwise(changes))
