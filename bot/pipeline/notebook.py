"""The journal of the run in progress: written line by line, read again after a kill."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from bot.ledger.journal import FORMAT, header_line, look_line, parse_journal
from bot.ledger.parts import PartRefused, part_header
from bot.model.observations import Look
from bot.pipeline.store import JOURNAL_FILE
from bot.ports import FilePort, PaperAnswers, RepositoryAnswers

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Made when there are answers to note: loading pydantic takes a tenth of a second."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def journal_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of a journal, made from what reads it."""
    from bot.ledger.part_reading import LookLine

    found = _adapter(tuple[LookLine, PaperAnswers, RepositoryAnswers]).json_schema()
    look, papers, repositories = found["prefixItems"]
    header = _line(journal={"const": FORMAT}, began={"type": "string", "format": "date-time"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:listbot:schema:journal",
        "title": "One line of journal.jsonl, which a run has while it lasts",
        "anyOf": [header, look, _line(papers=papers), _line(repositories=repositories)],
        "$defs": found["$defs"],
    }


def _line(**properties: dict[str, Any]) -> dict[str, Any]:
    closed = {"type": "object", "additionalProperties": False, "required": list(properties)}
    return {**closed, "properties": properties}


class Notebook:
    """What this run has learnt so far. ``looks``, ``papers``, ``repositories`` need no second asking."""

    def __init__(
        self,
        files: FilePort | None,
        folder: str,
        *,
        now: datetime,
        part: tuple[int, int] | None = None,
        path: str | None = None,
        after: datetime | None = None,
    ) -> None:
        """The journal below ``folder``; for part I of N the file ``path``, which is its result.

        ``after``: the newest run that is recorded; a journal from before it is not gone on with.
        """
        self._files = files
        self._path = path or f"{folder}/{JOURNAL_FILE}"
        text = files.read(self._path) if files else None
        if part is not None and not _continues(text, part):
            text = None
        journal = parse_journal(text, now=now)
        if journal is not None and after is not None and journal.began < after:
            journal = None
        #: what "now" is for the run: the time at which it began, kill or no kill
        self.began = journal.began if journal else now
        self.looks: dict[str, Look] = dict(journal.looks) if journal else {}
        self.papers = _answers(text, "papers", PaperAnswers) if journal else None
        self.repositories = _answers(text, "repositories", RepositoryAnswers) if journal else None
        if journal is None and files:
            files.remove(self._path)
            files.append(self._path, part_header(*part, now) if part else header_line(now))
        elif files and part:
            # its result is read by a stricter reader: the line that the kill has cut must go
            files.write(self._path, (text or "").rpartition("\n")[0] + "\n")
        elif files:
            files.append(self._path, "")

    @property
    def resumed(self) -> bool:
        """An earlier run was killed and is continued."""
        return bool(self.looks or self.papers or self.repositories)

    def note_look(self, look: Look) -> None:
        """Keep a look."""
        self.looks[look.observation.target] = look
        if self._files:
            self._append(look_line(look))

    def note_papers(self, answers: PaperAnswers) -> None:
        """Keep what the registries said."""
        self._note("papers", PaperAnswers, answers)

    def note_repositories(self, answers: RepositoryAnswers) -> None:
        """Keep what the code hosts said."""
        self._note("repositories", RepositoryAnswers, answers)

    def _note(self, key: str, kind: type[T], answers: T) -> None:
        self._append(json.dumps({key: _adapter(kind).dump_python(answers, mode="json")}))

    def hand_over(self, line: str) -> None:
        """The part is at its end: ``line`` says how it ended, and the file is its result."""
        self._append(line)

    def close(self) -> None:
        """The run is over, recorded or refused: nothing is left to continue."""
        if self._files:
            self._files.remove(self._path)

    def _append(self, line: str) -> None:
        if self._files:
            self._files.append(self._path, line)


def _continues(text: str | None, part: tuple[int, int]) -> bool:
    """Was the same part begun here, and stopped before its end?"""
    from bot.ledger.part_reading import parse_part

    try:
        found = parse_part(text or "")
    except PartRefused:
        return False
    return (found.number, found.of) == part and not found.finished


def _answers(text: str | None, key: str, kind: type[T]) -> T | None:
    for line in (text or "").split("\n"):
        if line.startswith(f'{{"{key}"'):
            try:
                answers = _adapter(kind).validate_python(json.loads(line)[key])
            except (ValueError, KeyError):
                return None
            return answers
    return None
