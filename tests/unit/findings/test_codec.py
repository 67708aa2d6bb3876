"""The file between the job that looks and the job that writes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema
import pytest

from bot.errors import StateError
from bot.findings.codec import findings_from_json, findings_schema, findings_to_json
from bot.model.entries import Ignore, LinkRole, SourceSpan
from bot.model.evidence import Attribution, Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.night import EntryIgnore, LinkState, Night
from bot.model.runs import Validity
from bot.model.verdicts import Health
from tests.published import assert_published

SPAN = SourceSpan(file="entries.yml", line=12, column=10)
AT = datetime(2026, 11, 24, 2, 17, tzinfo=UTC)
NIGHT = Night(
    title="A list",
    file="entries.yml",
    made_at=AT,
    run_at=AT,
    validity=Validity.VALID,
    entries=1,
    links=(
        LinkState(
            entry_id="one",
            entry_title="Ünïcödé <b>",
            role=LinkRole.CODE,
            url="https://github.com/a/b",
            span=SPAN,
            health=Health.ALIVE,
            attribution=Attribution.WRONG,
            well_nights=3,
        ),
    ),
    findings=(
        Finding(
            rule=Rule.WRONG_CODE,
            severity=Severity.DECISION,
            entry_id="one",
            entry_title="Ünïcödé <b>",
            span=SPAN,
            summary="The repository is something else.",
            role=LinkRole.CODE,
            url="https://github.com/a/b",
            evidence=(Evidence(kind="generic-library", supports=False, detail="a library"),),
            fixes=(
                SuggestedFix(
                    field="code",
                    old="https://github.com/a/b",
                    new=None,
                    safety=FixSafety.NEEDS_DECISION,
                ),
            ),
            since=AT,
        ),
    ),
    ignores=(EntryIgnore(entry_id="one", span=SPAN, ignore=Ignore(until="2027-01-31")),),
    missing=("arXiv did not answer",),
)


def test_a_night_survives_the_file() -> None:
    assert findings_from_json(findings_to_json(NIGHT)) == NIGHT


def test_the_same_night_has_the_same_text_and_fits_the_schema() -> None:
    text = findings_to_json(NIGHT)
    assert text == findings_to_json(replace(NIGHT))
    jsonschema.validate(json.loads(text), findings_schema())


def test_the_text_is_what_json_writes_however_it_is_put_together() -> None:
    for night in (NIGHT, replace(NIGHT, links=(), ignores=()), replace(NIGHT, findings=())):
        text = findings_to_json(night)
        assert text == (
            json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )


def test_the_published_schema_is_the_one_of_the_program() -> None:
    schema = findings_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published("schemas/findings.schema.json", text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('"version": 1', '"version": 2'), "version: Input should be 1"),
        (('"severity"', '"sevrity"'), "night.findings.0.severity: Field required"),
        (('"missing"', '"\\u001b[2Jmissing"'), "night.\\x1b[2Jmissing: unknown key"),
        (('"wrong-code"', '"no-such-rule"'), "night.findings.0.rule: Input should be"),
        (("{", "", 1), "Invalid JSON"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(change: tuple[str, str], told: str) -> None:
    with pytest.raises(StateError) as refusal:
        findings_from_json(findings_to_json(NIGHT).replace(*change))
    assert told in refusal.value.message
    assert "\x1b" not in refusal.value.message
