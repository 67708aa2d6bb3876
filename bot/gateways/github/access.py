"""Where GitHub's API is, and which requests may carry the token."""

from __future__ import annotations

import ipaddress
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from bot.errors import ConfigurationError

PUBLIC_API = "https://api.github.com"
#: seconds that ``gh`` may take to print its token
_GH_PATIENCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Addresses of one GitHub, and a token for it."""

    #: without slash at the end
    api_url: str = PUBLIC_API
    graphql_url: str = f"{PUBLIC_API}/graphql"
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for name, url in (
            ("GITHUB_API_URL", self.api_url),
            ("GITHUB_GRAPHQL_URL", self.graphql_url),
        ):
            if _origin(url) is None:
                raise ConfigurationError(
                    f"{name} is not a usable address",
                    hint=f"It is set by GitHub Actions; elsewhere leave it out or use {PUBLIC_API}.",
                )

    @property
    def is_public_github(self) -> bool:
        """github.com itself, or a stand-in for it on this machine."""
        origin = _origin(self.api_url)
        return origin == ("https", "api.github.com", 443) or _is_loopback(origin)

    def without_token(self) -> Access:
        """The same addresses, asked as anybody may."""
        return Access(api_url=self.api_url, graphql_url=self.graphql_url)

    def authorization(self, url: str) -> str:
        """Value of the Authorization header for a request to ``url``; "" where the token may not go.

        It goes to the origin of the API and of GraphQL, both of one host: over https to port 443, or
        over http where the configured API itself is on this machine's loopback.
        """
        here, api = _origin(url), _origin(self.api_url)
        if not self.token or here is None or api is None:
            return ""
        if _is_loopback(api):
            known = {api, _origin(self.graphql_url)}
            return f"Bearer {self.token}" if _is_loopback(here) and here in known else ""
        is_here = here == api and here[0] == "https" and here[2] == 443
        return f"Bearer {self.token}" if is_here else ""


Origin = tuple[str, str, int]


def _origin(url: str) -> Origin | None:
    """Scheme, host and port; None for what could be read in two ways."""
    if any(c in url for c in "\\@ \t\r\n") or not url.isascii():
        return None
    try:
        parts: SplitResult = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or host.endswith("."):
        return None
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80)


def _is_loopback(origin: Origin | None) -> bool:
    if origin is None:
        return False
    if origin[1] == "localhost":
        return True
    try:
        return ipaddress.ip_address(origin[1]).is_loopback
    except ValueError:
        return False


def access_from(environ: Mapping[str, str], *, ask_gh: bool = False) -> Access:
    """Addresses and token as GitHub Actions sets them.

    The token is ``GITHUB_TOKEN``, else ``GH_TOKEN``, else (``ask_gh``) what ``gh auth token`` prints.
    Raises ``ConfigurationError`` for addresses that cannot be used.
    """
    api = (environ.get("GITHUB_API_URL") or PUBLIC_API).rstrip("/")
    graphql = environ.get("GITHUB_GRAPHQL_URL") or _graphql_beside(api)
    token = environ.get("GITHUB_TOKEN") or environ.get("GH_TOKEN") or ""
    if not token and ask_gh and api == PUBLIC_API:
        token = _token_of_gh()
    token = token.strip()
    if not token.isascii() or any(c.isspace() for c in token):
        token = ""
    return Access(api_url=api, graphql_url=graphql, token=token)


def _graphql_beside(api: str) -> str:
    """GitHub Enterprise: ``/api/v3`` and ``/api/graphql``."""
    return api.removesuffix("/v3") + "/graphql"


def _token_of_gh() -> str:
    command = shutil.which("gh")
    if command is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603
            [command, "auth", "token", "--hostname", "github.com"],
            capture_output=True,
            text=True,
            timeout=_GH_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
