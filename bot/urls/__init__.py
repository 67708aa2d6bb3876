"""One parser for checking, showing and fetching URLs; which addresses are public.

=====================  ======================================================================
``parse(text)``        ``WebUrl``, or raises ``UnusableUrl`` (its ``outcome`` says which kind)
``join(base, text)``   the same for a ``Location`` or an ``href``
``canonical(text)``    the key of a target: equal for spellings that cannot differ
``host_of(text)``      lower-case ASCII host without its root dot, "" when unusable
``registrable_domain`` the domain somebody registered (public suffix list)
``redacted(text)``     safe to print in public: no passwords, no tokens
``AddressPolicy``      may the bot connect to this IP address?
=====================  ======================================================================
"""

from __future__ import annotations

from bot.urls.addresses import AddressPolicy, is_internal_name, is_public
from bot.urls.canonical import canonical, canonical_url
from bot.urls.domains import host_of, registrable_domain
from bot.urls.parsing import MAX_LENGTH, UnusableUrl, WebUrl, join, parse
from bot.urls.redaction import redacted

__all__ = [
    "MAX_LENGTH",
    "AddressPolicy",
    "UnusableUrl",
    "WebUrl",
    "canonical",
    "canonical_url",
    "host_of",
    "is_internal_name",
    "is_public",
    "join",
    "parse",
    "redacted",
    "registrable_domain",
]
