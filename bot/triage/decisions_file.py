"""``reports/decisions.yml``: decisions as data that a person can read and change.

New decisions are appended, retracted ones cut out; everything else in the file (comments, order,
spelling) stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

from bot.documents import forms, nodes
from bot.documents.mistakes import Mistakes, quoted
from bot.documents.nodes import Node, last_offset
from bot.documents.reading import read_document
from bot.errors import StateError
from bot.model.entries import LinkRole, Mistake, SourceSpan
from bot.model.findings import Rule
from bot.text import plain, yaml_scalar
from bot.triage.decisions import Decision, Verb

FILE = "decisions.yml"
HEADER = """\
# yaml-language-server: $schema=decisions.schema.json
# What people decided about the bot's findings. The bot appends; edit or remove what you like.
# decision: ignore | snooze | replace | remove | decline | recheck
# "evidence" ties an ignore to what was known then: without it the bot never asks again.
decisions:
"""
_EMPTY = "decisions: []\n"
#: keys of one decision, in the order in which they are written
KEYS = (
    "decision",
    "entry",
    "rule",
    "role",
    "url",
    "finding",
    "evidence",
    "field",
    "to",
    "by",
    "at",
    "why",
    "until",
    "source",
)
#: decisions that are read
MOST = 20_000
#: characters of a reason that are kept
_WHY = 500


def read_decisions(
    text: str | None, file: str = FILE
) -> tuple[tuple[Decision, ...], tuple[Mistake, ...]]:
    """Every decision that can be read, and everything that is wrong with the others."""
    if text is None or not text.strip():
        return (), ()
    mistakes = Mistakes(file)
    items = _items(text, file, mistakes)
    decisions = [_decision(item, f"decisions[{i}]", mistakes) for i, item in enumerate(items)]
    return tuple(d for d in decisions if d is not None), mistakes.all()


def _items(text: str, file: str, mistakes: Mistakes) -> tuple[Node, ...]:
    root = read_document(text, file, mistakes).root
    if root is None:
        return ()
    found = forms.fields(root, "", ("decisions",), mistakes)
    if found is None or "decisions" not in found:
        return ()
    node = found["decisions"][1]
    if isinstance(node, nodes.Scalar) and node.is_null:
        return ()
    forms.items(node, "decisions", mistakes, lambda _, path: path, most=MOST)
    return node.items[:MOST] if isinstance(node, nodes.Sequence) else ()


def _decision(node: Node, path: str, mistakes: Mistakes) -> Decision | None:
    found = forms.fields(node, path, KEYS, mistakes, synonyms={"id": "entry", "reason": "why"})
    if found is None:
        return None
    before = len(mistakes)
    forms.require(node, path, found, ("decision", "entry"), mistakes)

    def word(key: str, known: Collection[str] | None = None) -> str | None:
        if key not in found:
            return None
        place, value = f"{path}.{key}", found[key][1]
        if known is not None:
            return forms.choice(value, place, known, mistakes)
        if key == "to" and isinstance(value, nodes.Scalar) and value.is_null:
            return None
        return forms.text(value, place, mistakes)

    verb = word("decision", tuple(Verb))
    rule, role = word("rule", tuple(Rule)), word("role", tuple(LinkRole))
    entry, to = word("entry"), word("to")
    until = _day(found["until"][1], f"{path}.until", mistakes) if "until" in found else None
    at = _time(found["at"][1], f"{path}.at", mistakes) if "at" in found else None
    if verb == Verb.SNOOZE and "until" not in found:
        mistakes.add(node, path, "a snooze needs an end", "add a line `until: 2027-01-31`")
    if verb == Verb.REPLACE and to is None:
        mistakes.add(node, path, "a replacement needs its new value", "add a line `to: …`")
    if verb in (Verb.REPLACE, Verb.REMOVE, Verb.DECLINE) and "field" not in found:
        mistakes.add(node, path, f"{verb} needs a field", "add a line `field: code`")
    named = {key: word(key) for key in ("url", "finding", "evidence", "field")}
    said = {key: word(key) or "" for key in ("by", "why", "source")}
    if len(mistakes) > before or verb is None or entry is None:
        return None
    return Decision(
        verb=Verb(verb),
        entry=entry,
        rule=Rule(rule) if rule else None,
        role=LinkRole(role) if role else None,
        to=to,
        until=until,
        at=at,
        span=SourceSpan(file=mistakes.file, line=node.line, column=node.column),
        url=named["url"],
        finding=named["finding"],
        evidence=named["evidence"],
        field=named["field"],
        by=said["by"],
        why=said["why"],
        source=said["source"],
    )


def _day(node: Node, path: str, mistakes: Mistakes) -> date | None:
    remedy = "write a date such as 2027-01-31"
    value = forms.text(node, path, mistakes, remedy=remedy)
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        mistakes.add(node, path, f"{quoted(value or '')} is no date", remedy)
        return None


def _time(node: Node, path: str, mistakes: Mistakes) -> datetime | None:
    remedy = "write a time such as 2026-11-24T02:17:00Z"
    value = forms.text(node, path, mistakes, remedy=remedy)
    try:
        time = datetime.fromisoformat(value) if value is not None else None
    except ValueError:
        mistakes.add(node, path, f"{quoted(value or '')} is no time", remedy)
        return None
    return time.replace(tzinfo=UTC) if time is not None and time.tzinfo is None else time


def changed_decisions(
    text: str | None, *, add: Sequence[Decision] = (), retract: Sequence[Decision] = (), file: str
) -> str | None:
    """The new text of the file, or None when nothing changes.

    ``retract`` holds decisions as they were read from this text. Raises StateError when the file
    cannot be read: what a person wrote is never overwritten.
    """
    if not add and not retract:
        return None
    base = text or ""
    mistakes = Mistakes(file)
    items = _items(base, file, mistakes) if base.strip() else ()
    if len(mistakes):
        raise StateError(
            "\n".join(map(str, mistakes.all())), hint="Mend the file; nothing was recorded."
        )
    lines = {decision.span.line for decision in retract if decision.span}
    cut = [item for item in items if item.line in lines]
    indent = " " * max(0, items[0].column - 3) if items else "  "
    for item in reversed(cut):
        base = _without(base, item)
    written = "".join(_written(decision, indent) for decision in add)
    result = _joined(base, written, empty=len(items) == len(cut))
    kept = [d for d in read_decisions(text, file)[0] if d.span and d.span.line not in lines]
    if [*map(_written, kept), *map(_written, add)] == [*map(_written, read_decisions(result)[0])]:
        return result
    return HEADER + "".join(map(_written, [*kept, *add]))  # a list in brackets, for example


def _without(text: str, item: Node) -> str:
    start = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", last_offset(item))
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def _joined(base: str, written: str, *, empty: bool) -> str:
    if not base.strip():
        return HEADER + written if written else HEADER.replace("decisions:\n", _EMPTY)
    if not base.endswith("\n"):
        base += "\n"
    if empty:
        head = "".join(
            line for line in base.splitlines(keepends=True) if not line.startswith("decisions:")
        )
        return head + ("decisions:\n" + written if written else _EMPTY)
    return base + written


def _written(decision: Decision, indent: str = "  ") -> str:
    """One item of the list, one key a line."""
    values = {
        "decision": decision.verb.value,
        "entry": decision.entry,
        "rule": decision.rule.value if decision.rule else None,
        "role": decision.role.value if decision.role else None,
        "url": decision.url,
        "finding": decision.finding,
        "evidence": decision.evidence,
        "field": decision.field,
        "to": decision.to,
        "by": decision.by or None,
        "at": f"{decision.at:%Y-%m-%dT%H:%M:%SZ}" if decision.at else None,
        "why": plain(decision.why, _WHY) or None,
        "until": decision.until.isoformat() if decision.until else None,
        "source": decision.source or None,
    }
    given = [(key, value) for key, value in values.items() if value is not None]
    rows = [f"{key}: {yaml_scalar(value)}" for key, value in given]
    return f"{indent}- " + f"\n{indent}  ".join(rows) + "\n"
