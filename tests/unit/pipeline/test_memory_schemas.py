"""What runs leave for the next one has a published schema, and what is written fits it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bot.ledger.history import Ledger
from bot.ledger.lines import runs_to_text
from bot.model.observations import Validators
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Cost, Incident, Run
from bot.pipeline.store import (
    LAST_RUN,
    MEMORY,
    REPOSITORIES,
    VALIDATORS,
    KnownValidators,
    LastRun,
    Lines,
)
from bot.reports.schemas import runs_schema
from tests.builders import night
from tests.published import assert_published

FACTS = RepoFacts(
    slug=RepoSlug(owner="o", name="n"), state=RepoState.EXISTS, last_commit=night(1), stars=3
)


@pytest.mark.parametrize("lines", MEMORY, ids=lambda lines: lines.name)
def test_the_published_schema_is_the_one_of_the_program(lines: Lines[Any]) -> None:
    schema = lines.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published(f"schemas/{lines.name}.schema.json", text)


@pytest.mark.parametrize(
    ("lines", "item"),
    [
        (LAST_RUN, LastRun(cost=Cost(requests=(("a.example", 2),)), missing=("x",))),
        (REPOSITORIES, FACTS),
        (VALIDATORS, KnownValidators(target="https://a.example/", validators=Validators())),
    ],
    ids=["last-run", "repositories", "validators"],
)
def test_a_line_fits_it(lines: Lines[Any], item: object) -> None:
    judge = jsonschema.Draft202012Validator(lines.schema())
    judge.validate(json.loads(lines.text([item])))
    assert not judge.is_valid([])


def test_every_run_fits_its_schema() -> None:
    incident = Incident(host="slow.example", failed=3, asked=4, reason="timed-out")
    ledger = Ledger().extended_by(Run(at=night(0)), [])
    ledger = ledger.extended_by(Run(at=night(1), incidents=(incident,), simulated=True), [])
    judge = jsonschema.Draft202012Validator(runs_schema())
    for line in runs_to_text(ledger).splitlines():
        judge.validate(json.loads(line))
    assert not judge.is_valid({"at": "yesterday", "visits": ""})
