"""``invalid-url`` and ``unsafe``, from the list alone: links that no reader can or should open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.model.entries import Entry
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.model.observations import Outcome
from bot.urls import UnusableUrl, is_internal_name, is_public, parse
from bot.urls.hosts import ip_literal

_INTERNAL = (Rule.UNSAFE, "the host name is one of private networks")
#: hosts and paths that need no parser: a top-level domain in letters, and simple characters
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}")
_PATH = re.compile(r"[A-Za-z0-9_.~/-]*")


def find(entry: Entry) -> Iterator[Finding]:
    """One finding for each link that cannot be asked at all."""
    for link in entry.links:
        trouble = _trouble(link.url)
        if trouble is None:
            continue
        rule, detail = trouble
        words = "is no usable URL" if rule is Rule.INVALID_URL else "leads into a private network"
        yield Finding(
            rule=rule,
            severity=Severity.DECISION,
            entry_id=entry.id,
            entry_title=entry.title,
            span=link.span,
            role=link.role,
            url=link.url,
            summary=f"The link {words}.",
            evidence=(Evidence(kind="address", supports=False, detail=detail),),
        )


@lru_cache(maxsize=65_536)  # a list names few hosts very often
def _is_usual(host: str) -> bool:
    return _HOST.fullmatch(host) is not None and not is_internal_name(host)


def _trouble(url: str) -> tuple[Rule, str] | None:
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    if scheme in ("https", "http") and _PATH.fullmatch(path) and _is_usual(host):
        return None
    try:
        host = parse(url).host
    except UnusableUrl as error:
        rule = Rule.UNSAFE if error.outcome is Outcome.UNSAFE else Rule.INVALID_URL
        return rule, str(error)
    address = ip_literal(host)
    if address is not None and not is_public(address):
        return Rule.UNSAFE, "the address is not public"
    if is_internal_name(host):
        return _INTERNAL
    return None
