"""The list as data: the published shape, and nothing in a title is a formula or a command."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.catalogue.reading import parse_catalogue
from bot.cli.app import run as listbot
from bot.model.report import Report
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.model.runs import Run
from bot.model.verdicts import Flag, Health
from bot.reports.export import bibtex_, csv_, jsonl
from bot.reports.schemas import export_schema
from tests.builders import NIGHT_ONE, a_report, a_verdict, an_entry, an_entry_health
from tests.published import ROOT

CODE = "https://github.com/owner/name"
NASTY = "}, url = {https://evil.example}}\n@comment{x} \\write18{rm} =HYPERLINK(1) %$#_~^ Zoë"


def a_night(*, simulated: bool = False, title: str = "A Paper") -> Report:
    facts = RepoFacts(
        slug=RepoSlug(owner="owner", name="name"),
        state=RepoState.EXISTS,
        stars=17,
        last_commit=NIGHT_ONE,
    )
    entry = an_entry(code=CODE, title=title, pdf="https://arxiv.org/abs/2404.16192")
    archived = a_verdict(Health.ALIVE, target=CODE, flags=frozenset({Flag.ARCHIVED}))
    health = an_entry_health(entry, a_verdict(), archived, repository=facts)
    return a_report(health, run=Run(at=NIGHT_ONE, simulated=simulated))


def checked_lines(report: Report) -> list[dict[str, Any]]:
    schema = export_schema()
    found = [json.loads(line) for line in jsonl.lines(report)]
    for row in found:
        jsonschema.Draft202012Validator(schema).validate(row)
    return found


def test_a_night_is_exported_in_the_published_shape() -> None:
    [row] = checked_lines(a_night())
    pdf, code = row["links"]
    assert (row["arxiv"], row["doi"], row["code"]) == ("2404.16192", None, CODE)
    assert (pdf["verdict"], pdf["proof"], code["stars"]) == ("alive", "probe", 17)
    assert code["flags"] == ["archived"]
    assert "simulated" not in row


def test_figures_of_a_rehearsal_say_so_in_every_format() -> None:
    report = a_night(simulated=True)
    assert checked_lines(report)[0]["simulated"] is True
    assert "simulated" in "".join(csv_.lines(report))
    assert "simulated" in "".join(bibtex_.lines(report))


def test_before_the_first_night_everything_about_health_is_null() -> None:
    unknown = a_verdict(Health.SKIPPED, proof=None, status=None, since=None)
    [row] = checked_lines(a_report(an_entry_health(an_entry(), unknown)))
    [link] = row["links"]
    assert {key: link[key] for key in ("verdict", "proof", "reason", "since", "stars")} == {
        "verdict": None,
        "proof": None,
        "reason": None,
        "since": None,
        "stars": None,
    }


def test_the_real_list_gives_one_line_for_each_of_its_126_entries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "--entries", str(ROOT / "entries.yml"), "--reports", str(tmp_path)]
    assert listbot([*arguments, "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    catalogue = parse_catalogue((ROOT / "entries.yml").read_text(encoding="utf-8"))
    assert [json.loads(line)["id"] for line in out.splitlines()] == [
        entry.id for entry in catalogue.entries
    ]
    assert len(out.splitlines()) == 126
    assert "not run yet" in err
    assert listbot([*arguments, "--format", "csv", "--quiet", "-o", str(tmp_path / "x.csv")]) == 0
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 126
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '"\t=1', "a\r\n=2", "plain"])
def test_no_cell_is_a_formula(title: str) -> None:
    [row] = csv.DictReader(io.StringIO("".join(csv_.lines(a_night(title=title))), newline=""))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())
    assert (row["pdf"], row["code_stars"]) == ("https://arxiv.org/abs/2404.16192", "17")
    assert None not in row


def bibtex_fields(text: str) -> list[tuple[str, dict[str, str]]]:
    """Entries as BibTeX itself splits them: by braces, with no escape for them."""
    found = []
    position = 0
    while (start := text.find("@", position)) >= 0:
        opening = text.index("{", start)
        position = closing(text, opening)
        key, _, body = text[opening + 1 : position].partition(",")
        fields: dict[str, str] = {}
        at = 0
        while (equals := body.find("= {", at)) >= 0:
            end = closing(body, equals + 2)
            fields[body[at:equals].strip(" ,\n")] = body[equals + 3 : end]
            at = end + 1
        found.append((text[start:opening] + key, fields))
    return found


def closing(text: str, opening: int) -> int:
    depth = 0
    for position in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    raise AssertionError("a brace is never closed")


def test_bibtex_holds_one_entry_a_paper_and_no_title_breaks_out() -> None:
    report = a_night(title=NASTY)
    entry = dataclasses.replace(
        report.entries[0].entry, authors=("A. and B. Co", "Müller, X}{"), venue="V}"
    )
    health = dataclasses.replace(report.entries[0], entry=entry)
    text = "".join(bibtex_.lines(dataclasses.replace(report, entries=(health, health))))
    entries = bibtex_fields(text)
    assert [key for key, _ in entries] == ["@miscone", "@miscone"]
    fields = entries[0][1]
    assert set(fields) == {
        *("title", "author", "howpublished", "eprint", "archiveprefix", "url", "note")
    }
    assert "\\write" not in fields["title"]
    assert fields["url"] == "https://arxiv.org/abs/2404.16192"
    assert fields["author"].startswith("{A. and B. Co} and Müller")


@pytest.mark.parametrize("url", ["https://e.org/}{\\x$%20#_a", "https://e.org/a b"])
def test_an_address_cannot_break_out_of_its_field(url: str) -> None:
    report = a_report(an_entry_health(an_entry(pdf=url, code=url)))
    [(_, fields)] = bibtex_fields("".join(bibtex_.lines(report)))
    assert set(fields) <= {"title", "url", "note"}
    assert not any(c in fields.get("url", "") for c in "{}\\ $")
