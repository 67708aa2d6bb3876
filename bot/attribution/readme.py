"""A README as lines of visible text: headings, prose and code told apart, markup removed.

Read by a line scanner of our own and not by a Markdown parser: READMEs mix Markdown with HTML in
ways that parsers disagree on, a full parse of 60 kB costs fifty times our budget of 2 ms, and
nothing here is ever shown as markup.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.attribution.words import letters

#: characters of a README that are read: the beginning says whose code it is, the end how to cite
HEAD = 48_000
TAIL = 16_000
#: characters of one line that are read
_LINE = 3_000
#: lines whose markup is taken apart; below them only headings are (claims stand at the top,
#: BibTeX is read from the raw text, and a search for letters does not mind markup)
_MARKED_LINES = 48

#: marks around a span that its author set apart (link text, emphasis, quotation), and a target
SPAN, END, TARGET = "\x02", "\x03", "\x04"

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_HTML_HEADING = re.compile(
    r"<h([1-6])\b[^>]{0,300}>(.{0,600}?)</h[1-6]\s*>", re.IGNORECASE | re.DOTALL
)
#: tags that end a line, for READMEs that are written in HTML
_BREAK = re.compile(
    r"</(?:p|div|li|tr|ul|ol|table|pre|section)\s*>|<(?:br|p|li|tr)\b[^<>]{0,200}>", re.IGNORECASE
)
_ANCHOR = re.compile(
    r"<a\b[^>]{0,200}?\bhref\s*=\s*[\"']?<?([^\s\"'>]{1,600})[^>]{0,300}>(.{0,600}?)</a\s*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,600}>")
_SET_APART = re.compile(r"<(strong|b|i|em)\b[^<>]{0,100}>([^<]{1,400})</\1\s*>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:strong|b|i|em|u|font|span|samp|sub|sup)\b[^<>]{0,300}>", re.IGNORECASE
)
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()]{0,800}\)")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,300})\]"
    r"\(\s*<?([^()\s<>]{0,600}(?:\([^()\s]{0,100}\)[^()\s<>]{0,200})?)>?[^()]{0,200}\)"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
# A pattern that begins with a set of characters is searched several times as fast as one that
# begins with a look behind: so what stands before the first character is looked at after it.
_EMPHASIS = re.compile(r"([*_])(?<![\w*][*_])(?=[^\s*_])([^*_\n]{1,400}?)(?<=\S)\1(?![\w*])")
_QUOTED = re.compile(
    r"[“„«「《\"'`](?:"
    r"(?<=[“„«「《])([^“”„«»「」《》\n]{3,300})[”“»」》]"
    r"|(?<=\")(?<![\w\"]\")([^\"\n]{3,300})\""
    r"|(?<=')(?<![\w'`]')([A-Z][^'\n]{14,300})''?(?!\w)"
    r"|(?<=`)(?<![\w'`]`)`([A-Z][^'\n]{14,300})''?(?!\w))"
)
_FENCE = re.compile(r"^[ \t>*-]*(```+|~~~+)")
#: what the first visible character of a line with a fence can be
_FENCE_STARTS = frozenset("`~>*-")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\Z")
_MARKUP = re.compile(r"[<*_\"“„«「《'`\]]")


class Line(NamedTuple):
    """One line as a reader sees it."""

    #: visible text
    text: str
    #: the same with marks around set-apart spans and with link targets
    marked: str
    #: 1..6 for a heading, 0 otherwise
    level: int
    #: text of the heading above, plain
    section: str
    is_code: bool
    #: offset of the line in the cleaned text
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class Readme:
    """What can be seen in a README."""

    lines: tuple[Line, ...]
    #: cleaned text, comments removed, for searching raw things such as BibTeX and identifiers
    text: str
    #: the same in lower case
    lowered: str
    #: letters and digits of all lines, joined
    squashed: str
    #: where each line begins in ``text``
    starts: tuple[int, ...]
    #: where each line begins in ``squashed``
    offsets: tuple[int, ...]

    def line_at(self, start: int) -> int:
        """Index of the line that holds an offset of ``text``."""
        return max(0, bisect_right(self.starts, start) - 1)

    def squashed_line_at(self, start: int) -> int:
        """Index of the line that holds an offset of ``squashed``."""
        return max(0, bisect_right(self.offsets, start) - 1)


@lru_cache(maxsize=256)
def read(source: str) -> Readme:
    """Read a README. Never raises; time is linear in what is read (64 kB at most)."""
    text = _clean(source)
    lines = _lines(text)
    squashed = letters("\n".join([line.text for line in lines]))
    offsets, at = [], 0
    for piece in squashed.split("\n"):
        offsets.append(at)
        at += len(piece)
    return Readme(
        lines=tuple(lines),
        text=text,
        lowered=text.lower(),
        squashed=squashed.replace("\n", ""),
        starts=tuple([line.start for line in lines]),
        offsets=tuple(offsets),
    )


def _clean(source: str) -> str:
    if len(source) > HEAD + TAIL:
        source = source[:HEAD] + "\n" + source[-TAIL:]
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    if "<!--" in source:
        source = _without_comments(source)
    if "&" in source:
        source = html.unescape(source)
    source = _CONTROL.sub("", source)
    if (
        source.count("<") > 8
        and source.count("<p") + source.count("<br") + source.count("<div") > 8
    ):
        source = _BREAK.sub("\n", source)
    if "<h" in source or "<H" in source:
        source = _HTML_HEADING.sub(_as_heading, source, count=100)
    return source


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        stop = text.find("-->", start + 4)
        if stop < 0:  # never closed: shown by some renderers, so it is kept
            at = start + 4
            break
        at = stop + 3
    kept.append(text[at:])
    return "".join(kept)


def _as_heading(match: re.Match[str]) -> str:
    inner = " ".join(match.group(2).split())
    return f"\n{'#' * int(match.group(1))} {inner}\n"


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    section, fence, at, start = "", "", 0, 0
    for raw in text.split("\n"):
        at, start = start, start + len(raw) + 1
        body = raw.strip()
        if not body:
            continue
        first = body[0]
        if first in _FENCE_STARTS and ("```" in body or "~~~" in body):
            opening = _FENCE.match(raw)
            if opening:
                mark = opening.group(1)[:3]
                fence = "" if fence == mark else (fence or mark)
                continue
        if fence:
            lines.append(Line(body, body, 0, section, True, at))
            continue
        if first in "=-" and _UNDERLINE.match(body):
            section = _underline(lines, body, section)
            continue
        level = _heading_level(raw) if first == "#" else 0
        if not level and len(lines) >= _MARKED_LINES:
            lines.append(Line(body, body, 0, section, False, at))
            continue
        if level:
            body = body[level:].rstrip("#").strip()
        marked = mark_up(body[:_LINE])
        visible = unmark(marked)
        if not visible and TARGET not in marked:
            continue
        if not visible:
            level = 0
        if level:
            section = visible.lower()
        lines.append(Line(visible, marked, level, section, False, at))
    return lines


def _heading_level(line: str) -> int:
    """1 to 6 for ``# Heading``, at most three spaces in; 0 for any other line."""
    text = line.lstrip(" ")
    if len(line) - len(text) > 3 or not text.startswith("#"):
        return 0
    return min(6, len(text) - len(text.lstrip("#")))


