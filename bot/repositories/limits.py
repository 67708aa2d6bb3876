"""How long GitHub wants to be left alone, read from its answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: seconds to wait after a secondary limit that names no time
#: (docs.github.com/rest, "Best practices for using the REST API")
A_MINUTE = 60.0
#: a longer wait than this is not waited for: the run goes on without GitHub and says so
PATIENCE = 60.0


def pause(headers: Mapping[str, str], *, now: datetime) -> float:
    """Seconds until the next request may be sent after a limit. Header names are lower case.

    ``retry-after`` first, else ``x-ratelimit-reset`` when nothing remains, else a minute. GitHub's
    own clock counts (``date``), ``now`` only where the answer has none.
    """
    now = _date(headers.get("date", "")) or now
    seconds = _retry_after(headers.get("retry-after", ""), now)
    if seconds is not None:
        return seconds
    if headers.get("x-ratelimit-remaining") == "0":
        reset = resets_at(headers)
        if reset is not None:
            return max(0.0, (reset - now).total_seconds())
    return A_MINUTE


def resets_at(headers: Mapping[str, str]) -> datetime | None:
    """When the hour's requests are full again."""
    digits = headers.get("x-ratelimit-reset", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 11:
        return None
    return datetime.fromtimestamp(int(digits), UTC)


def remaining(headers: Mapping[str, str]) -> int | None:
    """Requests that are left of this hour; None when the answer does not say."""
    digits = headers.get("x-ratelimit-remaining", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _retry_after(text: str, now: datetime) -> float | None:
    """Seconds or an HTTP date (RFC 9110, section 10.2.3); None for junk."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(int(text[:9]))
    when = _date(text)
    return None if when is None else max(0.0, (when - now).total_seconds())


def _date(text: str) -> datetime | None:
    """An HTTP date (RFC 9110, section 5.6.7)."""
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when
