"""Text for HTML pages and SVG badges."""

from __future__ import annotations

from html import escape

from bot.text.addresses import web_address
from bot.text.plain import plain

#: what could end a script element, or a line of JavaScript (RFC 8259 allows the escapes)
_SCRIPT = str.maketrans(
    {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"},
)


def html(text: str, limit: int | None = None) -> str:
    """One line for the content of an element or for a quoted attribute."""
    return escape(plain(text, limit), quote=True)


def xml(text: str, limit: int | None = None) -> str:
    """The same for SVG; ``plain`` has dropped what XML 1.0 (section 2.2) forbids."""
    return escape(plain(text, limit), quote=True).replace("&#x27;", "&#39;")


def href(url: str) -> str | None:
    """The value of an ``href`` attribute: http and https only, quoted; None for all the rest."""
    address = web_address(url)
    return None if address is None else escape(address, quote=True)


def script_json(json: str) -> str:
    """JSON that may stand inside a ``<script type="application/json">`` element."""
    return json.translate(_SCRIPT)
