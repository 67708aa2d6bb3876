"""Walls: pages that stand before the page, told by their makers' own marks.

The table is data. Every signature needs its own strong mark; a vendor's script or cookie on a full
page is not a wall, so marks in the body only count on a page with little to read and no paper
metadata, and weak marks only under a status that blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.probing.pages import Page

#: statuses under which vendors put their walls (429 and 503 have an honest meaning of their own)
BLOCKING = frozenset({202, 401, 403, 405, 406, 409, 418, 420, 430, 451, 456, 463, 999})
#: characters of visible text below which a page can be a challenge
LITTLE_TEXT = 1_500
#: below this there is nothing but the script
NO_TEXT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How one vendor's wall looks. Any single mark is enough, under the condition of its field."""

    name: str
    #: response header -> pattern for its value; counts whatever the page looks like
    headers: tuple[tuple[str, str], ...] = ()
    #: strings that only the challenge itself holds, lower case; on a page with little text
    body: tuple[str, ...] = ()
    #: pattern for the whole <title>, lower case; on a page with little text
    title: str = ""
    #: response headers that full pages carry too: only under a status of ``BLOCKING``
    weak_headers: tuple[tuple[str, str], ...] = ()
    #: strings that full pages carry too: only under ``BLOCKING`` or on a page without any text
    weak_body: tuple[str, ...] = ()


#: Sources: vendor documentation and public detectors, see docs/engine.md. A vendor's script on a
#: page that can be read (Turnstile, awswaf.com, _pxAppId) is a false positive others have paid for.
SIGNATURES: tuple[Signature, ...] = (
    Signature(
        name="cloudflare",
        # developers.cloudflare.com: set on every challenge page
        headers=(("cf-mitigated", r"challenge"),),
        body=("_cf_chl_opt", "/orchestrate/chl_page/", "cf-browser-verification"),
        title=r"just a moment\W*|attention required! \| cloudflare|please wait\W+\| cloudflare",
        weak_headers=(("server", r"cloudflare"),),
    ),
    Signature(
        name="aws-waf",
        headers=(("x-amzn-waf-action", r"challenge|captcha"),),
        body=("gokuprops", "awswafcookiedomainlist"),
        weak_body=("token.awswaf.com/",),
    ),
    Signature(
        name="client-challenge",
        # Springer and Nature: status 200, for PDF links as well
        body=("/_fs-ch-", "_fs_ch_"),
        title=r"client challenge",
    ),
    Signature(
        name="akamai",
        body=("/_sec/cp_challenge/", "sec-if-cpt-container"),
        weak_headers=(("server", r"akamai"), ("set-cookie", r"_abck=|ak_bmsc=")),
        weak_body=("bmak.", "errors.edgesuite.net"),
    ),
    Signature(
        name="imperva",
        body=(
            "incapsula incident id",
            "_incapsula_resource?swudnsai",
            "_incapsula_resource?cwudnsai",
        ),
        title=r"pardon our interruption\W*",
        weak_headers=(
            ("x-iinfo", r"."),
            ("x-cdn", r"incapsula|imperva"),
            ("set-cookie", r"incap_ses|visid_incap|reese84"),
        ),
        weak_body=("_incapsula_resource",),
    ),
    Signature(
        name="datadome",
        headers=(("x-dd-b", r"."),),
        body=("captcha-delivery.com/",),
        weak_headers=(("set-cookie", r"datadome="), ("x-datadome", r".")),
    ),
    Signature(
        name="perimeterx",
        body=("captcha.px-cdn.net", "px-captcha"),
        title=r"access to this page has been denied\W*",
        weak_headers=(("set-cookie", r"_px3=|_pxhd="),),
        weak_body=("_pxappid",),
    ),
    Signature(
        name="anubis",
        body=('id="anubis_challenge"', "/.within.website/x/cmd/anubis/"),
        title=r"making sure you('|\u2019)re not a bot\W*",
    ),
    Signature(
        name="radware",
        body=("validate.perfdrive.com", "captcha.perfdrive.com"),
        title=r"radware (bot manager )?captcha.*",
    ),
    Signature(
        name="sucuri",
        body=("sucuri_cloudproxy_js", "sucuri website firewall - access denied"),
        title=r"sucuri website firewall.*",
        weak_headers=(("x-sucuri-id", r"."), ("server", r"sucuri")),
    ),
    Signature(
        name="ddos-guard",
        title=r"ddos-guard",
        weak_headers=(("server", r"ddos-guard"),),
        weak_body=("/.well-known/ddos-guard/",),
    ),
    Signature(
        name="f5",
        # support.f5.com, K11930: the default blocking page
        body=("the requested url was rejected. please consult with your administrator",),
        title=r"request rejected\W*",
    ),
    Signature(
        name="kasada",
        weak_headers=(("x-kpsdk-ct", r"."),),
        weak_body=("kpsdk.",),
    ),
    Signature(
        name="vercel",
        headers=(("x-vercel-mitigated", r"challenge|deny"),),
        title=r"vercel security checkpoint",
    ),
    Signature(
        name="google",
        body=("our systems have detected unusual traffic",),
    ),
    Signature(
        name="captcha",
        title=(
            r"(security|robot|bot|human|browser|ddos protection) (check|challenge|verification)\W*"
            r"|are you (a )?(human|robot)\W*|captcha\W*|verify(ing)? (that )?you are (a )?human(\W*|\. .*)"
            r"|checking your browser.*|one more step\W*|ddos protection by .*|one moment, please\W*"
            r"|(unusual|suspicious) (traffic|activity)( detected)?\W*|(ro)?bots? (detected|activity)\W*"
            r"|.{0,8}(验证码|安全验证|人机验证|访问验证|安全检查).{0,8}"
        ),
        body=(
            "checking your browser before accessing",
            "your request is being verified",
            "confirm that you are not a robot",
            "/.well-known/sgcaptcha/",
        ),
    ),
    Signature(
        name="refused",
        # the title that servers and firewalls give their 403 page, whatever status it is sent with
        title=(
            r"(\W*(error|http)\W*)?(403\W*)?(access (is |was )?(denied|forbidden|blocked)|forbidden"
            r"|(you|your ip|ip address) (have|has) been (temporarily )?blocked|request (blocked|denied))"
            r"(\W*(error )?403)?\W*( [|\u2013-] .*)?|\W*(error )?403( error)?\W*"
            r"|not authori[sz]ed\W*|unauthori[sz]ed( access)?\W*"
        ),
    ),
    Signature(
        name="region",
        title=(
            r"(this \w+ is )?(not available|unavailable|blocked|restricted) in your (region|country)\W*"
            r"|(service|content|video|website) (not available|unavailable) in your (region|country)\W*"
        ),
    ),
    Signature(
        name="cookies-required",
        title=r"cookies? (check|required|disabled|not supported|absent)\W*|please enable cookies\W*",
        body=("your browser must accept cookies", "enable cookies to continue"),
    ),
    Signature(
        name="wordfence",
        title=r"your access to this site has been limited.*",
    ),
    Signature(
        name="institution",
        title=r"(choose|find|select) your (institution|organi[sz]ation)\W*",
    ),
)

