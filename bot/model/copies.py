"""Copies of dead links in the Internet Archive: what was asked, and what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyQuestion:
    """Is there a copy of this address that was taken while it was well?"""

    #: canonical URL
    target: str
    #: the last moment (UTC) at which a copy may have been taken: later ones may show the failure
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCopy:
    """The answer for one address. Nothing in it is foreign text: the address is built from the link."""

    target: str
    until: datetime
    asked_at: datetime
    #: when the copy was taken (UTC); None = there is none
    taken: datetime | None = None
    #: False: the index could not be asked, and "none" is only what the quick look-up says
    is_sure: bool = True


def copy_url(url: str, taken: datetime) -> str:
    """Address of the copy of ``url`` (web.archive.org/web/YYYYMMDDhhmmss/URL)."""
    return f"https://{ARCHIVE}/web/{taken:%Y%m%d%H%M%S}/{url}"


#: where copies are shown
ARCHIVE = "web.archive.org"
