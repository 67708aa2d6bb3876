"""What the observing job hands over can add a night, and can do nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import StateError
from bot.model.observations import Outcome
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Run
from bot.pipeline.handover import FILES, newer, take_over
from bot.pipeline.store import LINKS_FILE, REPOSITORIES, RUNS_FILE, Store, store_files
from bot.pipeline.worth import why_commit
from tests.builders import a_ledger, a_report, a_verdict, an_entry, an_entry_health, an_observation
from tests.builders import night as night_at

OTHER = "https://other.example/2"
SLUG = RepoSlug(owner="a", name="b")
NOW = night_at(3)


def a_store(nights: int, *, node: str = "R_1") -> Store:
    facts = RepoFacts(slug=SLUG, state=RepoState.EXISTS, node_id=node, first_node_id=node)
    outcomes = [Outcome.ANSWERED if i % 2 else Outcome.NOT_FOUND for i in range(nights)]
    return Store(ledger=a_ledger(*outcomes), repositories={SLUG.key: facts})


def handed_over(store: Store) -> dict[str, str]:
    return {name: text for name, text in store_files(store).items() if name in FILES}


def test_one_more_night_is_taken_over() -> None:
    after = take_over(handed_over(a_store(3)), a_store(2), now=NOW)
    assert after.ledger == a_store(3).ledger
    assert after.repositories[SLUG.key].node_id == "R_1"


def test_a_first_night_is_taken_over() -> None:
    assert take_over(handed_over(a_store(1)), Store(), now=night_at(1)).ledger.runs


def test_a_new_link_is_taken_over() -> None:
    store = a_store(2)
    run = Run(at=NOW)
    more = store.ledger.extended_by(run, [an_observation(target=OTHER)])
    after = take_over(handed_over(replace(store, ledger=more)), a_store(2), now=NOW)
    assert OTHER in after.ledger.timelines


Forgery = Callable[[dict[str, str]], dict[str, str]]


def _edited(name: str, old: str, new: str) -> Forgery:
    def edit(texts: dict[str, str]) -> dict[str, str]:
        assert old in texts[name]
        return texts | {name: texts[name].replace(old, new, 1)}

    return edit


def _first_run_dropped(texts: dict[str, str]) -> dict[str, str]:
    return texts | {RUNS_FILE: "".join(texts[RUNS_FILE].splitlines(keepends=True)[1:])}


def _many_runs(texts: dict[str, str]) -> dict[str, str]:
    store = a_store(3)
    for hour in range(3):
        store = replace(
            store, ledger=store.ledger.extended_by(Run(at=NOW + timedelta(minutes=hour + 1)), [])
        )
    return texts | handed_over(store)


def _simulated(texts: dict[str, str]) -> dict[str, str]:
    lines = texts[RUNS_FILE].splitlines()
    last = json.loads(lines[-1]) | {"simulated": True}
    return texts | {RUNS_FILE: "\n".join([*lines[:-1], json.dumps(last)]) + "\n"}


def _in_the_future(texts: dict[str, str]) -> dict[str, str]:
    store = a_store(2)
    ledger = store.ledger.extended_by(Run(at=NOW + timedelta(days=2)), [])
    return texts | handed_over(replace(store, ledger=ledger))


FORGERIES: dict[str, Forgery] = {
    "a file of another kind": lambda t: t | {"README.md": "x"},
    "a way out": lambda t: t | {"../../.github/workflows/x.yml": "x"},
    "a line without schema": lambda t: t | {REPOSITORIES.file: '{"slug": 3}\n'},
    "no JSON": lambda t: t | {REPOSITORIES.file: "x\n"},
    "two last runs": lambda t: t | {"ledger/last-run.json": "{}\n{}\n"},
    "no ledger": lambda t: t | {LINKS_FILE: "", RUNS_FILE: ""},
    "a broken ledger": _edited(LINKS_FILE, "\t", " "),
    "another past": _edited(LINKS_FILE, "not-found", "answered"),
    "a run dropped": _first_run_dropped,
    "many runs": _many_runs,
    "a rehearsal": _simulated,
    "the future": _in_the_future,
    "another identity": lambda t: (
        t | {REPOSITORIES.file: handed_over(a_store(3, node="R_2"))[REPOSITORIES.file]}
    ),
    "the same night": lambda _: handed_over(a_store(2)),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_anything_else_is_refused_as_a_whole(name: str) -> None:
    texts = FORGERIES[name](handed_over(a_store(3)))
    with pytest.raises(StateError):
        take_over(texts, a_store(2), now=NOW)


def test_a_link_cannot_be_given_a_past() -> None:
    forged = a_ledger(Outcome.NOT_FOUND, Outcome.NOT_FOUND, target=OTHER)
    ledger = a_store(3).ledger
    timelines = {**ledger.timelines, OTHER: replace(forged.timelines[OTHER], number=1)}
    texts = handed_over(replace(a_store(3), ledger=replace(ledger, timelines=timelines)))
    with pytest.raises(StateError, match="invents a past"):
        take_over(texts, a_store(2), now=NOW)


def test_the_newer_ledger_wins() -> None:
    assert newer(handed_over(a_store(3)), a_store(2))
    assert newer(handed_over(a_store(1)), Store())
    assert not newer(handed_over(a_store(2)), a_store(2))
    assert not newer({}, a_store(2))


def test_only_what_somebody_could_act_upon_is_worth_a_commit() -> None:
    entry = an_entry()

    def report(verdict: str, day: int) -> object:
        from bot.model.verdicts import Health

        health = an_entry_health(entry, a_verdict(Health(verdict)))
        return replace(a_report(health), run=Run(at=night_at(day)))

    def why(before: object, after: object) -> str:
        return why_commit(before, after)  # type: ignore[arg-type]

    assert why(None, report("alive", 1)) == "Report the first night"
    assert why(report("alive", 1), report("alive", 2)) == ""
    assert why(report("alive", 1), report("dead", 2)).endswith(": 1 link changed")
    assert why(report("alive", 1), report("alive", 8)).startswith("Update the figures")
    simulated = replace(a_report(), run=Run(at=night_at(1), simulated=True))
    assert why(None, simulated) == ""
