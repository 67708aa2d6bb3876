"""Laws of bot.text: whatever the text is, the place it is printed in shows it as text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML

from bot.text import (
    bibtex,
    code_cell,
    code_span,
    commit_text,
    csv_row,
    cut,
    fit_rows,
    hidden_characters,
    href,
    html,
    log_line,
    markdown,
    markdown_link,
    plain,
    script_json,
    terminal,
    xml,
    yaml_scalar,
)
from tests.github_markdown import page_of

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = st.sampled_from(
    [
        *"\\`*_{}[]<>()#+-.!|~&$:=@^\"'%,;/? \t\n\r",
        *("\x1b", "\x07", "\x9b", "\u202e", "\u200b", "\u200d", "\ufeff", "\U000e0041", "\u0301"),
        *("a", "B", "7", "1.", "1)", "é", "漢", "🙂", "\ud800", "\u2028", "\xa0", "\u2800", "\x00"),
        *("@octo", "#12", "GH-3", "o/r#4", "Fixes #1", "deadbeef", "0123456789abcdef"),
        *("https://github.com/o/r/issues/1", "www.evil.example", "a@b.example", ":tada:"),
        *("<!-- listbot:key=1 -->", "-->", "- [x] ", "![x](y)", "[a](b)", "<b>", "&lt;", "~~~"),
        *("```", "---", "===", "| a | b |", "|---|---|", "{{7*7}}", "{% raw %}", "$x$", "=1+1"),
        *("::error::x", "##[add-mask]a", "%0A", "}, url = {", "\\write18", "http://e/?a=1&copy=2"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))
MENTION = re.compile(r"@[^\s\u200b]")
REFERENCE = re.compile(r"#\d|\bGH-\d|(?<![0-9A-Za-z])[0-9a-f]{7,64}(?![0-9A-Za-z])", re.IGNORECASE)


def seen(text: str) -> str:
    """What a reader sees of printed text: without the breaking zero-width spaces."""
    return text.replace("\u200b", "")


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens]


@given(TEXTS)
def test_plain_is_one_line_of_visible_characters_and_stays_so(text: str) -> None:
    line = plain(text)
    assert plain(line) == line
    assert line == line.strip()
    assert "  " not in line
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for c in line)
    assert not hidden_characters(line)


@given(TEXTS, st.integers(0, 30))
def test_a_cut_text_is_short_enough_and_says_that_it_was_cut(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert len(line) <= limit
    assert line == plain(text) or line == "" or line.endswith("…")
    assert len(cut(text, limit)) <= limit


@given(TEXTS)
def test_markdown_in_a_paragraph_is_the_text_and_nothing_else(text: str) -> None:
    tokens = GFM.parse(markdown(text))
    if not plain(text):
        assert tokens == []
        return
    assert shape(tokens) == ["paragraph_open", "inline", "paragraph_close"]
    assert all(child.type == "text" for child in inline(tokens))
    assert seen("".join(child.content for child in inline(tokens))) == plain(text)


@given(TEXTS)
def test_githubs_own_renderer_shows_one_paragraph_of_text(text: str) -> None:
    page = page_of(markdown(text))
    shown = re.fullmatch(r"<p>(.*)</p>\n", page, re.DOTALL)
    assert (shown is None) == (not plain(text))
    if shown is not None:
        assert "<" not in shown[1]
        assert seen(unescape(shown[1])) == plain(text)


@given(TEXTS)
def test_githubs_own_renderer_shows_one_code_span(text: str) -> None:
    page = page_of(code_span(text))
    if plain(text):
        shown = re.fullmatch(r"<p><code>([^<]*)</code></p>\n", page)
        assert shown is not None
        assert seen(unescape(shown[1])) == plain(text)


@given(TEXTS, TEXTS, TEXTS)
def test_githubs_own_renderer_keeps_the_cells_of_a_table(first: str, second: str, url: str) -> None:
    link = markdown_link(first or "x", f"https://example.org/{url}")
    row = f"| {markdown(first)} | {code_cell(second)} | {link} |"
    page = page_of(f"| a | b | c |\n|---|---|---|\n{row}\n")
    assert page.count("<td>") == 3
    assert set(re.findall(r"<(\w+)", page.partition("<tbody>")[2])) <= {"tr", "td", "code", "a"}
    assert all(target.startswith("https://") for target in re.findall(r'href="([^"]*)', page))


@given(TEXTS)
def test_markdown_in_headings_and_list_items_opens_nothing_new(text: str) -> None:
    for before, expected in (("## Dead: ", "heading_open"), ("- about ", "bullet_list_open")):
        tokens = GFM.parse(before + markdown(text))
        assert tokens[0].type == expected
        assert all(child.type == "text" for child in inline(tokens))
        label = before.lstrip("#- ")
        whole = seen("".join(child.content for child in inline(tokens)))
        assert whole == (label + plain(text)).strip()


@given(TEXTS, TEXTS, TEXTS)
def test_a_table_keeps_its_cells(first: str, second: str, third: str) -> None:
    row = f"| {markdown(first)} | {code_cell(second)} | {markdown_link(third, 'https://e.org')} |"
    tokens = GFM.parse(f"| a | b | c |\n|---|---|---|\n{row}\n")
    cells = [tokens[i + 1] for i, token in enumerate(tokens) if token.type == "td_open"]
    assert len(cells) == 3
    content = ["".join(c.content for c in cell.children or []) for cell in cells]
    assert seen(content[0]) == plain(first)
    assert seen(content[1]) == plain(second)
    assert seen(content[2]) == (plain(third) or "https://e.org")
    assert {c.type for c in cells[1].children or []} <= {"code_inline"}
    assert [c.type for c in cells[2].children or [] if c.type != "text"] == [
        "link_open",
        "link_close",
    ]


@given(TEXTS)
def test_a_code_span_holds_the_whole_text(text: str) -> None:
    tokens = inline(GFM.parse(code_span(text)))
    assert [token.type for token in tokens] == (["code_inline"] if plain(text) else [])
    assert seen("".join(token.content for token in tokens)) == plain(text)


@given(TEXTS, st.one_of(TEXTS, TEXTS.map(lambda text: f"https://example.org/{text}")))
def test_a_link_leads_to_a_web_page_or_is_no_link(label: str, url: str) -> None:
    tokens = inline(GFM.parse(markdown_link(label or "x", url)))
    opened = [token for token in tokens if token.type == "link_open"]
    assert all(str(link.attrs["href"]).startswith(("http://", "https://")) for link in opened)
    others = {token.type for token in tokens} - {"text", "link_open", "link_close"}
    assert not others
    if url.startswith("https://example.org/") and "\\" not in url:
        assert len(opened) == 1


@given(TEXTS, TEXTS)
def test_nothing_mentions_refers_closes_or_marks(text: str, other: str) -> None:
    printed = (
        markdown(text),
        code_span(text),
        commit_text(text),
        markdown_link(text, f"https://example.org/{other}".replace("#", "")),
    )
    for line in printed:
        assert not MENTION.search(line)
        shown = re.sub(r"\]\(https://[^)]*\)|&#124;", "|", line)
        assert not REFERENCE.search(shown)
        assert "github.com/o/r/issues" not in shown
    for line in (markdown(text), code_span(text)):
        assert "<!--" not in line
        assert "-->" not in line


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.title = dict(attrs).get("title") or ""

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(TEXTS)
def test_html_content_and_attributes_hold_the_text(text: str) -> None:
    reader = _Reader()
    reader.feed(f'<p title="{html(text)}">{html(text)}</p>')
    reader.close()
    assert reader.tags == ["p"]
    assert reader.title == plain(text)
    assert "".join(reader.texts) == plain(text)


@given(TEXTS)
def test_xml_content_and_attributes_hold_the_text(text: str) -> None:
    element = ElementTree.fromstring(f'<t a="{xml(text)}">{xml(text)}</t>')
    assert (element.text or "") == plain(text)
    assert element.attrib["a"] == plain(text)
    assert len(element) == 0


@given(TEXTS)
def test_an_href_is_a_quoted_web_address_or_none(text: str) -> None:
    for url in (text, f"https://example.org/{text}"):
        value = href(url)
        assert value is None or re.fullmatch(r"https?://[^\s\"'<>`]+", value.replace("&#x27;", ""))


@given(st.text(max_size=60))
def test_json_in_a_script_element_cannot_end_it(text: str) -> None:
    import json

    written = script_json(json.dumps({"t": text}, ensure_ascii=False))
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written)["t"] == text


@given(TEXTS)
def test_a_terminal_shows_every_character_and_obeys_none(text: str) -> None:
    for line in (terminal(text), log_line(text)):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", line)
        assert "::" not in line
        assert "##[" not in line
    assert not log_line(text).startswith(("::", "##"))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_csv_record_reads_back_and_holds_no_formula(cells: list[str]) -> None:
    (record,) = csv.reader(io.StringIO(csv_row(cells), newline=""))
    assert [cell.removeprefix("'") for cell in record] == [
        plain(cell).removeprefix("'") for cell in cells
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in record)


@given(TEXTS)
def test_a_bibtex_value_is_balanced_and_commands_nothing(text: str) -> None:
    value = bibtex(text)
    depth = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    commands = set(re.findall(r"\\([a-zA-Z]+)", value))
    assert commands <= {
        "textbackslash",
        "textbraceleft",
        "textbraceright",
        "textasciitilde",
        "textasciicircum",
    }


@given(st.one_of(TEXTS, st.from_regex(r"[-+0-9.:_eExX~]{1,8}|yes|No|NULL|[a-z]{1,3}: ?[a-z]*")))
def test_a_yaml_scalar_reads_back_as_this_very_string(text: str) -> None:
    expected = re.sub("[\ud800-\udfff]", "\ufffd", text)
    written = f"key: {yaml_scalar(text)}\n"
    assert written.count("\n") == 1
    assert yaml.safe_load(written) == {"key": expected}
    assert YAML(typ="safe", pure=True).load(written) == {"key": expected}


@given(st.lists(st.text(alphabet="ab", max_size=6), max_size=9), st.integers(0, 40))
def test_whole_rows_fit_into_the_budget(rows: list[str], budget: int) -> None:
    fitted = fit_rows(rows, budget, at_most=5)
    assert list(fitted.rows) == rows[: len(fitted.rows)]
    assert fitted.left_out == len(rows) - len(fitted.rows)
    assert sum(len(row) + 1 for row in fitted.rows) <= budget
    assert len(fitted.rows) <= 5
