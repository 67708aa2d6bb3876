"""What runs leave for the next one has a published schema, and what is written fits it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bot.ledger.history import Ledger
from bot.ledger.lines import runs_to_text
from bot.model.hosts import KnownHost
from bot.model.observations import Look, PageReading, Validators
from bot.model.papers import PaperId, Scheme
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Cost, Incident, Run
from bot.pipeline.notebook import Notebook, journal_schema
from bot.pipeline.store import (
    HOSTS,
    LAST_RUN,
    MEMORY,
    REPOSITORIES,
    VALIDATORS,
    KnownValidators,
    LastRun,
    Lines,
)
from bot.ports import PaperAnswers, RepositoryAnswers
from bot.rehearsal.folder import mark_schema
from bot.reports.schemas import runs_schema
from tests.builders import an_observation, night
from tests.fakes.ports import MemoryFiles
from tests.published import assert_published

FACTS = RepoFacts(
    slug=RepoSlug(owner="o", name="n"), state=RepoState.EXISTS, last_commit=night(1), stars=3
)


@pytest.mark.parametrize("lines", MEMORY, ids=lambda lines: lines.name)
def test_the_published_schema_is_the_one_of_the_program(lines: Lines[Any]) -> None:
    assert_published_schema(lines.name, lines.schema())


@pytest.mark.parametrize(
    ("lines", "item"),
    [
        (LAST_RUN, LastRun(cost=Cost(requests=(("a.example", 2),)), missing=("x",))),
        (REPOSITORIES, FACTS),
        (HOSTS, KnownHost(host="a.example", robots_at=night(0), crawl_delay=1.5, head_agrees=True)),
        (VALIDATORS, KnownValidators(target="https://a.example/", validators=Validators())),
    ],
    ids=["last-run", "repositories", "hosts", "validators"],
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


def test_the_schema_of_the_mark_of_a_rehearsal_is_published() -> None:
    assert_published_schema("rehearsal", mark_schema())


def test_every_line_of_a_journal_fits_its_published_schema() -> None:
    assert_published_schema("journal", journal_schema())
    files = MemoryFiles({})
    notebook = Notebook(files, "reports", now=night(0))
    page = PageReading(title="T", metadata=(("citation_title", "T"),), code_urls=("https://a.b/",))
    notebook.note_look(Look(observation=an_observation()))
    notebook.note_look(
        Look(observation=an_observation(status=404), page=page, validators=Validators())
    )
    paper = PaperId(scheme=Scheme.ARXIV, value="2404.16192")
    notebook.note_papers(PaperAnswers(unregistered=(paper,), unavailable=(("crossref", "503"),)))
    notebook.note_repositories(RepositoryAnswers(facts=(FACTS,), missing=("x",)))
    lines = (files.read("reports/journal.jsonl") or "").splitlines()
    assert len(lines) == 5
    judge = jsonschema.Draft202012Validator(journal_schema())
    for line in lines:
        judge.validate(json.loads(line))
    assert not judge.is_valid({"began": "2026-11-24T02:17:00Z"})
    assert not judge.is_valid({**json.loads(lines[1]), "verdict": "dead"})


def assert_published_schema(name: str, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published(f"schemas/{name}.schema.json", text)
