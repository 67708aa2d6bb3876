"""A request as the simulated hosts see it, and the reply they give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from bot.rehearsal.world import FIRST_NIGHT


class Fault(StrEnum):
    """What the connection does instead of carrying a reply."""

    #: never answers
    SILENT = "silent"
    #: is dropped in the middle of the reply
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, with the counts that let a host be moody without a memory of its own."""

    host: str
    #: path and query as they came
    target: str = "/"
    method: str = "GET"
    scheme: str = "https"
    #: lower-case names
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    #: 1 = first request to this host / this target tonight
    nth_to_host: int = 1
    nth_to_target: int = 1
    #: what "now" is in the simulated world
    at: datetime = FIRST_NIGHT

    @property
    def path(self) -> str:
        """Percent-decoded path."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        """Query parameters; the last of equal names wins."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def url(self) -> str:
        """The whole address, as it was asked."""
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def bare_url(self) -> str:
        """Scheme-less address without fragment and final slash: how worlds key their pages."""
        return bare(self.url)

    def json(self) -> Any:
        """The body as JSON; raises ValueError."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What comes back."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    #: seconds before the first byte
    wait: float = 0.0
    fault: Fault | None = None

    def with_headers(self, *more: tuple[str, str]) -> Reply:
        """The same reply with more headers."""
        return Reply(
            status=self.status,
            headers=(*self.headers, *more),
            body=self.body,
            wait=self.wait,
            fault=self.fault,
        )


def split(url: str) -> SplitResult:
    """The parts of an address; none where it is no usable URL, which lists contain as well."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def bare(url: str) -> str:
    """``host/path?query`` with the host in lower case: one key for http, https, slash, fragment."""
    parts = split(url if "//" in url else f"//{url}")
    host = (parts.hostname or "").rstrip(".")
    path = unquote(parts.path).rstrip("/").removesuffix(".git")
    return f"{host}{path}?{unquote(parts.query)}" if parts.query else f"{host}{path}"


def without_query(place: str) -> str:
    """A ``bare`` address without its query: the page, unless the query says which one."""
    return place.partition("?")[0]


def html(text: str, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A page of HTML."""
    return Reply(
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"), *headers),
        body=text.encode(),
    )


def plain(text: str, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Plain text."""
    return Reply(
        status=status,
        headers=(("content-type", "text/plain; charset=utf-8"), *headers),
        body=text.encode(),
    )


def as_json(
    value: object, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
) -> Reply:
    """A JSON document."""
    return Reply(
        status=status,
        headers=(("content-type", "application/json; charset=utf-8"), *headers),
        body=json.dumps(value, ensure_ascii=False).encode(),
    )


def redirect(to: str, *, status: int = 302, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A redirect with a short body, as servers send it."""
    return html(f"<p>See {to}</p>", status=status, headers=(("location", to), *headers))
