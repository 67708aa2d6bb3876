"""What a host's robots.txt asks of us: how often, and whether it names us to stay away.

A link checker is no crawler: it asks for single pages that a person has linked to, once a night. So
``Disallow`` for everybody, which keeps search engines out of search results and prints, does not
speak of it; ``Disallow`` below our own name does. ``Crawl-delay`` (not part of RFC 9309, but widely
written and honoured) is kept whoever it is addressed to.
"""

from __future__ import annotations

import re

from protego import Protego

from bot.probing.bodies import Undecodable, decoded
from bot.probing.exchange import Answer
from bot.urls import WebUrl

#: the name by which robots.txt may call us (RFC 9309, section 2.2.1)
NAME = "listbot"
#: links of one host in a run from which its robots.txt is worth a request of its own
MANY = 20
#: seconds; a longer delay would make a night of a few hundred links endless
LONGEST_DELAY = 30.0
#: days for which a robots.txt counts as read
KEEP_DAYS = 30

_OURS = re.compile(rf"^\s*user-agent\s*:\s*{NAME}\b", re.IGNORECASE | re.MULTILINE)


class Robots:
    """A robots.txt that was read; an empty one asks for nothing."""

    def __init__(self, text: str = "") -> None:
        self._rules = Protego.parse(text)
        #: it has a group of its own for us
        self.names_us = bool(_OURS.search(text))
        delay = self._rules.crawl_delay(NAME)
        #: seconds between two requests, capped; None = it does not say
        self.delay = min(float(delay), LONGEST_DELAY) if delay and delay > 0 else None

    def forbids(self, url: WebUrl) -> bool:
        """Are we told, by name, not to ask for this page?"""
        return self.names_us and not self._rules.can_fetch(str(url.without_fragment()), NAME)


def robots_of(answer: Answer | None) -> Robots | None:
    """What the answer for ``/robots.txt`` says; None when it says nothing for certain.

    404 and its like mean that there is none (RFC 9309, section 2.3.1.3); a server in trouble, a wall or
    no answer at all mean nothing.
    """
    if answer is None or answer.status == 429 or answer.status >= 500 or answer.status < 200:
        return None
    if answer.status >= 300:
        return Robots() if answer.status in (404, 410) else None
    try:
        text = decoded(answer).decode("utf-8", "replace")
    except Undecodable:
        return None
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return Robots()  # a page that comes for everything
    return Robots(text)
