"""What was seen when a link was looked at: facts only, never a conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Witness(StrEnum):
    """Who says so."""

    #: the address itself was asked
    PROBE = "probe"
    #: a registry (doi.org, Crossref, DataCite, arXiv) answered for it
    REGISTRY = "registry"
    #: the API of the code host answered for it
    API = "api"


class Outcome(StrEnum):
    """What one look at a target showed, before any policy is applied."""

    #: a real page (or file) came, or the witness confirms that it exists
    ANSWERED = "answered"
    #: 404 or 410
    NOT_FOUND = "not-found"
    #: a page that unmistakably says "not found" with a status of success
    SOFT_NOT_FOUND = "soft-not-found"
    #: the domain is parked or for sale
    FOR_SALE = "for-sale"
    #: a deep page was sent to the home, login or error page of its host
    SENT_HOME = "sent-home"
    #: a wall (challenge, 401, 403, 418, 451, 999, cookie dance) stands before the page
    WALLED = "walled"
    #: 429 to the end
    RATE_LIMITED = "rate-limited"
    #: 5xx
    SERVER_ERROR = "server-error"
    #: another 4xx that means the request, not the page
    REFUSED_REQUEST = "refused-request"
    #: no complete answer before the deadline
    TIMED_OUT = "timed-out"
    #: the host name does not exist (NXDOMAIN)
    NO_SUCH_HOST = "no-such-host"
    #: the name could not be looked up for another reason
    DNS_FAILED = "dns-failed"
    #: connection refused or unreachable
    UNREACHABLE = "unreachable"
    #: connection dropped, or not HTTP
    BROKEN = "broken"
    #: the certificate is expired, self-signed, for another name, or its chain is incomplete
    BAD_CERTIFICATE = "bad-certificate"
    #: TLS could not be agreed on
    TLS_FAILED = "tls-failed"
    #: redirects that go in circles or never end
    REDIRECT_LOOP = "redirect-loop"
    #: 200 with nothing in it, or a page that proves nothing
    EMPTY = "empty"
    #: leads where the bot must not go
    UNSAFE = "unsafe"
    #: not a usable URL
    INVALID = "invalid"
    #: deliberately not asked; ``reason`` says why
    SKIPPED = "skipped"
    #: the registry says the identifier does not exist (hard proof)
    UNREGISTERED = "unregistered"
    #: the code host's API says the repository does not exist (hard proof)
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One look at one target."""

    #: canonical URL of the target
    target: str
    #: UTC
    at: datetime
    outcome: Outcome
    witness: Witness = Witness.PROBE
    #: HTTP status of the last answer, None when none came
    status: int | None = None
    #: where the redirects ended, None when the target itself answered
    final_url: str | None = None
    #: every redirect of the chain was permanent (301, 308)
    permanent: bool = False
    #: the same path answers over https (only looked at for http targets)
    secure_twin: bool = False
    #: short closed-vocabulary detail: "cloudflare", "expired", "title", a DOI ...
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What a page says about itself, cut to safe lengths. Foreign text: escape before printing."""

    title: str = ""
    #: (lower-case name, content) of citation_*, dc.*, og:title ... in page order
    metadata: tuple[tuple[str, str], ...] = ()
    #: addresses of code hosts mentioned in the page
    code_urls: tuple[str, ...] = ()
    #: href of <link rel="canonical">
    canonical_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What lets the next night ask "has it changed?" (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""
    #: the address that sent them, "" = the target itself (a chain of redirects ends elsewhere)
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything one visit brought home: the observation, and what it cost."""

    observation: Observation
    page: PageReading | None = None
    validators: Validators | None = None
    hops: tuple[Hop, ...] = ()
    attempts: int = 1
    #: milliseconds from the first byte sent to the conclusion, waiting for a turn excluded
    elapsed_ms: int = 0
    #: bytes received on the wire
    received: int = 0
    #: HEAD was enough: the observation says what the night before saw
    by_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One canonical URL, asked once however many entries use it."""

    #: canonical spelling, the key everywhere
    url: str
    #: every own spelling that the list uses, first use first
    spellings: tuple[str, ...] = ()
    #: titles of the entries that point here: a page that carries one of them is alive
    titles: tuple[str, ...] = ()
    #: identifiers (DOI, arXiv id ...) that the page should carry
    identifiers: tuple[str, ...] = ()
    #: the page must be read for identity, so HEAD is not enough
    wants_page: bool = False
    validators: Validators | None = None
    #: what an earlier night saw, where HEAD would be enough to see it again; None = ask in full
    earlier: Observation | None = None
