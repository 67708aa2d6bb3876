"""A URL taken apart for recognition: host, decoded path segments, query; total and pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

from bot.urls import UnusableUrl, parse

#: more parameters than any paper link has; a cap against texts built to be slow
_MAX_PARAMETERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the recognisers of identifiers look at."""

    #: lower-case, without ``www.``, port, user or final dot
    host: str
    #: percent-decoded, empty ones left out
    segments: tuple[str, ...]
    #: (lower-case name, decoded value), first use first
    query: tuple[tuple[str, str], ...]

    def under(self, *hosts: str) -> bool:
        """Is the host one of these, or below one of these?"""
        return f".{self.host}".endswith(_dotted(hosts))

    def value(self, name: str) -> str | None:
        """First value of a query parameter, None when it is missing."""
        return next((value for key, value in self.query if key == name), None)

    def after(self, *words: str) -> tuple[str, ...]:
        """The segments after the first one that equals one of the words (any case), or ()."""
        for index, segment in enumerate(self.segments):
            if segment.lower() in words:
                return self.segments[index + 1 :]
        return ()


@lru_cache(maxsize=512)
def _dotted(hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Asked thousands of times for a few dozen tuples that stand in the code."""
    return tuple(f".{host}" for host in hosts)


def take_apart(url: str) -> Address | None:
    """None when the text is no http(s) URL that could be fetched."""
    try:
        parsed = parse(url)
    except UnusableUrl:
        return None
    # Decoded before it is split: browsers copy ``/chapter/10.1007%2F978-...``.
    segments = tuple(part for part in unquote(parsed.path).split("/") if part)
    try:
        pairs = parse_qsl(parsed.query, max_num_fields=_MAX_PARAMETERS) if parsed.query else []
    except ValueError:
        pairs = []
    return Address(
        host=parsed.host.rstrip(".").removeprefix("www."),
        segments=segments,
        query=tuple((name.lower(), value) for name, value in pairs),
    )
