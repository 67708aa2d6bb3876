"""Cookies of one redirect chain: enough for the dances of publishers, gone when the chain ends."""

from __future__ import annotations

from bot.urls import WebUrl, registrable_domain

#: browsers allow 180 a domain; a chain never needs more than a handful
MOST_COOKIES = 20
#: bytes of the whole Cookie header
MOST_BYTES = 4096


class ChainCookies:
    """Remembers ``Set-Cookie`` along one chain and gives it back to the hosts it belongs to.

    RFC 6265 without time: paths are ignored (a chain is short), ``Domain`` is honoured up to the
    registrable domain, ``Secure`` cookies only travel over https, ``Max-Age=0`` deletes.
    """

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        #: (domain, whether subdomains count, name) -> (value, secure)
        self._kept: dict[tuple[str, bool, str], tuple[str, bool]] = {}

    def remember(self, url: WebUrl, set_cookies: tuple[str, ...]) -> None:
        """Take the ``Set-Cookie`` values of a response from ``url``."""
        for line in set_cookies:
            self._remember_one(url.host.rstrip("."), line)

    def header(self, url: WebUrl) -> str:
        """Value of the ``Cookie`` header for a request to ``url``, "" for none."""
        host = url.host.rstrip(".")
        pairs = [
            f"{name}={value}"
            for (domain, below, name), (value, secure) in self._kept.items()
            if (host == domain or (below and host.endswith(f".{domain}")))
            and (not secure or url.scheme == "https")
        ]
        text = "; ".join(pairs)
        while len(text) > MOST_BYTES:
            pairs.pop()
            text = "; ".join(pairs)
        return text

    def _remember_one(self, host: str, line: str) -> None:
        pair, *attributes = line.split(";")
        name, equals, value = pair.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name or not _is_token(pair):
            return
        fields = {
            key.strip().lower(): text.strip()
            for key, _, text in (part.partition("=") for part in attributes)
        }
        domain, below = host, False
        wanted = fields.get("domain", "").lstrip(".").lower()
        if wanted:
            if not _may_set(host, wanted):
                return
            domain, below = wanted, True
        key = (domain, below, name)
        if fields.get("max-age") == "0":
            self._kept.pop(key, None)
        elif key in self._kept or len(self._kept) < MOST_COOKIES:
            self._kept[key] = (value, "secure" in fields)


def _may_set(host: str, domain: str) -> bool:
    """A host may set cookies for itself and its parents down to the registrable domain."""
    if host == domain:
        return True
    return host.endswith(f".{domain}") and domain.endswith(registrable_domain(host))


def _is_token(text: str) -> bool:
    return text.isascii() and text.isprintable() and len(text) <= MOST_BYTES
