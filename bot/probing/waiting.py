"""How long a host asks us to wait: Retry-After and the RateLimit headers, distrusted and capped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: seconds; what is longer is not waited for in one go
LONGEST_PAUSE = 60.0

_SECONDS = re.compile(r"\s*(\d{1,9})(?:\.\d+)?\s*\Z")


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Seconds that a response asks us to wait, >= 0; None when it does not say (or says junk).

    RFC 9110, section 10.2.3: delta seconds or an HTTP date. A date is compared with the server's
    own ``Date`` header when there is one, so that a server whose clock is wrong is understood.
    The result is not capped: see ``pause_for``.
    """
    text = headers.get("retry-after")
    if text is None:
        return None
    match = _SECONDS.match(text)
    if match:
        return float(match[1])
    then = _date(text)
    if then is None:
        return None
    reference = _date(headers.get("date", "")) or now
    return max(0.0, (then - reference).total_seconds())


def pause_for(asked: float | None, *, throttled: int) -> float:
    """Seconds to pause after a 429 or 503: as asked (capped), else doubling from two seconds.

    ``throttled`` counts the throttled answers in a row, this one included.
    """
    if asked is not None:
        return min(asked, LONGEST_PAUSE)
    return min(float(2 ** max(1, min(throttled, 6))), LONGEST_PAUSE)


def quota_pause(headers: Mapping[str, str]) -> float | None:
    """Seconds until the quota refills when it is used up, capped; None while there is quota.

    Understands ``RateLimit: limit=.., remaining=0, reset=8`` and the three ``RateLimit-*`` fields
    of the IETF drafts (draft-ietf-httpapi-ratelimit-headers) and their ``X-`` forerunners. A reset
    that is a point in time and not a delay (GitHub, X) is left to the API clients that know it.
    """
    remaining, reset = _quota(headers)
    if remaining is None or remaining > 0 or reset is None or reset > 86_400:
        return None
    return min(reset, LONGEST_PAUSE)


def _quota(headers: Mapping[str, str]) -> tuple[float | None, float | None]:
    combined = headers.get("ratelimit")
    if combined:
        named = dict(re.findall(r"\b(remaining|reset|r|t)\s*=\s*(\d{1,9})\b", combined.lower()))
        return (
            _number(named.get("remaining", named.get("r"))),
            _number(named.get("reset", named.get("t"))),
        )
    for prefix in ("ratelimit-", "x-ratelimit-", "x-rate-limit-"):
        if f"{prefix}remaining" in headers:
            return _number(headers[f"{prefix}remaining"]), _number(headers.get(f"{prefix}reset"))
    return None, None


def _number(text: str | None) -> float | None:
    match = _SECONDS.match(text or "")
    return float(match[1]) if match else None


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
