"""The event that woke a workflow: is it about us, and from a person? Data from strangers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.errors import UsageError
from bot.triage.commands import has_command
from bot.triage.drafts import boxes, read_body

#: characters; GitHub cuts its payloads at 25 MB
LARGEST = 25_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Whether there is something to do, and why (not)."""

    relevant: bool
    reason: str
    #: the comment that holds a command
    comment: int | None = None
    #: number of the issue or pull request in which it happened
    thread: int | None = None


def read_event(text: str) -> Event:
    """Understand the payload of ``issue_comment`` and ``issues`` events.

    Everything that it says is asked again from the API before anything is obeyed. Raises
    UsageError when it is no event.
    """
    if len(text) > LARGEST:
        raise UsageError("--event: the file is too large for an event of GitHub")
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError("--event: the file is not JSON") from None
    if not isinstance(event, dict):
        raise UsageError("--event: the file is no event of GitHub")
    if _by_bot(_part(event, "sender")):
        return Event(relevant=False, reason="a bot did it, perhaps this one")
    if "comment" in event:
        return replace(_commented(event), thread=_number(event))
    return replace(_edited(event), thread=_number(event))


def _number(event: Mapping[str, Any]) -> int | None:
    thing = _part(event, "issue") or _part(event, "pull_request")
    number = thing.get("number")
    return number if isinstance(number, int) else None


def _part(event: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = event.get(name)
    return part if isinstance(part, dict) else {}


def _by_bot(user: Mapping[str, Any]) -> bool:
    return user.get("type") == "Bot" or str(user.get("login", "")).endswith("[bot]")


def _commented(event: Mapping[str, Any]) -> Event:
    comment = _part(event, "comment")
    if event.get("action") != "created":
        return Event(relevant=False, reason="only new comments are read")
    if not has_command(str(comment.get("body") or "")):
        return Event(relevant=False, reason="there is no /listbot command in the comment")
    number = comment.get("id")
    return Event(
        relevant=True,
        reason="a comment holds a command",
        comment=number if isinstance(number, int) else None,
    )


def _edited(event: Mapping[str, Any]) -> Event:
    thing = _part(event, "issue") or _part(event, "pull_request")
    body = read_body(str(thing.get("body") or ""))
    if event.get("action") != "edited" or body is None:
        return Event(relevant=False, reason="it is not about an issue of this bot")
    if not any(box.ticked for box in boxes(body.text)):
        return Event(relevant=False, reason="no box is ticked")
    return Event(relevant=True, reason="a box is ticked")
