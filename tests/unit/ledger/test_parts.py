"""A part of a night is read line by line, and nothing in it is believed that does not fit."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bot.ledger.journal import look_line
from bot.ledger.part_reading import LONGEST_LINE, parse_part, part_schema
from bot.ledger.parts import PartRefused, closing_line, is_part, part_header
from bot.model.hosts import KnownHost
from bot.model.observations import Look, PageReading, Validators
from bot.model.runs import Cost, Validity
from tests.builders import NIGHT_ONE, an_observation
from tests.published import assert_published

LOOK = Look(
    observation=an_observation(),
    page=PageReading(title="Tïtle \u202e", metadata=(("citation_title", "T"),), code_urls=("x",)),
    validators=Validators(etag='"a"'),
    attempts=2,
    elapsed_ms=31,
    received=4096,
)
HEADER = part_header(2, 4, NIGHT_ONE)
COST = Cost(requests=(("a.example", 3),), received=99, seconds=1.5)
HOST = KnownHost(host="a.example", robots_at=NIGHT_ONE, crawl_delay=1.5, head_agrees=True)
END = closing_line(Validity.VALID, "", COST, [HOST])


def a_part(*lines: str) -> str:
    return "".join(f"{line}\n" for line in (HEADER, *lines))


def look_with(**changes: Any) -> str:
    return json.dumps(json.loads(look_line(LOOK)) | changes)


def test_what_was_written_is_read_again() -> None:
    part = parse_part(a_part(look_line(LOOK), END))
    assert (part.number, part.of, part.began, part.finished) == (2, 4, NIGHT_ONE, True)
    assert part.looks == {LOOK.observation.target: LOOK}
    assert part.cost == COST
    assert part.hosts == (HOST,)
    assert part.validity is Validity.VALID


def test_a_part_that_was_killed_is_read_as_far_as_it_came() -> None:
    part = parse_part(a_part(look_line(LOOK)) + look_line(LOOK)[:40])
    assert not part.finished
    assert len(part.looks) == 1


def test_a_part_is_told_from_other_files() -> None:
    assert is_part(a_part())
    assert not any(
        is_part(text) for text in ("", "{}", '{"version": 1}', '{"journal": 1}\n"part":')
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        "[]",
        "null",
        "nonsense",
        look_with(surprise=1),
        look_with(witness="registry"),
        look_with(witness="api"),
        look_with(outcome="unregistered"),
        look_with(outcome="absent"),
        look_with(outcome="wonderful"),
        look_with(status="200"),
        look_with(status=10**9),
        look_with(attempts=-1),
        look_with(at="soon"),
        look_with(at="0001-01-01T00:00:00+23:00"),
        look_with(target=None),
        look_with(final_url="javascript:alert(1)"),
        look_with(final_url="https://example.org/" + "x" * 9_000),
        look_with(reason="x" * 9_000),
        look_with(page={"title": "t"}),
        look_with(
            page={
                "title": "t",
                "metadata": [["a", "b"]] * 201,
                "code_urls": [],
                "canonical_url": None,
            }
        ),
        look_with(validators={"etag": 1, "last_modified": "", "url": ""}),
        "[" * 100_000,
        '{"target":"' + "x" * LONGEST_LINE + '"}',
        json.dumps({"finished": {}}),
        END.replace('"valid"', '"splendid"'),
        END.replace("3", "-3"),
        END.replace("1.5", "NaN"),
        END.replace('"crawl_delay": 1.5', '"crawl_delay": 1e9'),
        END.replace('"head_agrees": true', '"head_agrees": "yes"'),
        END.replace('"host": "a.example"', '"host": "' + "x" * 400 + '"'),
        '{"target":"\\ud800"}',
    ],
)
def test_a_line_that_does_not_fit_spoils_the_part(line: str) -> None:
    with pytest.raises(PartRefused, match="line 2"):
        parse_part(a_part(line, END))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no end of line",
        "{}\n",
        HEADER.replace('"part": 2', '"part": 5') + "\n",
        HEADER.replace('"part": 2', '"part": 0') + "\n",
        HEADER.replace('"of": 4', '"of": 1000000') + "\n",
        HEADER.replace("2026", "soon") + "\n",
        HEADER.replace('"journal": 1', '"journal": 2') + "\n",
        a_part(END, look_line(LOOK)),
        a_part(END, END),
        a_part(END) + "more",
    ],
)
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(PartRefused):
        parse_part(text)


def test_the_schema_is_published_and_real_lines_fit_it() -> None:
    schema = part_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert_published("schemas/part.schema.json", text)
    validator = jsonschema.Draft202012Validator(schema)
    for line in (HEADER, look_line(LOOK), look_line(Look(observation=an_observation())), END):
        validator.validate(json.loads(line))
    assert not validator.is_valid(json.loads(look_with(witness="api")))
