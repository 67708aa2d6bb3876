"""The journey of one target: which request comes next, and what the whole chain showed.

A journey is a state machine without I/O. ``request`` says what to ask now; ``receive`` takes what
came back and returns the next step. Who drives it decides when and over which connection.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.model.observations import Hop, Outcome, PageReading, Target, Validators
from bot.probing import head, redirects
from bot.probing.appetite import FILE_LIMIT, FOLLOWED, LOOK_LIMIT, PAGE_LIMIT, is_file
from bot.probing.classify import Meaning, Sibling, meaning_of, with_sibling
from bot.probing.cookies import ChainCookies
from bot.probing.exchange import Answer, Fault, Method, Request, Result
from bot.urls import UnusableUrl, WebUrl, canonical_url, join

PERMANENT = frozenset({301, 308})
#: refusals after which a request is repeated without Range and conditions
_UNEXPECTED = frozenset({304, 400, 403, 405, 406, 409, 412, 416, 417, 428, 500, 501, 503})


class Need(StrEnum):
    """What has to happen before the journey can go on."""

    #: ``request`` has to be sent
    REQUEST = "request"
    #: the host's random sibling has to be known, see ``settle``
    SIBLING = "sibling"
    #: nothing, ``found`` is complete
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a journey ended with."""

    outcome: Outcome
    reason: str = ""
    status: int | None = None
    final_url: str | None = None
    permanent: bool = False
    secure_twin: bool = False
    page: PageReading | None = None
    validators: Validators | None = None
    hops: tuple[Hop, ...] = ()
    #: nothing was heard from the host itself
    whole_host: bool = False
    #: the last status was 429 or 503
    throttled: bool = False
    #: HEAD was enough
    by_head: bool = False


