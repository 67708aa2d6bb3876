"""Laws of the entries file: writing and reading are inverse, an edit changes what it names."""

from __future__ import annotations

import dataclasses
import difflib
from typing import Any, Protocol, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.edit import set_field
from bot.catalogue.ids import make_ids
from bot.catalogue.reading import parse_catalogue, read_catalogue, read_swiftly
from bot.catalogue.shape import ID_PATTERN
from bot.catalogue.swift import sift
from bot.catalogue.thorough import read_thoroughly
from bot.catalogue.writing import quote, write_catalogue
from bot.model.entries import Catalogue, Entry, Ignore, Link, LinkRole, Section, SourceSpan
from tests.published import ROOT

T = TypeVar("T")


class Draw(Protocol):
    """What hypothesis offers inside a test and inside a strategy."""

    def __call__(self, strategy: st.SearchStrategy[T]) -> T: ...


SPAN = SourceSpan(file="entries.yml", line=1)
LETTERS = st.characters(exclude_categories=("Cc", "Cs"))
TITLES = st.text(LETTERS, min_size=1, max_size=60).filter(lambda text: text.strip() != "")
URLS = st.builds(
    lambda scheme, host, path: f"{scheme}://{host}/{path}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["example.org", "пример.рф", "[::1]:80", "u:p@e.org"]),
    st.text(LETTERS.filter(lambda c: not c.isspace()), max_size=30),
)
IDS = st.from_regex(r"\A[a-z0-9-]{1,12}\Z")
OPTIONAL = {
    "year": st.integers(1600, 2200),
    "venue": TITLES,
    "doi": st.just("10.1007/978-3-031-16443-9_69"),
    "arxiv": st.sampled_from(["2305.12230", "cs.CL/0001001", "2305.12230v2"]),
    "authors": st.lists(TITLES, min_size=1, max_size=3).map(tuple),
    "ignore": st.sampled_from(
        [Ignore(), Ignore(rules=("dead",), reason="a: b", until="2027-01-31")]
    ),
}


@st.composite
def entries(draw: st.DrawFn, identifier: str) -> Entry:
    roles = [LinkRole.PDF, *draw(st.sets(st.sampled_from([LinkRole.CODE, LinkRole.PROJECT])))]
    links = tuple(
        Link(entry_id=identifier, role=role, url=draw(URLS), span=SPAN) for role in sorted(roles)
    )
    extras: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=OPTIONAL))
    section, title = draw(TITLES), draw(TITLES)
    return Entry(id=identifier, section=section, title=title, links=links, span=SPAN, **extras)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    ids = draw(st.lists(IDS, unique=True, max_size=4))
    sections = draw(
        st.lists(st.builds(Section, id=IDS, title=TITLES), unique_by=lambda s: s.id, max_size=2)
    )
    return Catalogue(
        title=draw(TITLES),
        sections=tuple(sections),
        entries=tuple(draw(entries(identifier)) for identifier in ids),
    )


def without_places(catalogue: Catalogue) -> Catalogue:
    def entry(old: Entry) -> Entry:
        links = tuple(
            dataclasses.replace(link, span=SPAN)
            for link in sorted(old.links, key=lambda link: link.role)
        )
        return dataclasses.replace(old, span=SPAN, links=links)

    return dataclasses.replace(catalogue, entries=tuple(map(entry, catalogue.entries)))


@settings(max_examples=40, deadline=None)
@given(catalogues())
def test_what_is_written_is_read_back(catalogue: Catalogue) -> None:
    text = write_catalogue(catalogue)
    assert without_places(parse_catalogue(text)) == without_places(catalogue)
    assert write_catalogue(parse_catalogue(text)) == text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    catalogue, mistakes = read_catalogue(text)
    assert (catalogue is None) == bool(mistakes)
    assert all(mistake.span.line >= 1 and mistake.span.column >= 1 for mistake in mistakes)