def _underline(lines: list[Line], body: str, section: str) -> str:
    """A line of = or - makes the line above it a heading, unless that is a list or a table."""
    if not lines or lines[-1].is_code or lines[-1].level or lines[-1].text[:1] in "-*|":
        return section
    last = lines[-1]
    lines[-1] = last._replace(level=1 if body[0] == "=" else 2, section=last.text.lower())
    return lines[-1].section


def mark_up(line: str) -> str:
    """Replace the markup of one line by marks around spans and before link targets."""
    if not _MARKUP.search(line):
        return line.strip(" \t>|#")
    if "<" in line:
        line = _SET_APART.sub(_as_second, _ANCHOR.sub(_as_address_and_text, line))
        line = _TAG.sub(" ", _INLINE_TAG.sub("", line))
    if "](" in line:
        if "![" in line:
            line = _IMAGE.sub(_as_picture, line)
        line = _LINK.sub(_as_text_and_address, line)
    if "**" in line or "__" in line:
        line = _STRONG.sub(_as_second, line)
    if "*" in line or " _" in line or line[:1] == "_":
        line = _EMPHASIS.sub(_as_second, line).replace("*", "")
    line = _QUOTED.sub(_as_span, line)
    return line.replace("`", "").strip(" \t>|#")


# Functions and no templates: a template is read again for each line.


def _as_span(match: re.Match[str]) -> str:
    return f"{SPAN}{match[match.lastindex or 0]}{END}"


def _as_second(match: re.Match[str]) -> str:
    return f"{SPAN}{match[2]}{END}"


def _as_text_and_address(match: re.Match[str]) -> str:
    return f"{SPAN}{match[1]}{END}{TARGET}{match[2]}{END}"


def _as_address_and_text(match: re.Match[str]) -> str:
    return f"{SPAN}{match[2]}{END}{TARGET}{match[1]}{END}"


def _as_picture(match: re.Match[str]) -> str:
    return f" {match[1]} "


_TARGETS = re.compile(f"{TARGET}([^{END}]*){END}")


def unmark(marked: str) -> str:
    """The visible text of a marked line."""
    if TARGET in marked:
        marked = _TARGETS.sub(" ", marked)
    if SPAN in marked or END in marked:
        marked = marked.replace(SPAN, "").replace(END, "")
    if "  " not in marked and marked.isprintable():
        return marked.strip(" ")  # of all that is printable only the space is white
    return " ".join(marked.split())


def targets(marked: str) -> list[str]:
    """The link targets of a marked line, in order."""
    return _TARGETS.findall(marked) if TARGET in marked else []