class Journey:
    """One pass over one target. Use it once; a second look is a new journey."""

    __slots__ = (
        "_answer", "_by_head", "_careful", "_conditions", "_cookies", "_hops", "_max_redirects", "_seen",
        "_start", "_suspended", "_target", "_twin_method", "found", "head_failed", "url",
    )  # fmt: skip

    def __init__(
        self,
        target: Target,
        start: WebUrl,
        *,
        max_redirects: int,
        conditions: bool = True,
        by_head: bool = False,
    ) -> None:
        """``conditions=False`` asks without the validators of an earlier night.

        ``by_head`` tries HEAD first, where the target says that this could be enough.
        """
        self._target = target
        self._start = start
        self._max_redirects = max_redirects
        self._hops: list[tuple[WebUrl, int]] = []
        self._seen: set[tuple[str, str]] | None = None
        self._cookies: ChainCookies | None = None
        self._conditions = conditions and target.validators is not None
        self._by_head = by_head and target.earlier is not None and not self._conditions
        #: HEAD did not say what was expected
        self.head_failed = False
        #: no Range and no conditions from here on
        self._careful = False
        #: how the https twin is being asked, None before it is
        self._twin_method: Method | None = None
        self._suspended: tuple[Meaning, Answer] | None = None
        self._answer: Answer | None = None
        #: where the next request goes
        self.url = start
        self.found: Found | None = None

    @property
    def start(self) -> WebUrl:
        """Where the journey began, fragment included."""
        return self._start

    @property
    def asks_twin(self) -> bool:
        """Is everything found, and only asked whether the same page answers over https?"""
        return self._twin_method is not None

    @property
    def has_moved(self) -> bool:
        """Has a redirect been followed?"""
        return bool(self._hops)

    @property
    def answer(self) -> Answer | None:
        """The latest answer, None when there is none."""
        return self._answer

    def request(self) -> Request:
        """What to send now."""
        if self.asks_twin:
            method = Method.HEAD if self._twin_method is Method.HEAD else Method.GET
            return Request(url=self.url, method=method, limit=FILE_LIMIT)
        if self._by_head:
            return Request(url=self.url, method=Method.HEAD)
        headers: list[tuple[str, str]] = []
        cookie = self._cookies.header(self.url) if self._cookies is not None else ""
        if cookie:
            headers.append(("Cookie", cookie))
        conditional = False
        if self._conditions and not self._careful:
            before = len(headers)
            headers.extend(self._conditional_headers())
            conditional = len(headers) > before
        if self._wants_file() and not self._careful:
            if not conditional:
                headers.append(("Range", f"bytes=0-{FILE_LIMIT - 1}"))
            return Request(url=self.url, headers=tuple(headers), limit=FILE_LIMIT)
        limit = PAGE_LIMIT if self._target.wants_page else LOOK_LIMIT
        return Request(url=self.url, headers=tuple(headers), limit=limit)

    def receive(self, result: Result) -> Need:
        """Take what the request brought and say what is needed next."""
        if self.asks_twin:
            return self._receive_twin(result)
        if self._by_head:
            return self._receive_head(result)
        if isinstance(result, Fault):
            return self._end(
                Found(outcome=result.outcome, reason=result.reason, whole_host=result.whole_host)
            )
        self._answer = result
        if self._cookies is not None or result.cookies:
            self._cookies = self._cookies or ChainCookies()
            self._cookies.remember(self.url, result.cookies)
        if result.status in FOLLOWED and "location" in result.headers:
            return self._redirect(result.headers["location"], result.status)
        if result.status in _UNEXPECTED and not self._careful and self._was_special(result.status):
            self._careful = True
            return Need.REQUEST
        if result.status == 304 and self._conditions:
            meaning = Meaning(outcome=Outcome.ANSWERED, reason="unchanged")
        else:
            meaning = meaning_of(self._target, self._start, self.url, result)
        if meaning.refresh and not self._is_here(meaning.refresh):
            return self._redirect(meaning.refresh, result.status)
        if meaning.suspicious is not None:
            self._suspended = meaning, result
            return Need.SIBLING
        return self._conclude(meaning, result)

    def _receive_head(self, result: Result) -> Need:
        earlier, self._by_head = self._target.earlier, False
        if (
            earlier is None
            or not isinstance(result, Answer)
            or not head.is_enough(result, is_file=self._wants_file())
        ):
            self.head_failed = True
            return Need.REQUEST
        self._answer = result
        need = self._conclude(Meaning(outcome=earlier.outcome, reason=earlier.reason), result)
        assert self.found is not None
        self.found = replace(self.found, status=earlier.status, by_head=True)
        return need

    def settle(self, sibling: Sibling | None) -> Need:
        """Go on after ``Need.SIBLING``; None when the sibling could not be asked."""
        assert self._suspended is not None
        meaning, answer = self._suspended
        self._suspended = None
        return self._conclude(with_sibling(meaning, sibling), answer)

    def stop(self, outcome: Outcome, reason: str) -> Found:
        """End the journey from outside (a host on the way is not asked, the time is up)."""
        self._end(Found(outcome=outcome, reason=reason))
        assert self.found is not None
        return self.found

    def _redirect(self, location: str, status: int) -> Need:
        try:
            url = join(self.url, location)
        except UnusableUrl as error:
            outcome = Outcome.UNSAFE if error.outcome is Outcome.UNSAFE else Outcome.BROKEN
            return self._end(
                Found(outcome=outcome, reason=f"location-{error.reason}", status=status)
            )
        self._hops.append((self.url, status))
        here = (str(url.without_fragment()), self._cookies.header(url) if self._cookies else "")
        if self._seen is None:
            self._seen = {(str(self._start.without_fragment()), "")}
        if here in self._seen:
            return self._end(Found(outcome=Outcome.REDIRECT_LOOP, reason="loop", status=status))
        if len(self._hops) > self._max_redirects:
            return self._end(Found(outcome=Outcome.REDIRECT_LOOP, reason="too-many", status=status))
        self._seen.add(here)
        self.url = url
        self._careful = False
        return Need.REQUEST

    def _conclude(self, meaning: Meaning, answer: Answer) -> Need:
        found = Found(
            outcome=meaning.outcome,
            reason=meaning.reason,
            status=answer.status,
            page=meaning.page,
            throttled=answer.status in (429, 503) and meaning.outcome is not Outcome.WALLED,
            validators=self._validators(answer) if meaning.outcome is Outcome.ANSWERED else None,
        )
        self._end(found)
        if found.outcome is Outcome.ANSWERED and self._may_have_twin():
            self._twin_method = Method.HEAD
            self.url = self._twin()
            return Need.REQUEST
        return Need.NOTHING

    def _end(self, found: Found) -> Need:
        """Complete what was found with what the chain says."""
        moved = bool(self._hops)
        final = self.url
        permanent = (
            moved
            and all(status in PERMANENT for _, status in self._hops)
            and self._start.host not in redirects.PERSISTENT_HOSTS
            and not redirects.is_cosmetic(self._start, final)
        )
        answered = found.outcome is Outcome.ANSWERED
        if not moved:
            self.found = found
            return Need.NOTHING
        self.found = replace(
            found,
            final_url=str(final) if moved else None,
            permanent=permanent and answered,
            secure_twin=answered and redirects.is_secured(self._start, final),
            hops=tuple(Hop(url=str(url), status=status) for url, status in self._hops),
        )
        return Need.NOTHING

    def _receive_twin(self, result: Result) -> Need:
        found = self.found
        assert found is not None
        if isinstance(result, Answer) and 200 <= result.status < 300:
            self.found = replace(found, secure_twin=True)
        elif self._twin_method is Method.HEAD and (
            isinstance(result, Answer) or result.outcome is Outcome.BROKEN
        ):
            # a refusal of HEAD says nothing about GET
            self._twin_method = Method.GET
            return Need.REQUEST
        return Need.NOTHING

    def _may_have_twin(self) -> bool:
        """Only plain http on its default port, where the chain stayed on the host."""
        return (
            self._start.scheme == "http"
            and self.url.scheme == "http"
            and self._start.port == 80
            and self._start.host == self.url.host
            and self.found is not None
            and not self.found.permanent
        )

    def _twin(self) -> WebUrl:
        return join(self._start, f"https://{self._start.host}{self._start.target}")

    def _wants_file(self) -> bool:
        return is_file(self.url)

    def _was_special(self, status: int) -> bool:
        """Did the last request carry a Range or conditions that may explain the refusal?"""
        if status == 304:
            return not self._conditional_headers()
        return self._wants_file() or bool(self._conditional_headers())

    def _conditional_headers(self) -> list[tuple[str, str]]:
        known = self._target.validators
        if not self._conditions or known is None:
            return []
        if canonical_url(self.url) != (known.url or self._target.url):
            return []
        pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
        return [(name, value) for name, value in pairs if value and _is_field_value(value)]

    def _validators(self, answer: Answer) -> Validators | None:
        if answer.status == 304:
            return self._target.validators
        etag = answer.headers.get("etag", "")
        modified = answer.headers.get("last-modified", "")
        if answer.status not in (200, 206) or not (etag or modified) or len(etag + modified) > 400:
            return None
        here = canonical_url(self.url)
        return Validators(
            etag=etag, last_modified=modified, url="" if here == self._target.url else here
        )

    def _is_here(self, reference: str) -> bool:
        try:
            return join(self.url, reference).without_fragment() == self.url.without_fragment()
        except UnusableUrl:
            return False


def sibling_of(url: WebUrl, token: str) -> WebUrl:
    """A neighbour of ``url`` in the same directory that certainly does not exist."""
    directory, _, name = url.path.rstrip("/").rpartition("/")
    _, dot, ending = name.rpartition(".")
    suffix = f".{ending}" if dot and len(ending) <= 5 and ending.isalnum() else ""
    slash = "/" if url.path.endswith("/") and name else ""
    return replace(url, path=f"{directory}/{token}{suffix}{slash}", query=None, fragment=None)


def _is_field_value(value: str) -> bool:
    return value.isascii() and value.isprintable()
