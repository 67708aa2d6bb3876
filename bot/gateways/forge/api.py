"""Requests to GitHub through PyGithub: reads are repeated, writes never by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import requests
from github import Auth, Github, GithubException, GithubRetry
from github.GithubException import RateLimitExceededException

from bot.text import plain

DEFAULT_API = "https://api.github.com"
#: seconds that a run waits at most for a rate limit; what is left waits for the next night
PATIENCE = 60.0
#: seconds; GitHub itself gives up after 10 (docs.github.com, "Troubleshooting the REST API")
TIMEOUT = 30
#: pages of 100 that are read of any listing
MOST_PAGES = 10
_NOT_PERMITTED = "not permitted to create or approve pull requests"


class Trouble(StrEnum):
    """Why a request did not do what it should."""

    #: no answer, or an error of the server: it may have been carried out all the same
    LOST = "lost"
    #: a rate limit; ``wait`` says for how long
    LIMITED = "limited"
    #: the token may not do this
    FORBIDDEN = "forbidden"
    #: the repository does not let Actions open pull requests
    NO_PULLS = "no-pulls"
    #: it is not there (any more)
    GONE = "gone"
    #: somebody else was faster
    CONFLICT = "conflict"
    #: GitHub does not take it (422)
    REFUSED = "refused"


class ForgeFailure(Exception):
    """A request failed; ``message`` is for people and holds no secret."""

    def __init__(self, trouble: Trouble, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.message = message
        #: seconds that GitHub wants us to wait, None = it does not say
        self.wait = wait


class _Retry(GithubRetry):
    """Never sleeps longer than ``PATIENCE``, whatever a header says."""

    def get_retry_after(self, response: Any) -> float | None:
        wait = super().get_retry_after(response)
        longest = self.max_rate_limit_wait or PATIENCE
        if wait is not None and wait > longest:
            raise RateLimitExceededException(
                response.status, {"message": "rate limit"}, {"retry-after": str(int(wait))}
            )
        return wait


class Api:
    """One repository on one GitHub."""

    def __init__(
        self,
        token: str,
        repository: str,
        *,
        address: str = DEFAULT_API,
        pause: float = 1.0,
        patience: float = PATIENCE,
    ) -> None:
        """``pause``: seconds between two writes (GitHub's advice: one at least)."""
        retry = _Retry(
            total=3,
            allowed_methods=["GET", "HEAD"],
            status_forcelist=[429, *range(500, 600)],
            backoff_factor=min(1.0, pause),
            secondary_rate_wait=patience,
            max_rate_limit_wait=max(patience, 1.0),
        )
        self.repository = repository
        #: a token of an app, as workflows have; it belongs to no user
        self.is_installation = token.startswith("ghs_")
        self.patience = patience
        self._requester = Github(
            auth=Auth.Token(token),
            base_url=address,
            retry=retry,
            timeout=TIMEOUT,
            user_agent="listbot",
            seconds_between_requests=0,
            seconds_between_writes=pause,
        ).requester

    def path(self, *parts: str | int) -> str:
        """``/repos/owner/name/parts``, every part quoted (slashes in it stay)."""
        return "/".join(["/repos", self.repository, *(quote(str(part)) for part in parts)])

    def get(self, path: str, **parameters: str | int) -> Any:
        """One answer. Raises ForgeFailure."""
        return self._ask("GET", path, parameters=parameters or None)

    def pages(self, path: str, *, most: int = MOST_PAGES, **parameters: str | int) -> list[Any]:
        """The items of at most ``most`` pages of a listing. Raises ForgeFailure."""
        found: list[Any] = []
        for page in range(1, most + 1):
            items = self.get(path, **parameters, per_page=100, page=page)
            found += items
            if len(items) < 100:
                break
        return found

    def send(self, verb: str, path: str, body: Mapping[str, Any]) -> Any:
        """One attempt of one write. Raises ForgeFailure."""
        return self._ask(verb, path, input=dict(body))

    def graphql(self, query: str, variables: Mapping[str, Any]) -> Any:
        """Data of a query, None when GraphQL is not there or has errors."""
        try:
            _, answer = self._requester.requestJsonAndCheck(
                "POST",
                self._requester.graphql_url,
                input={"query": query, "variables": dict(variables)},
            )
        except (GithubException, requests.RequestException, OSError):
            return None
        return answer.get("data") if isinstance(answer, dict) else None

    def _ask(self, verb: str, path: str, **words: Any) -> Any:
        try:
            _, data = self._requester.requestJsonAndCheck(verb, path, **words)
        except GithubException as error:
            raise _translated(error) from None
        except (requests.RequestException, OSError) as error:
            raise ForgeFailure(
                Trouble.LOST, f"no answer from GitHub ({type(error).__name__})"
            ) from None
        return data


def _translated(error: GithubException) -> ForgeFailure:
    said = _message(error)
    headers = {key.lower(): value for key, value in (error.headers or {}).items()}
    if isinstance(error, RateLimitExceededException) or error.status == 429:
        return ForgeFailure(Trouble.LIMITED, f"rate limit: {said}", _wait(headers))
    if error.status == 403 and "retry-after" in headers:
        return ForgeFailure(Trouble.LIMITED, f"rate limit: {said}", _wait(headers))
    if error.status == 403 and _NOT_PERMITTED in said:
        return ForgeFailure(Trouble.NO_PULLS, said)
    trouble = {
        401: Trouble.FORBIDDEN,
        403: Trouble.FORBIDDEN,
        404: Trouble.GONE,
        409: Trouble.CONFLICT,
        410: Trouble.GONE,
        422: Trouble.REFUSED,
    }.get(error.status, Trouble.LOST if error.status >= 500 else Trouble.REFUSED)
    return ForgeFailure(trouble, f"{error.status}: {said}")


def _message(error: GithubException) -> str:
    data = error.data if isinstance(error.data, dict) else {}
    words = [str(data.get("message") or error.message or "no message")]
    for item in data.get("errors") or ():
        detail = item.get("message") or item.get("code") if isinstance(item, dict) else item
        words.append(str(detail))
    return plain("; ".join(words), 300)


def _wait(headers: Mapping[str, str]) -> float | None:
    """Seconds until GitHub takes requests again, None when it does not say."""
    after = headers.get("retry-after", "")
    if after.isdigit():
        return float(after)
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
        now = datetime.now(UTC).timestamp()  # noqa: TID251 - a header that is a point in time
        return max(0.0, float(reset) - now) + 1
    return None
