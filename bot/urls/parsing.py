"""Text to ``WebUrl``: what a browser would open, refused wherever two parsers could disagree.

Follows the WHATWG URL standard for encoding of path and query (so that a URL with spaces or
letters outside ASCII is fetched as a browser fetches it) and is stricter than it on everything
that decides *where* a request goes: no backslash, no control characters, no white space in the
authority, no half-written scheme, no user info that looks like a host.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.model.observations import Outcome
from bot.urls.hosts import UnusableUrl, ascii_host

__all__ = ["MAX_LENGTH", "UnusableUrl", "WebUrl", "join", "parse"]

#: characters; servers refuse request lines long before (Apache 8,190, nginx 8,192 bytes)
MAX_LENGTH = 16_384

_DEFAULT_PORTS = {"http": 80, "https": 443}
#: schemes that reach into the machine or run code: never a page
_UNSAFE_SCHEMES = frozenset(
    (
        "about",
        "blob",
        "chrome",
        "data",
        "file",
        "filesystem",
        "gopher",
        "jar",
        "javascript",
        "ldap",
        "smb",
        "vbscript",
        "view-source",
    )
)
#: real addresses of another kind, which a link checker does not ask
_OTHER_SCHEMES = frozenset(
    (
        "ftp",
        "ftps",
        "git",
        "irc",
        "ircs",
        "magnet",
        "mailto",
        "news",
        "rsync",
        "sftp",
        "sms",
        "ssh",
        "svn",
        "tel",
        "urn",
        "xmpp",
    )
)

#: spellings and hosts that are remembered: of every link of the largest list that is promised
#: (100,000), and of where they lead. A list is gone through a dozen times, and a memory smaller than
#: the list would have forgotten each link when its turn comes again
LISTED = 1 << 18

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_SPACE = re.compile(r"\s")
_AUTHORITY = re.compile(r"[^/?#]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
# what the WHATWG path and query percent-encode sets add to controls and non-ASCII
_PATH_UNSAFE = re.compile(r"[^!$&'()*+,\-./0-9:;=@A-Z\[\\\]_a-z|~%]")
_QUERY_UNSAFE = re.compile(r"[^!$&()*+,\-./0-9:;=?@A-Z\[\\\]^_`a-z{|}~%]")
_FRAGMENT_UNSAFE = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\\\]^_a-z{|}~]")
# what nearly every URL of a list looks like: nothing to encode, no port, user info or fragment
_PLAIN = re.compile(
    r"http(s?)://([a-z0-9.\-]+)(/[!$&'()*+,\-./0-9:;=@A-Z\[\]_a-z|~%]*)?"
    r"(?:\?([!$&()*+,\-./0-9:;=?@A-Z\[\]^_`a-z{|}~%]*))?\Z"
)
_DOT = re.compile(r"(\.|%2e)\Z", re.IGNORECASE)
_DOTS = re.compile(r"(\.|%2e){2}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebUrl:
    """A URL that may be fetched. Every part is ASCII; user info is dropped, never kept."""

    #: "http" or "https"
    scheme: str
    #: lower case, punycode, IPv6 in brackets; a root dot is kept
    host: str
    #: the port to connect to
    port: int
    #: begins with "/"
    path: str
    #: None when there is no "?"
    query: str | None = None
    #: None when there is no "#"
    fragment: str | None = None

    def __str__(self) -> str:
        text = self.origin + self.target
        return text if self.fragment is None else f"{text}#{self.fragment}"

    @property
    def authority(self) -> str:
        """``host`` or ``host:port``, as the Host header wants it."""
        if self.port == _DEFAULT_PORTS[self.scheme]:
            return self.host
        return f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority, without a slash at the end."""
        return f"{self.scheme}://{self.authority}"

    @property
    def target(self) -> str:
        """What goes into the request line (origin form, RFC 9112 section 3.2.1)."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    @property
    def port_class(self) -> int:
        """0 for the default port of the scheme, else the port: http and https twins are equal."""
        return 0 if self.port == _DEFAULT_PORTS[self.scheme] else self.port

    def without_fragment(self) -> WebUrl:
        """The same URL as a server sees it."""
        return self if self.fragment is None else replace(self, fragment=None)


@lru_cache(maxsize=16_384)
def parse(text: str) -> WebUrl:
    """Read an absolute http(s) URL; white space around it is ignored.

    Raises ``UnusableUrl`` whose ``outcome`` is INVALID (not a URL), UNSAFE (built to mislead, or
    a scheme that is never a page) or SKIPPED (a real address that is not on the web).
    """
    plain = _PLAIN.match(text)
    if plain is None or len(text) > MAX_LENGTH:
        return _read(text.strip(" \t\r\n\f"))
    scheme = "https" if plain[1] else "http"
    return WebUrl(
        scheme=scheme,
        host=ascii_host(plain[2]),
        port=_DEFAULT_PORTS[scheme],
        path=_without_dots(plain[3] or "/"),
        query=plain[4],
    )


def place(text: str) -> tuple[str, str, str | None]:
    """Host, path and query that ``parse`` would find. Raises ``UnusableUrl`` like it."""
    plain = _PLAIN.match(text)
    if plain is None or len(text) > MAX_LENGTH:
        url = parse(text)
        return url.host, url.path, url.query
    return ascii_host(plain[2]), _without_dots(plain[3] or "/"), plain[4]


def _read(text: str) -> WebUrl:
    """Any URL, step by step. Raises ``UnusableUrl``."""
    _check_characters(text)
    match = _SCHEME.match(text)
    if match is None:
        raise UnusableUrl("no-scheme")
    scheme = match[1].lower()
    if scheme not in _DEFAULT_PORTS:
        raise _foreign_scheme(scheme)
    rest = text[match.end() :]
    if not rest.startswith("//"):
        raise UnusableUrl("no-authority")
    return _from_parts(scheme, rest[2:])


def join(base: WebUrl, reference: str) -> WebUrl:
    """Resolve a ``Location`` or ``href`` against the page it came from (RFC 3986, section 5.2).

    The fragment of ``base`` is inherited when the reference has none (RFC 9110, section 10.2.2).
    Raises ``UnusableUrl`` like ``parse``.
    """
    text = reference.strip(" \t\r\n\f")
    _check_characters(text)
    match = _SCHEME.match(text)
    if match is not None:
        joined = parse(text)
    elif text.startswith("//"):
        joined = _from_parts(base.scheme, text[2:])
    else:
        joined = _relative(base, text)
    if joined.fragment is None and base.fragment is not None:
        return replace(joined, fragment=base.fragment)
    return joined


def _relative(base: WebUrl, text: str) -> WebUrl:
    path, query, fragment = _split(text)
    if not path:
        query = base.query if query is None else query
        path = base.path
    elif not path.startswith("/"):
        path = base.path.rsplit("/", 1)[0] + "/" + path
    return _built(base.scheme, base.host, base.port, path, query, fragment)


def _from_parts(scheme: str, rest: str) -> WebUrl:
    match = _AUTHORITY.match(rest)
    authority = match[0] if match else ""
    host, port = _authority(authority, scheme)
    path, query, fragment = _split(rest[len(authority) :])
    return _built(scheme, host, port, path, query, fragment)


def _built(
    scheme: str, host: str, port: int, path: str, query: str | None, fragment: str | None
) -> WebUrl:
    return WebUrl(
        scheme=scheme,
        host=host,
        port=port,
        path=_without_dots(_encoded(path or "/", _PATH_UNSAFE)),
        query=None if query is None else _encoded(query, _QUERY_UNSAFE),
        fragment=None if fragment is None else _encoded(fragment, _FRAGMENT_UNSAFE),
    )


def _check_characters(text: str) -> None:
    if not text:
        raise UnusableUrl("empty")
    if len(text) > MAX_LENGTH:
        raise UnusableUrl("too-long")
    if _CONTROL.search(text):
        raise UnusableUrl("control-character")
    if "\\" in text.split("?", 1)[0].split("#", 1)[0]:
        raise UnusableUrl("backslash")


def _foreign_scheme(scheme: str) -> UnusableUrl:
    if scheme in _UNSAFE_SCHEMES:
        return UnusableUrl("scheme", Outcome.UNSAFE)
    if scheme in _OTHER_SCHEMES:
        return UnusableUrl("not-web", Outcome.SKIPPED)
    return UnusableUrl("scheme")


def _authority(text: str, scheme: str) -> tuple[str, int]:
    user, at, place = text.rpartition("@")
    if at:
        _check_user_info(user)
    if _SPACE.search(place):
        raise UnusableUrl("space-in-host")
    host, port = _host_and_port(place, scheme)
    return ascii_host(host), port


def _check_user_info(user: str) -> None:
    """Refuse user info that a reader would take for the host (``https://good.org@evil/``)."""
    name = user.split(":", 1)[0].lower()
    if not user.isascii() or any(c in user for c in '@ <>"') or "%40" in user.lower():
        raise UnusableUrl("misleading-user-info", Outcome.UNSAFE)
    if "." in name or "%2e" in name or name == "localhost":
        raise UnusableUrl("misleading-user-info", Outcome.UNSAFE)


def _host_and_port(place: str, scheme: str) -> tuple[str, int]:
    host, colon, digits = place.rpartition(":")
    if not colon or (place.startswith("[") and place.endswith("]")):
        return place, _DEFAULT_PORTS[scheme]
    if not digits:
        return host, _DEFAULT_PORTS[scheme]
    if not digits.isascii() or not digits.isdigit():
        raise UnusableUrl("bad-port")
    number = digits.lstrip("0")
    if not 0 < len(number) <= 5 or int(number) > 65_535:
        raise UnusableUrl("bad-port")
    return host, int(number)


def _split(text: str) -> tuple[str, str | None, str | None]:
    rest, hash_, fragment = text.partition("#")
    path, mark, query = rest.partition("?")
    return path, query if mark else None, fragment if hash_ else None


def _encoded(text: str, unsafe: re.Pattern[str]) -> str:
    """Percent-encode what may not stand there, as UTF-8; what is encoded already stays."""
    if not unsafe.search(text):
        return text
    return unsafe.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), text)


def _without_dots(path: str) -> str:
    """Remove dot segments (RFC 3986, section 5.2.4; ``%2e`` counts as a dot, as in browsers)."""
    if "/." not in path and "/%2" not in path:
        return path
    out: list[str] = []
    segments = path.split("/")[1:]
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if _DOTS.match(segment):
            if out:
                out.pop()
        elif not _DOT.match(segment):
            out.append(segment)
            continue
        if last:
            out.append("")
    return "/" + "/".join(out)
