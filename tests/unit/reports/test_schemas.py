"""Everything that is written as JSON has a published schema, and real outputs fit it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.cli.app import run as listbot
from bot.cli.attribute import as_data
from bot.model.check import CheckedLink, CheckReport, Place
from bot.model.entries import LinkRole, SourceSpan
from bot.model.evidence import Attribution, AttributionJudgement, Evidence
from bot.model.runs import Cost, Incident, Run, RunValidity, Validity
from bot.model.verdicts import Health
from bot.reports import badges, health_json
from bot.reports.check import json_
from bot.reports.schemas import (
    SCHEMAS,
    attribute_schema,
    badge_schema,
    check_schema,
    health_schema,
    import_schema,
    others_schema,
    shards_schema,
)
from tests.builders import NIGHT_ONE, URL, a_report, a_verdict, an_entry, an_entry_health
from tests.published import ROOT, assert_published


def validate(data: Any, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_published_schema_is_the_one_of_the_program(name: str) -> None:
    schema = SCHEMAS[name]()
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published(f"schemas/{name}.schema.json", text)


def test_every_published_schema_has_a_name_and_a_title_of_its_own() -> None:
    found = [json.loads(file.read_text()) for file in sorted((ROOT / "schemas").iterdir())]
    assert len({schema["$id"] for schema in found}) == len(found)
    assert len({schema["title"] for schema in found}) == len(found)


INCIDENT = Incident(host="slow.example", failed=3, asked=4, reason="timed-out")


@pytest.mark.parametrize("run", [None, Run(at=NIGHT_ONE, incidents=(INCIDENT,))])
def test_health_json_fits_its_schema(run: Run | None) -> None:
    report = a_report(an_entry_health(an_entry(code="https://github.com/o/n")), run=run)
    validate(json.loads(health_json.text(report)), health_schema())


def test_every_badge_fits_the_schema_of_shields() -> None:
    for report in (a_report(), a_report(an_entry_health(), run=Run(at=NIGHT_ONE))):
        for badge in badges.badges(report, now=NIGHT_ONE):
            validate(json.loads(badges.endpoint(badge)), badge_schema())


def a_check(**changes: Any) -> CheckReport:
    span = SourceSpan(file="list.md", line=3, column=7)
    links = (
        CheckedLink(
            url=URL,
            target=URL,
            verdict=a_verdict(Health.MOVED, final_url="https://papers.example/two"),
            places=(Place(span=span), Place(span=span, entry_id="one", role=LinkRole.PDF)),
            elapsed_ms=12,
            attempts=1,
        ),
        CheckedLink(
            url="https://walled.example/",
            target="https://walled.example/",
            verdict=a_verdict(Health.SKIPPED, proof=None, status=None, since=None, reason=""),
            places=(Place(span=span),),
        ),
    )
    quiet = CheckReport(
        links=links,
        inputs=("list.md",),
        at=NIGHT_ONE,
        version="1.0.0",
        validity=RunValidity(validity=Validity.VALID),
    )
    return dataclasses.replace(quiet, **changes)


@pytest.mark.parametrize(
    "report",
    [
        a_check(),
        a_check(alone=True, shard=(2, 4), missing=("arXiv did not answer",)),
        a_check(
            validity=RunValidity(
                validity=Validity.OFFLINE, explanation="nothing answered", incidents=(INCIDENT,)
            ),
            cost=Cost(requests=(("a.example", 2),), registry_calls=(("crossref", 1),), seconds=1.5),
        ),
    ],
)
def test_the_json_of_a_check_fits_its_schema(report: CheckReport) -> None:
    validate(json.loads(json_.text(report)), check_schema())


def test_a_judgement_on_code_fits_its_schema() -> None:
    judgement = AttributionJudgement(
        entry_id="one",
        url="https://github.com/o/n",
        attribution=Attribution.CONFIRMED,
        score=0.99,
        evidence=(Evidence(kind="readme-names-title", supports=True, detail="the title"),),
    )
    validate(as_data("7", judgement), attribute_schema())


def test_what_an_import_writes_fits_its_schemas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "# List\n[![x](https://a.example/b.svg)](https://badge.example/)\n## Papers\n"
        "* **A title of one paper.** CVPR 2024. [[paper]](https://arxiv.org/abs/2404.16192) "
        "[[code]](https://github.com/o/n)\n"
    )
    (tmp_path / "list.md").write_text(text, encoding="utf-8")
    others = tmp_path / "others.jsonl"
    arguments = ["import", str(tmp_path / "list.md"), "--format", "jsonl", "--others", str(others)]
    assert listbot(arguments) == 0
    entries = capsys.readouterr().out.splitlines()
    assert entries
    for line in entries:
        validate(json.loads(line), import_schema())
    left = others.read_text(encoding="utf-8").splitlines()
    assert left
    for line in left:
        validate(json.loads(line), others_schema())


def test_the_numbers_of_the_parts_fit_their_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.md").write_text("* [a](https://a.example/) [b](https://b.example/)\n")
    assert listbot(["shards", str(tmp_path / "list.md"), "--per-shard", "1"]) == 0
    validate(json.loads(capsys.readouterr().out), shards_schema())
