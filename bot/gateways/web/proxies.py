"""Which proxy, if any, leads to a host: the usual environment variables, read once."""

from __future__ import annotations

import base64
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bot.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """An HTTP proxy."""

    host: str
    port: int
    #: value of Proxy-Authorization, "" for none; sent to the proxy only
    authorization: str = ""


class Proxies:
    """``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``, lower case first.

    ``HTTP_PROXY`` in capitals is ignored where ``REQUEST_METHOD`` is set (CGI, CVE-2016-5385).
    Raises ``ConfigurationError`` for a proxy of another kind (SOCKS, https).
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        def value(name: str) -> str:
            if name == "http_proxy" and "REQUEST_METHOD" in environ:
                return environ.get(name, "")
            return environ.get(name) or environ.get(name.upper(), "")

        everything = value("all_proxy")
        self._http = _proxy(value("http_proxy") or everything)
        self._https = _proxy(value("https_proxy") or everything)
        self._direct = [part.strip().lower() for part in value("no_proxy").split(",")]
        self._direct = [part for part in self._direct if part]

    def __bool__(self) -> bool:
        return self._http is not None or self._https is not None

    def for_host(self, scheme: str, host: str, port: int) -> Proxy | None:
        """The proxy for requests to this host (lower case, no brackets), None to go directly."""
        proxy = self._https if scheme == "https" else self._http
        if proxy is None or any(_covers(rule, host, port) for rule in self._direct):
            return None
        return proxy


def _covers(rule: str, host: str, port: int) -> bool:
    if rule == "*":
        return True
    name, colon, digits = rule.rpartition(":")
    if colon and digits.isdigit() and ":" not in name:
        if int(digits) != port:
            return False
        rule = name
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(rule.strip("[]"), strict=False)
    except ValueError:
        rule = rule.removeprefix("*").lstrip(".")
        return host == rule or host.endswith(f".{rule}")


def _proxy(text: str) -> Proxy | None:
    if not text:
        return None
    parts = urlsplit(text if "://" in text else f"http://{text}")
    try:
        host, port = parts.hostname, parts.port or 80
    except ValueError:
        host, port = None, 0
    if parts.scheme != "http" or not host:
        raise ConfigurationError(
            "the proxy in the environment cannot be used",
            hint="HTTP_PROXY and HTTPS_PROXY take addresses like http://proxy.example:3128.",
        )
    authorization = ""
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    return Proxy(host=host, port=port, authorization=authorization)
