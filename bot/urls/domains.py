"""Who stands behind a host name."""

from __future__ import annotations

from functools import cache, lru_cache
from sys import intern

from publicsuffixlist import PublicSuffixList

from bot.urls.hosts import UnusableUrl, ascii_host, ip_literal
from bot.urls.parsing import LISTED, parse


@lru_cache(maxsize=LISTED)
def host_of(url: str) -> str:
    """Host of a URL: lower case, punycode, without the root dot; "" when it is unusable."""
    try:
        return intern(parse(url).host.rstrip("."))
    except UnusableUrl:
        return ""


@lru_cache(maxsize=8192)
def registrable_domain(host: str) -> str:
    """The domain that somebody registered: ``blog.x.co.uk`` -> ``x.co.uk``.

    Names under a shared host (``someone.github.io``) count as registered by that somebody, as the
    private section of the public suffix list says. An IP address, a public suffix itself and a
    name without dots come back unchanged, so the answer is never empty for a usable host.
    """
    try:
        name = ascii_host(host).rstrip(".")
    except UnusableUrl:
        return host.lower()
    if ip_literal(name) is not None or "." not in name:
        return name
    return str(_suffixes().privatesuffix(name) or name)


@cache
def _suffixes() -> PublicSuffixList:
    """The list as bundled with the library: no download, parsed on first use."""
    return PublicSuffixList()
