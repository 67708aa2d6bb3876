"""One visible line: what hides, reorders or controls is removed, white space is collapsed."""

from __future__ import annotations

import re
import unicodedata

from bot.text.fitting import cut

#: Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt): invisible by definition;
#: bidirectional controls, zero-width characters, tags, variation selectors and fillers are in it
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
#: interlinear annotation, surrogates, private use, noncharacters: nothing a reader can see
_UNPRINTABLE = (
    "\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U000fffff\U00100000-\U0010ffff"
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 15))
)
HIDDEN = re.compile(f"[{_IGNORABLE}{_UNPRINTABLE}]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
#: what separates words, visible or not; the Braille blank looks like one
_SPACE = re.compile("[\\s\u2800]+")
#: more marks than this on one letter are no spelling of any language
_MAX_MARKS = 4
_MARKS = re.compile(
    f"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    f"{{{_MAX_MARKS}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def plain(text: str, limit: int | None = None) -> str:
    """The text as one line that a reader sees as it is, at most ``limit`` characters long.

    Controls, bidirectional and zero-width characters, tags and lone surrogates go (the Trojan
    Source attack, CVE-2021-42574); runs of white space become one space; stacks of combining
    marks are thinned. Longer texts end in an ellipsis. Applying it twice changes nothing.
    """
    line = HIDDEN.sub("", _CONTROL.sub("", _SPACE.sub(" ", text)))
    line = _MARKS.sub(r"\1", _SPACE.sub(" ", line)).strip()
    return line if limit is None else cut(line, limit)


def hidden_characters(text: str) -> tuple[str, ...]:
    """Names of the characters that ``plain`` removes, each once: ``U+202E RIGHT-TO-LEFT ...``."""
    found = {c: None for c in text if HIDDEN.match(c) or _CONTROL.match(c)}
    return tuple(f"U+{ord(c):04X} {unicodedata.name(c, 'CONTROL')}" for c in found)
