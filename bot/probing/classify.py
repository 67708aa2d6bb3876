"""The meaning of the last answer of a chain, from the strongest evidence to the weakest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.model.observations import Outcome, PageReading, Target
from bot.probing import machine_answers, missing, redirects
from bot.probing.bodies import Undecodable, decoded, text_of
from bot.probing.exchange import Answer
from bot.probing.manners import is_landing_page
from bot.probing.missing import Missing
from bot.probing.pages import LITTLE_TEXT, Page, glance, read, refresh_address
from bot.probing.parking import is_for_sale, is_lander, is_taken_over, may_be_parked
from bot.probing.proof import proof_of
from bot.probing.walls import WALL_STATUSES, has_wall_header, has_wall_title, wall_of
from bot.urls import WebUrl

#: bytes above which an unsuspicious page is only glanced at
LARGE_PAGE = 8_192
#: characters of visible text that make an HTML answer to a PDF link a page worth having
REAL_PAGE = 1_500

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_TEXT = re.compile(r"text/|application/(?:[a-z.+\-]*json|javascript|x-ndjson)")
_HTML_START = re.compile(
    rb"\s*(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|h1|script|div|p|a)\b",
    re.IGNORECASE | re.DOTALL,
)
#: marks of challenges that are large and carry an ordinary title
_CHALLENGE_HINTS = (
    "_cf_chl_opt", "_fs-ch-", "captcha-delivery.com", "gokuProps", "Incapsula incident",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """What a random address beside a page answers: how the host treats what does not exist."""

    #: it said 404 or 410
    honest: bool
    #: fingerprint of the page that it gave instead, empty when it gave none
    shingles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an answer shows, and whether a random sibling has to confirm it."""

    outcome: Outcome
    reason: str = ""
    page: PageReading | None = None
    #: fingerprint to be compared with a sibling; None when no sibling is needed
    suspicious: frozenset[int] | None = None
    #: address of an immediate refresh that is to be followed like a redirect
    refresh: str | None = None


def meaning_of(target: Target, start: WebUrl, final: WebUrl, answer: Answer) -> Meaning:
    """Judge the answer that ended the chain from ``start`` at ``final``. Pure; never raises."""
    try:
        body = decoded(answer)
    except Undecodable as error:
        return _unreadable(answer, str(error))
    html = _html(answer, body)
    if _is_plainly_a_page(target, start, final, answer, html):
        return Meaning(outcome=Outcome.ANSWERED)
    page = read(html) if html else Page()
    reading = page.reading() if html and target.wants_page else None
    proof = proof_of(target, page) if html else None
    if proof and (answer.status < 400 or missing.missing_page(page) is Missing.NO):
        return Meaning(outcome=Outcome.ANSWERED, reason=proof, page=reading)
    wall = wall_of(answer.status, answer.headers, answer.cookies, html, page, str(final))
    if wall:
        return Meaning(outcome=Outcome.WALLED, reason=wall)
    by_status = meaning_of_status(answer.status)
    if by_status is not None:
        return by_status
    if html:
        led = refresh_address(answer.headers.get("refresh", "")) or page.refresh
        return replace(_page_meaning(start, final, page, html, led), page=reading)
    return _file_meaning(start, final, answer, body)


def meaning_of_status(status: int) -> Meaning | None:
    """What a status means by itself; None for those that say "here it is"."""
    if status in (404, 410):
        return Meaning(outcome=Outcome.NOT_FOUND, reason="gone" if status == 410 else "")
    if status in WALL_STATUSES:
        return Meaning(outcome=Outcome.WALLED, reason=WALL_STATUSES[status])
    if status == 429:
        return Meaning(outcome=Outcome.RATE_LIMITED)
    if status == 408:
        return Meaning(outcome=Outcome.TIMED_OUT, reason="server")
    if status == 425:  # RFC 8470, section 5.2: to be asked again
        return Meaning(outcome=Outcome.SERVER_ERROR, reason="too-early")
    if 500 <= status < 600:
        return Meaning(outcome=Outcome.SERVER_ERROR)
    if 400 <= status < 500:
        return Meaning(outcome=Outcome.REFUSED_REQUEST)
    if status in (304, 305, 306) or 301 <= status <= 308:
        return Meaning(outcome=Outcome.BROKEN, reason="no-location")
    if 200 <= status <= 300:
        return None
    return Meaning(outcome=Outcome.BROKEN, reason="status")


def with_sibling(meaning: Meaning, sibling: Sibling | None) -> Meaning:
    """Settle a suspicious page by what a random sibling of it answers (None: it could not be asked)."""
    if (
        sibling is not None
        and sibling.shingles
        and missing.resemblance(meaning.suspicious or frozenset(), sibling.shingles)
        >= missing.SAME_PAGE
    ):
        if meaning.reason == "home":
            return Meaning(outcome=Outcome.SENT_HOME, reason="sibling", page=meaning.page)
        return Meaning(outcome=Outcome.SOFT_NOT_FOUND, reason="sibling")
    if meaning.reason == "says-missing":
        return Meaning(outcome=Outcome.EMPTY, reason="says-missing", page=meaning.page)
    return Meaning(outcome=Outcome.ANSWERED, page=meaning.page)


