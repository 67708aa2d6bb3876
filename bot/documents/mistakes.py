"""Gathering mistakes: all of them at once, each with its place, in the order of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.documents.nodes import Node
from bot.model.entries import Mistake, SourceSpan

#: more mistakes than this help nobody, and a hostile file could ask for millions
MOST_MISTAKES = 1000
#: characters of a foreign text that are repeated in a message
_QUOTED = 60
_WORD = re.compile(r"[A-Za-z0-9_-]{1,60}")


class Mistakes:
    """The mistakes of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Mistake] = []
        self._untold = 0

    def add(self, place: Node, path: str, what: str, remedy: str) -> None:
        """Remember that something is wrong with ``place``."""
        self.add_at(place.line, place.column, path, what, remedy)

    def add_at(self, line: int, column: int, path: str, what: str, remedy: str) -> None:
        """Remember that something is wrong at a position (1-based)."""
        if len(self._found) >= MOST_MISTAKES:
            self._untold += 1
            return
        span = SourceSpan(file=self.file, line=line, column=column)
        self._found.append(Mistake(span=span, path=path, what=what, remedy=remedy))

    def extend(self, others: Mistakes) -> None:
        """Take over everything that others found."""
        room = max(MOST_MISTAKES - len(self._found), 0)
        self._found += others._found[:room]
        self._untold += others._untold + len(others._found[room:])

    def __len__(self) -> int:
        return len(self._found)

    def all(self) -> tuple[Mistake, ...]:
        """Every mistake once, in the order of the file."""
        found = sorted(set(self._found), key=lambda m: (m.span.line, m.span.column, m.path, m.what))
        if self._untold:
            found.append(
                Mistake(
                    span=SourceSpan(file=self.file, line=found[-1].span.line),
                    path="",
                    what=f"{self._untold} further mistakes are not listed",
                    remedy="mend the first ones and look again",
                )
            )
        return tuple(found)


def listing(mistakes: Iterable[Mistake]) -> str:
    """One mistake a line."""
    return "\n".join(map(str, mistakes))


def quoted(text: str) -> str:
    """A short foreign text in quotes, safe on a terminal: nothing invisible, no line break."""
    if len(text) > _QUOTED:
        text = text[: _QUOTED - 1] + "…"
    marked = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in marked)


def join(path: str, key: str) -> str:
    """``entries[3]`` and ``code`` -> ``entries[3].code``; a key that is no word becomes ``?``."""
    key = key if _WORD.fullmatch(key) else "?"
    return f"{path}.{key}" if path else key


def did_you_mean(word: str, known: Iterable[str], synonyms: dict[str, str] | None = None) -> str:
    """``did you mean "code"?`` when a known word is near, else an empty text."""
    meant = (synonyms or {}).get(word.casefold())
    if meant is None:
        best = process.extractOne(word.casefold(), list(known), scorer=fuzz.ratio, score_cutoff=65)
        meant = best[0] if best else None
    return f"did you mean {quoted(meant)}?" if meant else ""
