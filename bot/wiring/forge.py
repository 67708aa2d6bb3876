"""Whoever writes: issues and pull requests."""

from __future__ import annotations

from bot.gateways.forge import GithubForge
from bot.gateways.github.access import access_from
from bot.wiring.outside import Outside

#: seconds between two writes (GitHub, "Best practices for using the REST API": one at least)
WRITE_PAUSE = 1.0


def forge(outside: Outside, repository: str) -> GithubForge | None:
    """Issues and pull requests of ``owner/name``; None without a token that may be sent there.

    Raises ConfigurationError for API addresses that cannot be used.
    """
    access = access_from(outside.environ, ask_gh=outside.transport is None)
    if not access.authorization(f"{access.api_url}/repos"):
        return None
    return GithubForge(access.token, repository, address=access.api_url, pause=WRITE_PAUSE)
