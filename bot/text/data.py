"""Text for data files that other programs open: CSV, BibTeX, YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bot.text.plain import plain

#: what a spreadsheet takes for a formula, full-width forms included (OWASP, CSV Injection)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

# \{ and \} would count as braces in BibTeX, which knows no escape; the macros do not
_BIBTEX = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        **{c: f"\\{c}" for c in "$&%#_"},
    }
)
_NO_KEY = re.compile(r"[^A-Za-z0-9:_-]+")

#: a plain scalar that no YAML 1.1 or 1.2 reader takes for anything but this text
_YAML_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./()\-]*(?<! )\Z")
#: "1.1" has more of them than "1.2"; some read "nan" and "inf" without the dot
_YAML_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))
#: c-printable of YAML 1.2 (section 5.1) minus what would fold or mark a line
_YAML_ESCAPED = re.compile(
    '[\\\\"\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]'
)


def csv_cell(text: str) -> str:
    """The value of a cell that no spreadsheet takes for a formula; quoting is the writer's."""
    line = plain(text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def csv_row(cells: Iterable[str]) -> str:
    """A whole record with its line end: every cell guarded and quoted (RFC 4180)."""
    quoted = (csv_cell(cell).replace('"', '""') for cell in cells)
    return ",".join(f'"{cell}"' for cell in quoted) + "\r\n"


def bibtex(text: str) -> str:
    """A field value to stand between braces: balanced, and nothing in it is a command."""
    return plain(text).translate(_BIBTEX)


def bibtex_key(text: str) -> str:
    """A citation key from any text; "entry" when nothing of it can be used."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NO_KEY.sub("-", ascii_text).strip("-")[:80] or "entry"


def yaml_scalar(text: str) -> str:
    """The text as a scalar that every YAML reader reads back as this very string.

    Plain when that is beyond doubt, else in double quotes. Lone surrogates become U+FFFD.
    """
    if _YAML_PLAIN.match(text) and text.lower() not in _YAML_WORDS:
        return text
    return '"' + _YAML_ESCAPED.sub(_yaml_escape, text) + '"'


def _yaml_escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in '\\"':
        return f"\\{character}"
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        code = 0xFFFD
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
