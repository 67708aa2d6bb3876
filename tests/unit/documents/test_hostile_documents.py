"""Documents made to hurt their reader: each is refused quickly, with its place."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from bot.documents import building
from bot.documents.limits import LARGEST_FILE
from bot.documents.mistakes import MOST_MISTAKES, Mistakes
from bot.documents.nodes import Mapping
from bot.documents.reading import read_document


def mistakes_of(text: str) -> list[str]:
    mistakes = Mistakes("f.yml")
    read_document(text, "f.yml", mistakes)
    return [str(mistake) for mistake in mistakes.all()]


MERGES = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9)
)
LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 30_000, "nested"),
        ("[" * 2_000_000, "nested"),
        ("[" * 19 + "[\n" * 100_000, "nested deeper than 20"),
        ("{a: " * 300_000, "nested deeper than 20"),
        ("- " * 1_000_000, "nested deeper than 20"),
        ("? " * 1_000_000, "nested deeper than 20"),
        ("- - -\n" * 5_000, ""),
        ("a: &x 1", "an anchor (&name) is not allowed"),
        ("a: *x", "an alias (*name) is not allowed"),
        ("<<: {a: 1}", "a merge key (<<) is not allowed"),
        ("a: !!python/object/apply:os.system [x]", "a tag (!name) is not allowed"),
        ("a: !x 1", "a tag (!name) is not allowed"),
        ("a: 1\n--- \nb: 2", "a second document begins here"),
        ("a: 1\nb: 2\na: 3", 'the key "a" is given twice, in lines 1 and 3'),
        ('a: 1\n"a": 3', 'the key "a" is given twice, in lines 1 and 2'),
        ("{a: 1, a: 2}", 'the key "a" is given twice'),
        ("a: " + "x" * 10_001, "longer than 10 kB"),
        ("a: " + "ü" * 5_001, "longer than 10 kB"),
        ("x" * (LARGEST_FILE + 1), "larger than 5 MB"),
        ("ü" * (LARGEST_FILE // 2 + 1), "larger than 5 MB"),
        ("a: x\x00y", "U+0000"),
        ("a: x\u2028y", "U+2028"),
        ("a: x\ud800y", "U+D800"),
        ("a: \udcff", "the byte 0xFF is not UTF-8"),
        ("a: \ufeffx", "U+FEFF"),
        ("[a]: b", "a key must be a word"),
        ("a: %x", 'cannot begin with "%"'),
        ("%TAG ! tag:x,2000:\n---\na: !x b", "a tag"),
        (MERGES, "an anchor"),
        (LAUGHS, "an alias"),
    ],
)
def test_a_hostile_document_is_refused(text: str, expected: str) -> None:
    found = mistakes_of(text)
    assert any(expected in line for line in found) or expected == ""
    assert all(line.startswith("f.yml:") for line in found)


def test_a_million_mistakes_are_not_all_told() -> None:
    found = mistakes_of("".join(f"k{n}: &a\n" for n in range(MOST_MISTAKES + 7)))
    assert len(found) == MOST_MISTAKES + 1
    assert "7 further mistakes" in found[-1]


def test_what_is_broken_in_one_item_does_not_hide_the_others() -> None:
    text = (
        "list:\n"
        "  - a: x: y\n"
        "  - b: @\n"
        "   c: 1\n"
        "  - d: 'open\n"
        "  - e: 'z'\n"
        "  - f: fine\n"
        "  - g: 1\n"
        "    g: 2\n"
    )
    lines = [line.split(":")[1] for line in mistakes_of(text)]
    assert lines == ["2", "3", "4", "5", "9"]
    document = read_document(text, "f.yml", Mistakes("f.yml"))
    assert isinstance(document.root, Mapping)


def test_the_opening_quote_is_blamed_and_not_the_line_where_it_ends() -> None:
    found = mistakes_of('list:\n  - a: "never closed\n  - b: c\n')
    assert found[0].startswith("f.yml:2:8: list[0].a: a quote is opened here and never closed")


@pytest.mark.slow
def test_thirty_thousand_brackets_do_not_end_the_process() -> None:
    program = (
        "from bot.catalogue.reading import read_catalogue\n"
        "for n in (20_000, 30_000, 1_000_000):\n"
        "    catalogue, mistakes = read_catalogue('entries: ' + '[' * n + ']' * n)\n"
        "    assert catalogue is None and len(mistakes) == 2\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_pyyaml_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 'x'\nb: [1, {c: d}]\nlist:\n  - k: |\n      text\n    l: \"ü\"\n  - &x y\n"
    with_libyaml = Mistakes("f.yml"), Mistakes("f.yml")
    first = read_document(text, "f.yml", with_libyaml[0])
    monkeypatch.setattr(building, "_LOADER", yaml.SafeLoader)
    second = read_document(text, "f.yml", with_libyaml[1])
    assert first == second
    assert with_libyaml[0].all() == with_libyaml[1].all()
    assert any("nested" in line for line in mistakes_of("[" * 30_000))
    assert any("double quotes" in line for line in mistakes_of("list:\n  - a: b: c\n"))