def sibling_from(answer: Answer) -> Sibling:
    """Read the answer of a random sibling."""
    if answer.status in (404, 410):
        return Sibling(honest=True)
    try:
        html = _html(answer, decoded(answer))
    except Undecodable:
        html = ""
    if answer.status >= 300 or not html:
        return Sibling(honest=False)
    return Sibling(honest=False, shingles=missing.shingles(read(html)))


def _page_meaning(
    start: WebUrl, final: WebUrl, page: Page, html: str, refresh: str | None
) -> Meaning:
    moved = final.without_fragment() != start.without_fragment()
    if refresh and page.text_length < 600:
        return Meaning(outcome=Outcome.ANSWERED, refresh=refresh)
    if is_lander(html) or is_for_sale(start, final, page):
        return Meaning(outcome=Outcome.FOR_SALE)
    if is_taken_over(page):
        return Meaning(outcome=Outcome.FOR_SALE, reason="taken-over")
    if machine_answers.missing_object(html):
        return Meaning(outcome=Outcome.SOFT_NOT_FOUND, reason="phrase")
    if moved:
        sent = _sent_elsewhere(start, final, page)
        if sent is not None:
            return sent
    if _is_login_form(page, html):
        return Meaning(outcome=Outcome.WALLED, reason="login")
    gone = missing.missing_page(page)
    if gone is Missing.UNMISTAKABLE:
        return Meaning(outcome=Outcome.SOFT_NOT_FOUND, reason="phrase")
    trouble = missing.confession(page)
    if trouble == "server-error":
        return Meaning(outcome=Outcome.SERVER_ERROR, reason="says-error")
    if trouble == "says-too-many":
        return Meaning(outcome=Outcome.RATE_LIMITED, reason=trouble)
    if trouble:
        return Meaning(outcome=Outcome.EMPTY, reason=trouble)
    if is_landing_page(final) and not page.has_paper_metadata:
        return Meaning(outcome=Outcome.WALLED, reason="no-metadata")
    if _expects_pdf(start) and not _worth_having(page):
        outcome = Outcome.WALLED if is_landing_page(final, any_path=True) else Outcome.EMPTY
        return Meaning(outcome=outcome, reason="html-for-pdf")
    if _is_blank(page, html):
        return Meaning(outcome=Outcome.EMPTY, reason="blank")
    if gone is not Missing.NO and (gone is not Missing.ODD or redirects.is_deep(final)):
        said = gone is Missing.SAID and page.text_length <= missing.SHORT_PAGE
        reason = "says-missing" if said else "odd"
        return Meaning(
            outcome=Outcome.ANSWERED,
            reason=reason,
            suspicious=missing.shingles(page),
        )
    if redirects.is_deep(start) and _calls_itself_home(page, final):
        return Meaning(outcome=Outcome.ANSWERED, reason="home", suspicious=missing.shingles(page))
    return Meaning(outcome=Outcome.ANSWERED)


def _sent_elsewhere(start: WebUrl, final: WebUrl, page: Page) -> Meaning | None:
    if redirects.is_consent(final):
        return Meaning(outcome=Outcome.WALLED, reason="consent")
    if redirects.is_login(final) and not redirects.is_login(start):
        return Meaning(outcome=Outcome.WALLED, reason="login")
    if missing.is_error_address(final) and not missing.is_error_address(start):
        return Meaning(outcome=Outcome.SOFT_NOT_FOUND, reason="error-page")
    if redirects.is_error_page(final) and not redirects.is_error_page(start):
        return Meaning(outcome=Outcome.SENT_HOME, reason="error-page")
    if redirects.is_sent_to_search(start, final) and not page.has_paper_metadata:
        return Meaning(outcome=Outcome.SENT_HOME, reason="search")
    if redirects.is_way_home(start, final) and not page.has_paper_metadata:
        return Meaning(outcome=Outcome.SENT_HOME, reason="home")
    return None


def _file_meaning(start: WebUrl, final: WebUrl, answer: Answer, body: bytes) -> Meaning:
    """Anything that is not HTML: it is what it is, unless there is nothing in it."""
    if final.without_fragment() != start.without_fragment():
        sent = _sent_elsewhere(start, final, Page())
        if sent is not None and sent.outcome is not Outcome.SENT_HOME:
            return sent
    led = refresh_address(answer.headers.get("refresh", ""))
    if led and len(body) < 600:
        return Meaning(outcome=Outcome.ANSWERED, refresh=led)
    if not body and answer.complete:
        return Meaning(outcome=Outcome.EMPTY, reason="no-body")
    if answer.media_type == "application/pdf" and b"%PDF" not in body[:1024]:
        return Meaning(outcome=Outcome.EMPTY, reason="not-a-pdf")
    if _TEXT.match(answer.media_type) and len(body) < 2_000:
        text = text_of(body, answer.headers.get("content-type", ""))
        if machine_answers.missing_text(text):
            return Meaning(outcome=Outcome.SOFT_NOT_FOUND, reason="phrase")
        if not text.strip():
            return Meaning(outcome=Outcome.EMPTY, reason="blank")
    return Meaning(outcome=Outcome.ANSWERED)


