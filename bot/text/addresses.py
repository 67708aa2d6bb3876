"""Web addresses in a spelling that no place of print can misread."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import idna

from bot.text.plain import plain

#: what stays as it is in path, query and fragment. Brackets, quotes, pipes and back-ticks would
#: end a Markdown destination, a dollar begins mathematics on GitHub, and an at sign a mention;
#: all of them mean the same when percent-encoded (RFC 3986, section 2.2)
_SAFE = "%/?:;,!&'*+=#~.-_"
_HOST = re.compile(r"[a-z0-9_.\-]+")
_IPV6 = re.compile(r"[0-9a-f:.]+")


def web_address(url: str) -> str | None:
    """An absolute http(s) URL in ASCII, without spaces, quotes, brackets and at signs.

    None for everything else: other schemes, user info (secrets, look-alikes), back-slashes and
    hosts that are no names. A host outside ASCII is written in Punycode, so that it can be told
    from the host that it imitates.
    """
    if "\\" in url:
        return None
    try:
        parts = urlsplit(plain(url))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return None
    name = _ascii_host(host)
    if name is None:
        return None
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    authority = name if port is None else f"{name}:{port}"
    return f"{parts.scheme}://{authority}{quote(rest, safe=_SAFE)}"


def _ascii_host(host: str) -> str | None:
    if ":" in host:
        return f"[{host}]" if _IPV6.fullmatch(host) else None
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None
    return name if _HOST.fullmatch(name) else None
