"""A URL taken apart for recognition: host, decoded path segments, query; total and pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from bot.urls import UnusableUrl
from bot.urls.parsing import place

#: more parameters than any paper link has; a cap against texts built to be slow
_MAX_PARAMETERS = 200


class Address(NamedTuple):
    """What the recognisers of identifiers look at."""

    #: lower-case, without ``www.``, port, user or final dot
    host: str
    #: the host and every name that it is below
    domains: frozenset[str]
    #: percent-decoded, empty ones left out
    segments: tuple[str, ...]
    #: (lower-case name, decoded value), first use first
    query: tuple[tuple[str, str], ...]

    def under(self, *hosts: str) -> bool:
        """Is the host one of these, or below one of these?"""
        return not self.domains.isdisjoint(hosts)

    def value(self, name: str) -> str | None:
        """First value of a query parameter, None when it is missing."""
        return next((value for key, value in self.query if key == name), None)

    def after(self, *words: str) -> tuple[str, ...]:
        """The segments after the first one that equals one of the words (any case), or ()."""
        for index, segment in enumerate(self.segments):
            if segment.lower() in words:
                return self.segments[index + 1 :]
        return ()


@lru_cache(maxsize=4096)  # a list names few hosts very often
def _host(name: str) -> tuple[str, frozenset[str]]:
    """The host for comparisons, and it with everything that it is below."""
    host = name.rstrip(".").removeprefix("www.")
    labels = host.split(".")
    return host, frozenset(".".join(labels[at:]) for at in range(len(labels)))


def take_apart(url: str) -> Address | None:
    """None when the text is no http(s) URL that could be fetched."""
    try:
        name, path, query = place(url)
    except UnusableUrl:
        return None
    # Decoded before it is split: browsers copy ``/chapter/10.1007%2F978-...``.
    segments = tuple([part for part in unquote(path).split("/") if part])
    host, domains = _host(name)
    return Address(host, domains, segments, _parameters(query) if query else ())


def _parameters(query: str) -> tuple[tuple[str, str], ...]:
    try:
        pairs = parse_qsl(query, max_num_fields=_MAX_PARAMETERS)
    except ValueError:
        return ()
    return tuple((name.lower(), value) for name, value in pairs)
