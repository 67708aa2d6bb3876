"""Host names and IP literals as the WHATWG URL standard reads them, minus every disguise.

The rule: a host is a domain name in ASCII (IDNA applied), a dotted quad, or an IPv6 address in
brackets. Numbers that only a lenient parser turns into an address (``2130706433``, ``0x7f.1``,
``127.1``, fullwidth digits) are refused here, so that no later layer can read them differently.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

import idna

from bot.model.observations import Outcome

#: RFC 1035, section 2.3.4
MAX_LABEL = 63
MAX_NAME = 253

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\Z")
# what nearly every host looks like; ends in a letter, so it is no number
_SIMPLE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z])?\Z")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\Z")
_QUAD = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\Z")


class UnusableUrl(ValueError):
    """A text that is not fetched: why (closed vocabulary), and whether it is unsafe or invalid."""

    def __init__(self, reason: str, outcome: Outcome = Outcome.INVALID) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome = outcome


@lru_cache(maxsize=16_384)  # a list names few hosts very often
def ascii_host(text: str) -> str:
    """Lower-case ASCII form of a host as written in a URL; IPv6 comes back in brackets.

    Raises ``UnusableUrl``: "empty-host", "bad-host", "bad-idn", "bad-address" (invalid), or
    "disguised-address" (unsafe).
    """
    if _SIMPLE.match(text) and len(text) <= MAX_LABEL:
        return text
    if not text:
        raise UnusableUrl("empty-host")
    if text.startswith("["):
        return _ipv6(text)
    host = text.lower() if text.isascii() else _mapped(text)
    if not host.strip("."):
        raise UnusableUrl("empty-host")
    if _ends_in_number(host):
        return _ipv4(host, spelt=text)
    return _domain(host)


def ip_literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address when ``host`` (as returned by ``ascii_host``) is a literal, else None."""
    if host.startswith("["):
        return ipaddress.IPv6Address(host[1:-1])
    return ipaddress.IPv4Address(host) if _QUAD.match(host) else None


def _ipv6(text: str) -> str:
    if not text.endswith("]") or "%" in text:
        raise UnusableUrl("bad-address")
    try:
        return f"[{ipaddress.IPv6Address(text[1:-1]).compressed}]"
    except ValueError:
        raise UnusableUrl("bad-address") from None


def _ends_in_number(host: str) -> bool:
    """The WHATWG "ends in a number" check: such a host can only be an IPv4 address."""
    last = host.rstrip(".").rsplit(".", 1)[-1]
    return bool(_NUMBER.match(last))


def _ipv4(host: str, *, spelt: str) -> str:
    if _QUAD.match(host):
        if any(int(part) > 255 for part in host.split(".")):
            raise UnusableUrl("bad-address")
        if host == spelt:
            return host
        raise UnusableUrl("disguised-address", Outcome.UNSAFE)
    parts = host.rstrip(".").split(".")
    if len(parts) <= 4 and all(_NUMBER.match(part) for part in parts):
        raise UnusableUrl("disguised-address", Outcome.UNSAFE)
    raise UnusableUrl("bad-address")


def _mapped(text: str) -> str:
    """UTS 46 mapping (case, width, ideographic full stops) of a host that is not ASCII."""
    try:
        return idna.uts46_remap(text, std3_rules=False, transitional=False).lower()
    except idna.IDNAError:
        raise UnusableUrl("bad-idn") from None


def _domain(host: str) -> str:
    labels = host.split(".")
    if labels[-1] == "":
        labels.pop()
    encoded = [_label(label) for label in labels]
    name = ".".join(encoded)
    if len(name) > MAX_NAME:
        raise UnusableUrl("bad-host")
    return f"{name}." if host.endswith(".") else name


def _label(label: str) -> str:
    if label.isascii():
        # hyphens in the third and fourth place are left to the registries, as browsers do
        if len(label) > MAX_LABEL or not _LABEL.match(label):
            raise UnusableUrl("bad-host")
        return label
    try:
        encoded = idna.alabel(label).decode("ascii")
    except idna.InvalidCodepoint:
        # symbols are outside IDNA 2008 but registered under some domains and open in browsers
        encoded = "xn--" + label.encode("punycode").decode("ascii")
    except idna.IDNAError:
        raise UnusableUrl("bad-idn") from None
    if len(encoded) > MAX_LABEL or not _LABEL.match(encoded):
        raise UnusableUrl("bad-idn")
    return encoded
