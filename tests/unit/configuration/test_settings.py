"""What the configuration file may say, and what becomes of it."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.configuration.manual import manual
from bot.configuration.options import OPTIONS
from bot.configuration.reading import parse_settings, read_settings
from bot.configuration.schema import configuration_schema
from bot.errors import ConfigurationError
from bot.model.observations import Outcome
from bot.model.settings import HostManners, Settings
from bot.model.verdicts import StrikeRule
from tests.published import ROOT, assert_published

EVERYTHING = """\
entries: lists/papers.yml
reports: health
readme: docs/LIST.md
policy:
  strikes:
    timed-out: {nights: 8, over-days: 10, apart-hours: 12}
    sent-home: never
  moved-nights: 5
  mass-failure: 0.5
web:
  concurrency: 16
  per-host: 1
  interval: 2.5
  attempt-timeout: 10
  budget: 3600
  allow-net: [10.1.0.0/16, "fd00::/8"]
  hosts:
    - host: "*.example.org"
      interval: 10
    - {host: example.com, skip: true}
  contact: https://example.org/list me@example.org
  canaries: [https://example.org/]
triage:
  enabled: false
  issues: off
  pull-requests: [moved]
  label: links
  branch-prefix: bot/
  notify: ["@me", team/name]
schedule:
  adaptive: true
  at-least-every: 3
ignore:
  rules: [archived]
  urls: ["https://example.org/*"]
"""


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_settings("") == Settings()
    assert parse_settings("# nothing yet\n") == Settings()


def test_everything_that_is_said_is_done() -> None:
    settings = parse_settings(EVERYTHING)
    assert (settings.entries, settings.reports, settings.readme) == (
        "lists/papers.yml",
        "health",
        "docs/LIST.md",
    )
    rule = StrikeRule(nights=8, over=timedelta(days=10), apart=timedelta(hours=12))
    assert settings.policy.strikes[Outcome.TIMED_OUT] == rule
    assert Outcome.SENT_HOME not in settings.policy.strikes
    assert Outcome.SERVER_ERROR in settings.policy.strikes
    assert settings.policy.moved_nights == 5
    assert settings.web.interval == 2.5
    assert settings.web.budget == 3600
    assert settings.web.hosts == (
        HostManners(host="*.example.org", interval=10),
        HostManners(host="example.com", skip=True),
    )
    assert settings.web.allow_net == ("10.1.0.0/16", "fd00::/8")
    assert settings.triage.issues == "off"
    assert settings.triage.notify == ("@me", "team/name")
    assert settings.schedule.at_least_every == 3
    assert settings.ignore_rules == ("archived",)
    assert settings.ignore_urls == ("https://example.org/*",)


def test_all_mistakes_are_told_at_once_with_their_places() -> None:
    text = (
        "entires: x.yml\n"
        "web:\n"
        "  per_host: 3\n"
        "  concurrency: many\n"
        "  retries: 99\n"
        "policy:\n"
        "  strikes:\n"
        "    timed-out: {nights: 1}\n"
        "    walled: {nights: 2}\n"
    )
    with pytest.raises(ConfigurationError) as caught:
        parse_settings(text, "c.yml")
    found = caught.value.message.splitlines()
    assert [line.split(": ")[0] + " " + line.split(": ")[1] for line in found] == [
        "c.yml:1:1 entires",
        "c.yml:3:3 web.per_host",
        "c.yml:4:16 web.concurrency",
        "c.yml:5:12 web.retries",
        "c.yml:8:25 policy.strikes.timed-out.nights",
        "c.yml:9:5 policy.strikes.walled",
    ]
    assert 'did you mean "entries"?' in found[0]
    assert 'did you mean "per-host"?' in found[1]


@pytest.mark.parametrize(
    "text",
    [
        "reports: ../../.github/workflows/x.yml",
        "reports: /etc",
        "reports: .github/workflows",
        "reports: .git/hooks",
        "reports: a/../../b",
        "reports: a//b",
        "reports: --upload-file",
        "reports: ~/x",
        "reports: 'a\\b'",
        'entries: "a\\nb"',
        "entries: [a]",
        "entries:",
        'web: {contact: "me@example.org\\r\\nX-Evil: 1"}',
        "web: {contact: nobody}",
        "web: {interval: -1}",
        "web: {interval: .5}",
        "web: {interval: 1e9}",
        "web: {interval: .inf}",
        "web: {interval: .nan}",
        "web: {retries: 1_0}",
        "web: {retries: ２}",
        "web: {concurrency: 0}",
        "web: {concurrency: 0x10}",
        "web: {allow-net: [0.0.0.0/0]}",
        "web: {allow-net: [8.8.8.0/24]}",
        "web: {allow-net: [169.254.169.254/32]}",
        "web: {allow-net: ['fe80::/64']}",
        "web: {allow-net: ['::/0']}",
        "web: {allow-net: [10.0.0.1/8]}",
        "web: {canaries: [file:///etc/passwd]}",
        "web: {hosts: [{interval: 1}]}",
        "web: {hosts: [{host: 'https://example.org'}]}",
        "web: {hosts: [{host: 'a*b.org'}]}",
        "web: {hosts: [{host: example.org, headers: x}]}",
        "web: {attempt-timeout: 100}",
        "web: {url-timeout: 5}",
        "web: []",
        "web: x",
        "triage: {enabled: yes}",
        "triage: {enabled: 'true'}",
        "triage: {issues: all}",
        "triage: {pull-requests: [everything]}",
        "triage: {branch-prefix: '../'}",
        "triage: {branch-prefix: main}",
        "triage: {label: 'a,b'}",
        "triage: {notify: ['@me/../x y']}",
        "policy: {strikes: {walled: {nights: 3}}}",
        "policy: {strikes: {not-found: {nights: 1}}}",
        "policy: {strikes: {not-found: {over-days: 3}}}",
        "policy: {strikes: {not-found: always}}",
        "policy: {mass-failure: 2}",
        "schedule: {at-least-every: 0}",
        "ignore: {rules: [everything]}",
        "ignore: {urls: 'https://*'}",
        "ignore: {urls: ['a b']}",
        "web: {<<: {retries: 1}}",
        "web: &x {retries: 1}",
        "plugins: [./evil.py]",
        "- a list",
    ],
)
def test_what_must_not_be_said_is_a_mistake(text: str) -> None:
    settings, mistakes = read_settings(text)
    assert settings is None
    assert len(mistakes) == 1
    assert mistakes[0].span.line == 1
    assert mistakes[0].remedy


def places(holder: Any, prefix: str = "") -> list[str]:
    """Every field of Settings that holds a value of its own."""
    found: list[str] = []
    for field in dataclasses.fields(holder):
        value, place = getattr(holder, field.name), prefix + field.name
        if dataclasses.is_dataclass(value):
            found += places(value, f"{place}.")
        elif isinstance(value, dict):
            found += [f"{place}.{key.value.replace('-', '_')}" for key in value]
        else:
            found.append(place)
    return found


def test_every_setting_has_a_key_and_every_key_a_setting() -> None:
    of_the_command_line = {"web.forced_per_host", "web.forced_interval"}
    of_one_of_several = {"name"}  # a key of each item of ``lists``
    elsewhere = of_the_command_line | of_one_of_several
    assert {option.place for option in OPTIONS} == set(places(Settings())) - elsewhere


def test_the_defaults_are_allowed_values() -> None:
    schema = configuration_schema()
    for option in OPTIONS:
        part = schema
        for head in option.key.split("."):
            part = part["properties"][head]
        if option.key != "web.contact":  # nobody to write to until the maintainer says so
            jsonschema.validate(part["default"], part)


def test_the_published_schema_is_the_one_of_the_program() -> None:
    schema = configuration_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published("schemas/configuration.schema.json", text)


def test_schema_and_reader_agree_on_a_full_file() -> None:
    jsonschema.validate(
        yaml.safe_load(EVERYTHING.replace("issues: off", 'issues: "off"')), configuration_schema()
    )


def test_the_manual_lists_every_key_with_its_default() -> None:
    path = "docs/configuration.md"
    page = (ROOT / path).read_text(encoding="utf-8")
    head, begin, rest = page.partition("do not edit by hand) -->\n")
    _, end, tail = rest.partition("<!-- options: end -->")
    assert begin
    assert end
    assert_published(path, f"{head}{begin}\n{manual()}\n{end}{tail}")


def test_the_example_of_the_manual_is_read_without_a_mistake() -> None:
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    assert parse_settings(example) != Settings()


def test_the_configuration_of_this_repository_is_read_without_a_mistake() -> None:
    file = Path(ROOT / ".github" / "listbot.yml")
    if not file.is_file():
        pytest.skip("this repository lives on the defaults")
    parse_settings(file.read_text(encoding="utf-8"))


def test_lists_have_files_of_their_own() -> None:
    settings = parse_settings(
        "lists:\n  - {entries: a.yml, reports: reports/a}\n"
        "  - {entries: B.md, reports: reports/b}\n"
        "  - {entries: c.yml, reports: c/reports, readme: c/README.md}\nreadme: LIST.md\n"
    )
    files = [(one.entries, one.reports, one.readme) for one in settings.each_list()]
    assert files == [
        ("a.yml", "reports/a", "LIST.md"),
        ("B.md", "reports/b", "B.md"),
        ("c.yml", "c/reports", "c/README.md"),
    ]
    assert [one.name for one in settings.each_list()] == ["a", "b", "c-reports"]
    assert Settings().each_list() == (Settings(),)


def test_a_list_has_a_word_of_its_own_and_the_only_one_has_none() -> None:
    settings = parse_settings(
        "lists:\n  - {entries: a.yml, reports: reports, name: all}\n"
        "  - {entries: B.md, reports: health/Big  Models_2}\n"
    )
    assert [one.name for one in settings.each_list()] == ["all", "health-big-models-2"]
    (only,) = parse_settings("lists: [{entries: a.yml, reports: r, name: all}]").each_list()
    assert only.name == ""


@pytest.mark.parametrize(
    ("lists", "what"),
    [
        ("[{entries: a.yml, reports: r}, {entries: a.yml, reports: s}]", "a.yml is there twice"),
        ("[{entries: a.yml, reports: r}, {entries: b.md, reports: r}]", "would share r/"),
        ("[{entries: a.yml, reports: r}, {entries: b.md, reports: r/b}]", "would share"),
        ("[{entries: a.yml, reports: r}, {entries: b.yml, reports: s}]", "both be shown on"),
        ("[{entries: a.yml}]", "reports"),
        ("[{entries: ../a.yml, reports: r}]", "lists"),
        ("[{entries: a.md, reports: r}]\nreports: s", "`reports` says it for one list"),
        ("[{entries: a.md, reports: r}]\nentries: b.md", "`entries` says it for one list"),
        ("[{entries: a.md, reports: x/r}, {entries: b.md, reports: x-r}]", "both be called x-r"),
        ("[{entries: a.md, reports: r}, {entries: b.md, reports: s, name: r}]", "called r"),
        (
            "[{entries: a.md, reports: r}, {entries: b.md, reports: moved}]",
            "a kind of pull request",
        ),
        ("[{entries: a.md, reports: r, name: A B}]", "a word such as"),
    ],
)
def test_lists_that_would_get_in_each_others_way_are_mistakes(lists: str, what: str) -> None:
    with pytest.raises(ConfigurationError, match=what):
        parse_settings(f"lists: {lists}\n")
