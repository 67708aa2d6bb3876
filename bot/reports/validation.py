"""What ``validate`` and ``lint`` found, for people and for programs (schemas/)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.model.entries import Catalogue, Mistake, SourceSpan
from bot.model.findings import Finding, Severity, SuggestedFix
from bot.text import command_data, command_property, counted
from bot.text.terminal import terminal
from bot.urls import redacted

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One list, read and judged without the network."""

    file: str
    #: None when it has mistakes
    catalogue: Catalogue | None = None
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


class Paragraph(NamedTuple):
    """One finding as text: where and what, and the lines below it. Safe on a terminal."""

    place: str
    rule: str
    severity: Severity
    lines: tuple[str, ...]


def paragraphs(findings: Iterable[Finding]) -> tuple[Paragraph, ...]:
    """Findings in the order given."""
    return tuple(
        Paragraph(
            place=terminal(str(finding.span)),
            rule=finding.rule.value,
            severity=finding.severity,
            lines=tuple(map(terminal, _lines(finding))),
        )
        for finding in findings
    )


def _lines(finding: Finding) -> Iterable[str]:
    yield f"{finding.entry_id}: {finding.summary}" if finding.entry_id else finding.summary
    yield from (e.detail for e in finding.evidence if e.detail not in finding.summary)
    yield from map(_fix, finding.fixes)


def _fix(fix: SuggestedFix) -> str:
    if fix.new is None:
        return f"fix: remove {fix.field}"
    return f"fix: {fix.field}: {redacted(fix.new)}"


def summary(catalogue: Catalogue, findings: Sequence[Finding]) -> str:
    """One sentence: how much was read, how much was found, and whose turn it is."""
    entries = counted(len(catalogue.entries), "entry", "entries")
    read = f"{entries} with {counted(len(catalogue.links()), 'link')}"
    if not findings:
        return f"{read}: nothing to mend that can be seen without the network"
    counts = Counter(finding.severity for finding in findings)
    words = {
        Severity.DECISION: "to decide",
        Severity.FIX: "with a safe fix",
        Severity.QUESTION: "to ask",
        Severity.NOTICE: "to know",
    }
    parts = ", ".join(f"{counts[s]} {word}" for s, word in words.items() if counts[s])
    number = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"
    return f"{read}: {number} ({parts})"


def to_json(examined: Examined) -> str:
    """One JSON object; ``entries`` and ``links`` are null when the file has mistakes."""
    return _text({"version": VERSION, **_object(examined)})


def several_to_json(examined: Iterable[Examined]) -> str:
    """One JSON object with one item in ``files`` for each list, as ``to_json`` has it."""
    return _text({"version": VERSION, "files": list(map(_object, examined))})


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _object(examined: Examined) -> dict[str, Any]:
    catalogue, findings = examined.catalogue, examined.findings
    counts = Counter(finding.rule.value for finding in findings)
    return {
        "file": examined.file,
        "entries": len(catalogue.entries) if catalogue else None,
        "links": len(catalogue.links()) if catalogue else None,
        "counts": dict(sorted(counts.items())),
        "mistakes": list(map(_mistake, examined.mistakes)),
        "findings": list(map(finding_object, findings)),
    }


_LEVELS = {Severity.DECISION: "error", Severity.FIX: "warning", Severity.QUESTION: "warning"}


def to_github(examined: Examined) -> str:
    """Workflow commands that annotate the lines in a pull request, errors first.

    Source: docs.github.com, "Workflow commands for GitHub Actions".
    """
    lines = [
        _command("error", mistake.span, "mistake", f"{mistake.what}; {mistake.remedy}")
        for mistake in examined.mistakes
    ]
    lines += [
        _command(
            _LEVELS.get(finding.severity, "notice"),
            finding.span,
            finding.rule.value,
            " ".join(_lines(finding)),
        )
        for finding in examined.findings
    ]
    order = ("::error", "::warning", "::notice")
    lines.sort(key=lambda line: order.index(line.partition(" ")[0]))
    return "".join(f"{line}\n" for line in lines)


def _command(level: str, span: SourceSpan, title: str, words: str) -> str:
    place = f"file={command_property(span.file)},line={span.line},col={span.column}"
    return f"::{level} {place},title={command_property(title)}::{command_data(words)}"


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {
        "file": mistake.span.file,
        "line": mistake.span.line,
        "column": mistake.span.column,
        "path": mistake.path,
        "what": mistake.what,
        "remedy": mistake.remedy,
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding as plain data, the same wherever findings are printed as JSON."""
    return {
        "rule": finding.rule.value,
        "severity": finding.severity.value,
        "entry": finding.entry_id,
        "title": finding.entry_title,
        "role": finding.role.value if finding.role else None,
        "url": finding.url,
        "file": finding.span.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "summary": finding.summary,
        "evidence": [
            {"kind": e.kind, "supports": e.supports, "detail": e.detail, "url": e.url}
            for e in finding.evidence
        ],
        "fixes": [
            {
                "field": fix.field,
                "old": fix.old,
                "new": fix.new,
                "safety": fix.safety.value,
                "because": fix.because,
            }
            for fix in finding.fixes
        ],
        "related": [
            {"entry": r.entry_id, "file": r.span.file, "line": r.span.line} for r in finding.related
        ],
    }
