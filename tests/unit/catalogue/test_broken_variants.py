"""Broken variants of the real list: every mistake is named with line, column and path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.catalogue.reading import read_catalogue

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "entries.yml").read_text(encoding="utf-8")

BERTHOP = "  - id: berthop\n"
BERTHOP_CODE = "    code: https://github.com/monajati/BERTHop\n"
TANDEM = "  - id: tandemnet\n"
TANDEM_PDF = "    pdf: https://link.springer.com/chapter/10.1007/978-3-319-66179-7_37\n"


@dataclass(frozen=True)
class Case:
    """One variant: what is replaced by what, and where which mistakes must be found."""

    name: str
    old: str
    new: str
    #: (text at whose beginning the mistake stands, path, words of the message)
    found: tuple[tuple[str, str, str], ...]


def case(name: str, old: str, new: str, *found: tuple[str, str, str]) -> Case:
    return Case(name, old, new, found)


def code(value: str) -> str:
    return BERTHOP_CODE + f"    code: {value}\n"


def extra(line: str) -> tuple[str, str]:
    """The TandemNet entry (number 2), which has no code, with a further line."""
    return TANDEM_PDF, TANDEM_PDF + line + "\n"


CASES = (
    case("no title of the list", 'title: "VLM-in-MIA"\n', "", ("sections:", "title", "missing")),
    case("an empty title", 'title: "VLM-in-MIA"', 'title: ""', ('""', "title", "empty")),
    case("title is a list", 'title: "VLM-in-MIA"', "title: [a]", ("[a]", "title", "a list")),
    case(
        "unknown key on top",
        "sections:\n",
        "colour: red\nsections:\n",
        ("colour", "colour", "unknown key"),
    ),
    case(
        "entries misspelt",
        "\nentries:\n",
        "\nentires:\n",
        ('title: "VLM', "entries", "missing"),
        ("entires", "entires", 'did you mean "entries"?'),
    ),
    case(
        "sections is a mapping",
        "sections:\n",
        "sections: {}\nsektions:\n",
        ("{}", "sections", "expected a list"),
        ("sektions", "sektions", 'did you mean "sections"?'),
    ),
    case(
        "a section without a title",
        '  - id: vqa\n    title: "VLM in Medical image VQA"\n',
        "  - id: vqa\n",
        ("id: vqa", "sections[3].title", "missing"),
    ),
    case(
        "a section twice",
        "  - id: vqa\n",
        "  - id: detection\n",
        (
            'detection\n    title: "VLM in Medical image detection"',
            "sections[4].id",
            "used twice, in lines",
        ),
    ),
    case(
        "an entry without an id",
        BERTHOP + "    section:",
        "  - section:",
        ('section: diagnosis-and-classification\n    title: "BERTHop', "entries[1].id", "missing"),
    ),
    case("an entry without a pdf", TANDEM_PDF, "", ("id: tandemnet", "entries[2].pdf", "missing")),
    case(
        "an empty pdf",
        TANDEM_PDF,
        "    pdf:\n",
        ("\n  - id: pay-attention", "entries[2].pdf", "nothing"),
    ),
    case(
        "a pdf that is a dash", TANDEM_PDF, "    pdf: '-'\n", ("'-'", "entries[2].pdf", "no link")
    ),
    case(
        "an id twice",
        TANDEM,
        "  - id: berthop\n",
        (
            'berthop\n    section: diagnosis-and-classification\n    title: "Tandem',
            "entries[2].id",
            "used twice, in lines",
        ),
    ),
    case(
        "an id with capitals",
        BERTHOP,
        "  - id: BERTHop\n",
        ("BERTHop\n    section", "entries[1].id", "no id"),
    ),
    case(
        "an id that is too long",
        BERTHOP,
        f"  - id: {'a' * 81}\n",
        ("a" * 81, "entries[1].id", "no id"),
    ),
    case("an id with a slash", BERTHOP, "  - id: ../x\n", ("../x", "entries[1].id", "no id")),
    case(
        "a key twice",
        BERTHOP_CODE,
        code("https://e.org/"),
        ("code: https://e.org/", "entries[1].code", "given twice, in lines"),
    ),
    case(
        "another list's word for code",
        BERTHOP_CODE,
        BERTHOP_CODE.replace("code:", "github:"),
        ("github: https", "entries[1].github", 'did you mean "code"?'),
    ),
    case(
        "a key with a typing error",
        BERTHOP_CODE,
        BERTHOP_CODE.replace("code:", "cdoe:"),
        ("cdoe: https", "entries[1].cdoe", 'did you mean "code"?'),
    ),
    case(
        "a link without a scheme",
        *extra("    code: github.com/a/b"),
        ("github.com/a/b", "entries[2].code", 'write "https://github.com/a/b"'),
    ),
    case(
        "a link with another scheme",
        *extra("    code: ftp://example.org/a"),
        ("ftp://example.org/a", "entries[2].code", "no http or https URL"),
    ),
    case(
        "a script as a link",
        *extra("    code: javascript:alert(1)"),
        ("javascript:", "entries[2].code", "no http or https URL"),
    ),
    case(
        "a link without a host",
        *extra("    code: https://"),
        ("https://\n", "entries[2].code", "name a host"),
    ),
    case(
        "a DOI as a link",
        *extra("    project: 10.1000/182"),
        ("10.1000/182", "entries[2].project", 'write "https://doi.org/10.1000/182"'),
    ),
    case(
        "two links in one field",
        *extra("    code: https://e.org/a https://e.org/b"),
        ("https://e.org/a", "entries[2].code", "one link only"),
    ),
    case(
        "a list of links",
        *extra("    code: [https://e.org/a]"),
        ("[https://e.org/a]", "entries[2].code", "a list"),
    ),
    case(
        "null as a link", *extra("    code: null"), ("null", "entries[2].code", "remove the line")
    ),
    case(
        "none as a link", *extra("    code: none"), ("none", "entries[2].code", "remove the line")
    ),
    case(
        "a bare dash",
        *extra("    code: -"),
        ("-\n  - id: pay-attention", "entries[2].code", "remove the line"),
    ),
    case("a year in words", *extra("    year: soon"), ("soon", "entries[2].year", "whole number")),
    case(
        "a year of two digits", *extra("    year: 17"), ("17\n", "entries[2].year", "1600 to 2200")
    ),
    case(
        "a year of five thousand digits",
        *extra(f"    year: {'9' * 5000}"),
        ("9" * 5000, "entries[2].year", "whole number"),
    ),
    case(
        "a DOI with its address",
        *extra("    doi: https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "entries[2].doi", 'write only "10.1000/182"'),
    ),
    case(
        "an arXiv id with its prefix",
        *extra("    arxiv: arXiv:2305.12231v2"),
        ("arXiv:2305", "entries[2].arxiv", 'write only "2305.12231v2"'),
    ),
    case(
        "authors as one text",
        *extra("    authors: A and B"),
        ("A and B", "entries[2].authors", "expected a list"),
    ),
    case(
        "an empty author", *extra('    authors: [A, ""]'), ('""', "entries[2].authors[1]", "empty")
    ),
    case(
        "an unknown rule",
        *extra("    ignore: [ded]"),
        ("ded]", "entries[2].ignore[0]", 'did you mean "dead"?'),
    ),
    case("ignore: yes", *extra("    ignore: yes"), ("yes", "entries[2].ignore", "true or false")),
    case(
        "a date that does not exist",
        *extra("    ignore: {until: 2027-02-30}"),
        ("2027-02-30", "entries[2].ignore.until", "no date"),
    ),
    case(
        "an anchor and an alias",
        *extra("    venue: &v MICCAI\n    project: *v"),
        ("&v MICCAI", "entries[2].venue", "anchor"),
        ("*v", "entries[2].project", "alias"),
    ),
    case("a merge key", *extra("    <<: {year: 2000}"), ("<<:", "entries[2]", "merge key")),
    case("a tag", *extra("    year: !!int 2017"), ("!!int", "entries[2].year", "tag")),
    case(
        "a colon without quotes",
        *extra("    venue: MICCAI: 2017"),
        (": 2017", "entries[2].venue", "double quotes"),
    ),
    case(
        "a quote that is never closed",
        *extra('    venue: "MICCAI'),
        ('"MICCAI', "entries[2].venue", "closed only several lines further down"),
    ),
    case(
        "a tab as indentation",
        TANDEM_PDF,
        "\t" + TANDEM_PDF.strip() + "\n",
        ("\tpdf", "entries[2]", "tab"),
    ),
    case(
        "wrong indentation",
        TANDEM_PDF,
        TANDEM_PDF[1:],
        (
            "pdf: https://link.springer.com/chapter/10.1007/978-3-319-66179-7_37",
            "entries",
            "belongs to no item",
        ),
    ),
    case(
        "an at sign in front",
        *extra("    venue: @MICCAI"),
        ("@MICCAI", "entries[2].venue", 'cannot begin with "@"'),
    ),
    case(
        "an entry that is a text",
        TANDEM,
        "  - just a text\n" + TANDEM,
        ("just a text", "entries[2]", "expected a mapping"),
    ),
    case(
        "an empty entry",
        TANDEM,
        "  -\n" + TANDEM,
        ("\n" + TANDEM, "entries[2]", "expected a mapping"),
    ),
    case(
        "a line break inside a title",
        '"BERTHop: An',
        '"BERTHop:\\n An',
        ('"BERTHop:', "entries[1].title", "line break"),
    ),
    case("an invisible character", "BERTHop: An", "BERTHop:\x0b An", ("\x0b", "", "U+000B")),
    case(
        "a byte that is not UTF-8",
        "BERTHop: An",
        "BERTHop:\udce9 An",
        ("\udce9", "", "0xE9 is not UTF-8"),
    ),
    case(
        "a very long title",
        '"BERTHop: An',
        f'"{"x" * 10_001}: An',
        ('"' + "x" * 10_001, "entries[1].title", "longer than 10 kB"),
    ),
    case("a second document", TANDEM, "---\n" + TANDEM, ("---", "", "second document")),
    case(
        "a conflict of two branches",
        TANDEM,
        "<<<<<<< HEAD\n" + TANDEM,
        ("<<<<<<< HEAD", "", "conflict"),
    ),
    case("an empty file", TEXT, "", ("", "", "the file is empty")),
    case("a list instead of a mapping", TEXT, "- a\n- b\n", ("- a", "", "expected a mapping")),
    case(
        "a page of HTML",
        TEXT,
        "<!doctype html>\n<title>Not found</title>\n",
        ("<!doctype", "", "expected a mapping"),
    ),
    case(
        "four mistakes in two entries",
        TANDEM_PDF + "  - id: pay-",
        "    pdf: x y\n    yaer: 2000\n    venue: a: b\n  - id: Pay-",
        ("x y", "entries[2].pdf", "no http"),
        ("yaer", "entries[2].yaer", 'did you mean "year"?'),
        (": b\n", "entries[2].venue", "double quotes"),
        ("Pay-", "entries[3].id", "no id"),
    ),
)


def place(text: str, beginning: str) -> tuple[int, int]:
    """1-based line and column of a text that occurs once."""
    assert beginning in text
    at = text.index(beginning)
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("broken", CASES, ids=lambda broken: broken.name)
def test_every_mistake_is_named_with_its_place(broken: Case) -> None:
    assert broken.old in TEXT
    text = TEXT.replace(broken.old, broken.new, 1)
    catalogue, mistakes = read_catalogue(text)
    assert catalogue is None
    printed = "\n".join(map(str, mistakes))
    for mistake, (beginning, path, words) in zip(mistakes, broken.found, strict=True):
        assert (mistake.span.line, mistake.span.column) == place(text, beginning), printed
        assert mistake.path == path
        assert words in f"{mistake.what}; {mistake.remedy}"
        assert str(mistake).startswith(f"entries.yml:{mistake.span.line}:{mistake.span.column}: ")


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40
    assert len({broken.name for broken in CASES}) == len(CASES)