@settings(max_examples=40, deadline=None)
@given(catalogues(), st.data())
def test_no_broken_copy_of_a_good_file_makes_the_reader_raise(
    catalogue: Catalogue, data: st.DataObject
) -> None:
    text = write_catalogue(catalogue)
    place = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.text("{}[]&*!|>'\"%@`:-#\n \t\x00\ud800é", max_size=6))
    catalogue_again, mistakes = read_catalogue(text[:place] + junk + text[place + len(junk) :])
    assert (catalogue_again is None) == bool(mistakes)


def dressed(text: str, draw: Draw) -> str:
    """The same file with comments, blank lines and other line ends in it."""
    lines: list[str] = []
    for line in text.splitlines():
        extra = draw(st.sampled_from(["", "", "    # a comment: here", "  "]))
        tail = draw(st.sampled_from(["", "", "  # why: because"]))
        lines += [*([extra] if extra and lines else []), line + tail]
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_an_edit_changes_one_line_and_one_field(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues().filter(lambda c: c.entries != ()))
    text = dressed(write_catalogue(catalogue), data.draw)
    entry = data.draw(st.sampled_from(catalogue.entries))
    field = data.draw(st.sampled_from(["code", "pdf", "venue", "title", "year"]))
    value: str | None = data.draw(
        {"code": st.none() | URLS, "pdf": URLS, "venue": st.none() | TITLES, "title": TITLES}.get(
            field, st.integers(1600, 2200).map(str)
        )
    )
    edited = set_field(text, entry.id, field, value)
    old_lines, new_lines = text.splitlines(keepends=True), edited.splitlines(keepends=True)
    moves = [
        (tag, i2 - i1, j2 - j1)
        for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
            None, old_lines, new_lines, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]
    assert moves in ([], [("replace", 1, 1)], [("insert", 0, 1)], [("delete", 1, 0)])
    before, after = parse_catalogue(text), parse_catalogue(edited)
    for old, new in zip(before.entries, after.entries, strict=True):
        if old.id == entry.id:
            assert _field(new, field) == value
        else:
            assert _everything(old) == _everything(new)


def _field(entry: Entry, field: str) -> str | None:
    if field in ("pdf", "code"):
        link = entry.link(LinkRole(field))
        return link.url if link else None
    value = getattr(entry, field)
    return None if value is None else str(value)


def _everything(entry: Entry) -> Entry:
    return without_places(Catalogue(title="", sections=(), entries=(entry,))).entries[0]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_ids_are_unique_valid_and_do_not_depend_on_later_titles(titles: list[str]) -> None:
    ids = make_ids(titles)
    assert len(set(ids)) == len(titles)
    assert all(ID_PATTERN.fullmatch(identifier) for identifier in ids)
    assert make_ids(titles[:-1]) == ids[:-1]


@given(st.text(max_size=80))
def test_a_quoted_text_stands_on_one_printable_line(text: str) -> None:
    written = quote(text)
    assert len(written.splitlines()) == 1
    assert "\x1b" not in written


def same_as_the_yaml_reader(text: str) -> bool:
    """The swift reader says the same as the YAML reader, or nothing; True when it spoke."""
    swift = read_swiftly(text, "entries.yml")
    assert swift is None or (swift, ()) == read_thoroughly(text, "entries.yml")
    return swift is not None


@settings(max_examples=60, deadline=None)
@given(catalogues())
def test_the_swift_reader_says_what_the_yaml_reader_says(catalogue: Catalogue) -> None:
    same_as_the_yaml_reader(write_catalogue(catalogue))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_swift_reader_is_never_fooled_by_a_broken_copy(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([SWIFT, BY_HAND, NOT_INDENTED]))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        junk = data.draw(st.text("nulabe-09\"'\\:# \n~\t\r{}[]&*!|>%@`é\u2028\x00", max_size=4))
        gone = data.draw(st.integers(0, 6))
        text = text[:place] + junk + text[place + gone :]
    same_as_the_yaml_reader(text)


