"""The key of a target: one spelling for URLs that no server may tell apart.

RFC 3986, section 6.2.2 (case and percent-encoding normalisation, dot segments) and 6.2.3 (default
port, empty path); the fragment never reaches the server and is dropped, as is user info. What
servers *may* tell apart stays: ``www.``, slashes, ``.git``, case of the path, order of the query.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.urls.parsing import LISTED, WebUrl, parse

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@lru_cache(maxsize=LISTED)
def canonical(text: str) -> str:
    """Canonical spelling of an absolute URL; raises ``UnusableUrl`` like ``parse``.

    >>> canonical("HTTP://Example.ORG:80/%7euser/%2f?q=%3a#top")
    'http://example.org/~user/%2F?q=%3A'
    """
    spelling = canonical_url(parse(text))
    return text if spelling == text else spelling  # one text in memory, not two


def canonical_url(url: WebUrl) -> str:
    """The same for a URL that is parsed already."""
    text = url.origin + _ESCAPE.sub(_normalised, url.path)
    if url.query is not None:
        text += "?" + _ESCAPE.sub(_normalised, url.query)
    return text


def _normalised(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else f"%{match[1].upper()}"
