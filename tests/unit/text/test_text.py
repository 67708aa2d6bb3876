"""What bot.text makes of the inputs that are known to hurt."""

from __future__ import annotations

import pytest

from bot.text import (
    bibtex,
    bibtex_key,
    code_cell,
    command_data,
    command_property,
    csv_cell,
    fit_rows,
    hidden_characters,
    href,
    log_line,
    markdown,
    markdown_link,
    plain,
    terminal,
    yaml_scalar,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@octocat", "@\u200boctocat"),
        ("Fixes #1", "Fixes \\#\u200b1"),
        ("see GH-12", "see GH-\u200b12"),
        ("o/r#4", "o/r\\#\u200b4"),
        ("commit 0123abcd", "commit 0123ab\u200bcd"),
        ("Clinical-BERT: Vision-Language", "Clinical-BERT: Vision-Language"),
        ("<!-- listbot:dashboard -->", "&lt;!-- listbot:dashboard --&gt;"),
        ("- [x] merge all", "\\- \\[x\\] merge all"),
        ("2. second", "2\\. second"),
        ("a | b", "a &#124; b"),
        ("www.evil.example", "www\u200b.evil.example"),
        ("https://evil.example", "https:\u200b//evil.example"),
        ("![x](https://evil.example/p.png)", "!\\[x\\](https:\u200b//evil.example/p.png)"),
        ("{{7*7}}", "\\{\\{7\\*7\\}\\}"),
        ("two\nlines", "two lines"),
    ],
)
def test_markdown_shows_hostile_text_as_text(text: str, shown: str) -> None:
    assert markdown(text) == shown


def test_markdown_in_a_file_has_no_zero_width_spaces_where_github_links_nothing() -> None:
    assert markdown("@octocat on 12345678 #1", in_file=True) == "@octocat on 12345678 \\#1"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:secret@example.org/",
        "https://github.com\\@evil.example/",
        "//example.org/",
        "https://exa mple.org/",
        "http://[::1/",
        "https:///path",
        "",
    ],
)
def test_what_is_no_plain_web_address_becomes_no_link(url: str) -> None:
    assert markdown_link("label", url) == "label"
    assert href(url) is None


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://e.org/a_(b)?x=1&copy=2", "https://e.org/a_%28b%29?x=1&amp;copy=2"),
        ("https://medium.com/@user/a", "https://medium.com/%40user/a"),
        ("https://github.com/o/r/issues/7", "https://redirect.github.com/o/r/issues/7"),
        ("https://github.com/o/r", "https://github.com/o/r"),
        ("https://github.com/o/r/tree/main/issues", "https://github.com/o/r/tree/main/issues"),
        ("https://\u0430rxiv.org/", "https://xn--rxiv-43d.org/"),
        ("https://e.org/%7Eme/|`<>", "https://e.org/%7Eme/%7C%60%3C%3E"),
    ],
)
def test_a_link_destination_survives_every_parser(url: str, target: str) -> None:
    assert markdown_link("label", url) == f"[label]({target})"


def test_a_pipe_in_a_code_cell_has_a_backslash() -> None:
    assert code_cell("a|b") == "`a\\|b`"


def test_bidirectional_and_hidden_characters_go_and_have_names() -> None:
    assert plain("\u202egnp.exe\u2066\u200b") == "gnp.exe"
    assert hidden_characters("\u202ea\x1b") == ("U+202E RIGHT-TO-LEFT OVERRIDE", "U+001B CONTROL")


def test_a_stack_of_accents_is_thinned_and_a_spelling_is_kept() -> None:
    assert plain("a" + "\u0301" * 50) == "a" + "\u0301" * 4
    assert plain("Tie\u0302\u0301ng") == "Tie\u0302\u0301ng"


def test_a_cut_never_parts_a_letter_from_its_accent() -> None:
    assert plain("abe\u0301x", 4) == "ab…"


def test_terminal_spells_controls_and_breaks_commands() -> None:
    assert terminal("\x1b]52;c\x07") == "\\x1b]52;c\\x07"
    assert terminal("a\u202eb") == "a\\u202eb"
    assert terminal("::error::x") == ":\u200b:error:\u200b:x"
    assert log_line("##[add-mask]a") == "  | ##\u200b[add-mask]a"


def test_workflow_commands_are_percent_encoded() -> None:
    assert command_data("100 %\r\n::x") == "100 %25%0D%0A::x"
    assert command_property("a:b,c\n") == "a%3Ab%2Cc%0A"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\uff1d1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert csv_cell(text).startswith("'")


def test_bibtex_cannot_be_left() -> None:
    assert bibtex("x}, url={y") == "x\\textbraceright{}, url=\\textbraceleft{}y"
    assert bibtex("\\write18{ls}").startswith("\\textbackslash{}write18")
    assert bibtex_key("Müller & Söhne, 2026!") == "Muller-Sohne-2026"
    assert bibtex_key("漢字") == "entry"


@pytest.mark.parametrize("text", ["no", "Yes", "null", "1.0", "12:30:45", "a: b", "~", "", " x"])
def test_yaml_surprises_are_quoted(text: str) -> None:
    assert yaml_scalar(text) == f'"{text}"'


def test_rows_that_do_not_fit_are_counted() -> None:
    fitted = fit_rows(["aaa", "bbb", "ccc"], 8)
    assert fitted.text(lambda n: f"and {n} more") == "aaa\nbbb\nand 1 more"