def _unreadable(answer: Answer, why: str) -> Meaning:
    """A body that cannot be decoded: the status decides, and success with garbage proves nothing."""
    if answer.status in WALL_STATUSES or answer.status >= 400:
        return meaning_of_status(answer.status) or Meaning(outcome=Outcome.BROKEN, reason=why)
    if why == "coding":
        return Meaning(outcome=Outcome.ANSWERED, reason="unread-coding")
    return Meaning(outcome=Outcome.BROKEN, reason="bad-encoding")


def _html(answer: Answer, body: bytes) -> str:
    """Text of an HTML body, "" for anything else; the bytes count more than the label."""
    if not body or body[:5] == b"%PDF-":
        return ""
    looks = bool(_HTML_START.match(body[:2_048]))
    if answer.media_type in _HTML or (
        looks
        and answer.media_type
        in ("", "text/plain", "application/pdf", "application/octet-stream", "unknown/unknown")
    ):
        return text_of(body, answer.headers.get("content-type", ""))
    return ""


def _is_plainly_a_page(
    target: Target, start: WebUrl, final: WebUrl, answer: Answer, html: str
) -> bool:
    """A large page with a title of its own, at the address that was asked for, nothing odd about it.

    Most pages are, and building their tree costs more than everything else about them together.
    """
    if (
        answer.status != 200
        or len(html) < LARGE_PAGE
        or start is not final
        or target.wants_page
        or target.titles
        or target.identifiers
        or _expects_pdf(start)
        or is_landing_page(final, any_path=True)
        or has_wall_header(answer.headers)
        or "refresh" in answer.headers
    ):
        return False
    title, heading = glance(html)
    if (
        not title
        or missing.worth_a_look(title, heading)
        or has_wall_title(title)
        or may_be_parked(final.host, title)
        or _HOME_TITLE.match(title)
        or _LOGIN_TITLE.fullmatch(title)
    ):
        return False
    return not any(html.find(hint, 0, LARGE_PAGE) >= 0 for hint in _CHALLENGE_HINTS)


#: path segments of pages that show a file: code hosts answer ``/blob/main/x.pdf`` with HTML
_VIEWERS = frozenset({"blob", "blame", "tree", "preview", "viewer"})


def _expects_pdf(url: WebUrl) -> bool:
    segments = url.path.lower().split("/")
    return segments[-1].endswith(".pdf") and _VIEWERS.isdisjoint(segments[:-1])


def _worth_having(page: Page) -> bool:
    return page.has_paper_metadata or page.embeds or page.text_length >= REAL_PAGE


def _is_blank(page: Page, html: str) -> bool:
    """Nothing to see and nothing that could bring something (script, frame, picture, form)?"""
    if page.text_length or page.scripts or page.embeds or page.password:
        return False
    return not re.search(r"<(?:img|input|form|svg|picture|audio)\b", html[:65_536], re.IGNORECASE)


_LOGIN_TITLE = re.compile(
    r"\W*(?:.{0,40}\W)?(?:log ?in|sign ?in|log ?on|authentication required|please (?:log|sign) in"
    r"|members? only|登录|登入|ログイン|로그인"
    r"|anmelden|connexion|iniciar sesión|accedi|войти|вход)(?:\W.{0,40})?",
    re.IGNORECASE,
)
_LOGIN_STEP = re.compile(
    r"\W*(?:log|sign) ?in(?: to (?:continue|(?:your )?\w+(?: account)?))?"
    r"(?:\s+[|\u2013\u2014-]\s.{0,60})?\W*",
    re.IGNORECASE,
)
_HOME_TITLE = re.compile(
    r"\W*(?:home|home ?page|welcome|start|index|首页|主页|ホーム)(?:\W.{0,60})?\Z", re.IGNORECASE
)


def _is_login_form(page: Page, html: str) -> bool:
    """A page that is about signing in, not one with a log-in box in its corner."""
    if not page.password:  # the first of two steps asks for a name only
        short = page.text_length <= LITTLE_TEXT and "<form" in html.lower()
        return short and bool(_LOGIN_STEP.fullmatch(page.title))
    about = bool(_LOGIN_TITLE.fullmatch(page.title) or _LOGIN_TITLE.fullmatch(page.heading))
    protected = page.password and "password protected" in page.text.lower()
    return (about or protected) and page.text_length < REAL_PAGE


def _calls_itself_home(page: Page, url: WebUrl) -> bool:
    """Does a deep page say that it is the front page (canonical address, title "Home")?"""
    canonical = (page.canonical_url or "").rstrip("/")
    if canonical in (url.origin, "") and page.canonical_url is not None and redirects.is_deep(url):
        return True
    return bool(_HOME_TITLE.match(page.title))
