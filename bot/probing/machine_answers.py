"""How programs say "not found" with a status of success: object stores, JSON, a line of plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bot.probing.missing import is_phrase

#: how object stores say it (S3, Azure, Google: "Error Responses" of their REST references)
_STORE = re.compile(
    r"\s*(?:<\?xml[^<>]{0,100}\?>\s*)?<Error>\s*<Code>"
    r"(?:NoSuchKey|NoSuchBucket|NoSuchUpload|BlobNotFound|ContainerNotFound|ResourceNotFound)</Code>"
)
#: members of a JSON answer that say what went wrong, and those that give it a number
_SAYING = frozenset(
    ("detail", "description", "error", "error_description", "errors", "message", "msg", "reason")
)
_NUMBERING = frozenset(("code", "error_code", "errorcode", "status", "status_code", "statuscode"))
#: what else an error answer carries; any other member is something that the address has
_AROUND = _SAYING | _NUMBERING | frozenset(
    (
        "title", "type", "instance", "path", "url", "uri", "timestamp", "time", "date", "trace", "trace_id",
        "request_id", "requestid", "correlation_id", "documentation_url", "name", "data", "result", "success",
        "ok", "exception", "cause", "info", "hint", "method", "service", "domain", "locationtype", "location",
    )
)  # fmt: skip
_MACHINE = re.compile(
    r"not[ _-]?found|(?:does not|doesn't|no longer) exists?|\bno such\b|\b404\b"
    r"|\A(?:been )?(?:deleted|gone|removed)\W*\Z",
    re.IGNORECASE,
)
#: values; what has more is an answer with something in it
MOST_VALUES = 8


def missing_text(text: str) -> bool:
    """Does a short plain or JSON body say, and say only, that nothing is there?"""
    sample = text[:2_000].strip()
    return len(sample) < 1_000 and (is_phrase(sample[:200]) or _is_machine_error(sample))


def _is_machine_error(text: str) -> bool:
    """Is it a JSON object that holds an error of the kind, and little else?"""
    if not text.startswith("{"):
        return False
    try:
        values = list(_values(json.loads(text)))
    except (ValueError, RecursionError):
        return False
    bare = all(name in _AROUND for name, value in values if value)
    return (
        bare
        and len(values) <= MOST_VALUES
        and any(
            (name in _NUMBERING and str(value) in ("404", "410"))
            or (name in _SAYING and isinstance(value, str) and bool(_MACHINE.search(value)))
            for name, value in values
        )
    )


def _values(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, str(key).lower())
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, name)
    else:
        yield name, value


def missing_object(markup: str) -> bool:
    """Is it an object store's answer for a key that it does not hold?"""
    return bool(_STORE.match(markup))