SWIFT = (
    "# yaml-language-server: $schema=x\n"
    'title: "T"\nsections:\n  - id: one\n    title: "First: part"\nentries:\n'
    '  - id: a\n    section: one\n    title: "A \\"quoted\\" \\\\ title"\n    pdf: http://e.org/a:b#c\n'
    "    code: https://e.org/x\n    dataset: https://e.org/y?z=1&a=(b)\n    year: 2024\n"
    '    venue: "null"\n    doi: "10.1000/182"\n    arxiv: "2305.12230"\n'
    '  - id: b-2\n    section: "Other"\n    title: "B"\n    pdf: https://e.org/\n'
)
#: what people write: comments, all kinds of quotes, keys in any order, and now and then more of YAML
BY_HAND = (
    "---\n# a list\ntitle: T  # its title\nsections:\n  - id: one\n    title: 'It''s a part'\n\n"
    "entries:  # newest first\n  # --- first part\n  - id: a\n    title: A plain title - x\n"
    "    section: one\n    pdf: http://e.org/a:b#c  # see #c\n    authors: [A. B, C D]\n"
    "  - section: Other things\n    id: b-2\n    title: >-\n      folded\n      text\n"
    "    pdf: 'https://e.org/'\n    ignore: true\n\n  - id: c\n    section: one\n    title: 'C'\n"
    '    pdf: "https://e.org/c"\n    doi: 10.1000/182\n    year: 2024\n    authors:\n      - "E: F"\n'
    "      - G\n    # later: code\n"
)
NOT_INDENTED = (
    "title: T\r\nentries:\r\n- id: a\r\n  section: s\r\n  title: t # u\r\n  pdf: https://e.org/1\r\n"
    '- {id: b, section: s, title: t, pdf: "https://e.org/3"}\r\n-\r\n  id: c\r\n  section: s\r\n'
    '  title: "more\r\n    lines"\r\n  pdf: https://e.org/4\r\n'
)


def test_the_swift_reader_speaks_for_files_in_our_format() -> None:
    assert same_as_the_yaml_reader(SWIFT)
    real = (ROOT / "entries.yml").read_text(encoding="utf-8")
    assert same_as_the_yaml_reader(real)
    large = real + "".join(
        f'  - id: more-{n}\n    section: vqa\n    title: "M{n}"\n    pdf: https://e.org/{n}\n'
        for n in range(4000)
    )
    catalogue, mistakes = read_catalogue(large)
    assert mistakes == ()
    assert catalogue is not None
    last = catalogue.entries[-1]
    assert large.splitlines()[last.span.line - 1] == "  - id: more-3999"
    assert large.splitlines()[last.links[0].span.line - 1].endswith("https://e.org/3999")


def test_only_what_is_unusual_in_a_list_kept_by_hand_is_left_for_yaml() -> None:
    assert same_as_the_yaml_reader(BY_HAND)
    assert same_as_the_yaml_reader(NOT_INDENTED)
    sifted = sift(BY_HAND, "entries.yml")
    assert sifted is not None
    assert [entry.id for entry in sifted.entries] == ["a", "c"]
    assert [lines[0] for lines in sifted.rest_lines] == [
        BY_HAND.splitlines().index("  - section: Other things") + 1
    ]
    assert "https://e.org/c" not in sifted.rest


def test_a_quote_that_runs_on_into_the_next_entry_is_not_taken_for_two() -> None:
    entry = "  - id: {}\n    section: s\n    pdf: https://e.org/\n    title: {}\n"
    text = "title: T\nentries:\n" + entry.format("a", '"A') + entry.format("b", 'B"')
    assert same_as_the_yaml_reader(text) is False
    assert [entry.id for entry in parse_catalogue(text).entries] == ["a"]


def test_a_mistake_in_a_large_file_is_found_all_the_same() -> None:
    real = (ROOT / "entries.yml").read_text(encoding="utf-8")
    large = real + "".join(
        f'  - id: more-{n}\n    section: vqa\n    title: "M{n}"\n    pdf: https://e.org/{n}\n'
        for n in range(4000)
    )
    _, mistakes = read_catalogue(large.replace("more-17\n", "more-18\n"))
    assert [mistake.path for mistake in mistakes] == ["entries[144].id"]