#: part of a final URL that says that the chain ended at a wall
_WALL_URL = re.compile(
    r"[?&;](?:error=cookies_not_supported|idp_error=|cookieset=0)"
    r"|//validate\.perfdrive\.com/|//[^/]*captcha-delivery\.com/|/cdn-cgi/challenge"
    r"|/\.well-known/(?:sgcaptcha|ddos-guard)/|[?&]bm-verify=|//www\.google\.com/sorry/|/\.within\.website/|/distil_r_captcha|/_incapsula_resource",
    re.IGNORECASE,
)
#: statuses that are a wall by themselves: who asks is refused, the page may well be there
WALL_STATUSES: Mapping[int, str] = {
    401: "login",
    402: "payment",
    403: "forbidden",
    407: "login",
    418: "teapot",
    420: "forbidden",
    430: "forbidden",
    440: "login",
    451: "legal",
    456: "forbidden",
    463: "forbidden",
    999: "forbidden",
}


_STRONG_HEADERS = frozenset(name for signature in SIGNATURES for name, _ in signature.headers)


def has_wall_header(headers: Mapping[str, str]) -> bool:
    """Is there any header that only a wall sets?"""
    return not _STRONG_HEADERS.isdisjoint(headers)


@lru_cache(maxsize=4096)
def has_wall_title(title: str) -> bool:
    """Is it the title of a wall (of a large page that is one, if it is)?"""
    lower = title.lower()
    return any(one.title and re.fullmatch(one.title, lower) for one in SIGNATURES)


def wall_of(
    status: int,
    headers: Mapping[str, str],
    cookies: tuple[str, ...],
    html: str,
    page: Page,
    url: str,
) -> str | None:
    """Name of the wall that this answer is, or None when it is none.

    ``html`` and ``page`` may be empty; ``url`` is where the chain ended.
    """
    if _WALL_URL.search(url):
        return "cookies-required" if "cookie" in url or "idp_error" in url else "challenge"
    little = page.text_length < LITTLE_TEXT and not page.has_paper_metadata
    head = html[:65_536].lower() if little else ""
    title = page.title.lower()
    weak_body = status in BLOCKING or page.text_length < NO_TEXT
    for signature in SIGNATURES:
        if _has_header(signature.headers, headers, cookies):
            return signature.name
        if status in BLOCKING and _has_header(signature.weak_headers, headers, cookies):
            return signature.name
        if little and signature.title and re.fullmatch(signature.title, title):
            return signature.name
        if any(mark in head for mark in signature.body):
            return signature.name
        if weak_body and any(mark in head for mark in signature.weak_body):
            return signature.name
    if status == 202 and not html:
        return "aws-waf"
    return None


def _has_header(
    marks: tuple[tuple[str, str], ...], headers: Mapping[str, str], cookies: tuple[str, ...]
) -> bool:
    for name, pattern in marks:
        values = cookies if name == "set-cookie" else (headers[name],) if name in headers else ()
        if any(re.search(pattern, value, re.IGNORECASE) for value in values):
            return True
    return False
