"""What a chain of redirects means: a move, a cosmetic difference, a way home, a login."""

from __future__ import annotations

import re

from bot.urls import WebUrl, canonical_url, registrable_domain

#: names that promise to redirect for ever: the link is right as it stands
PERSISTENT_HOSTS = frozenset(
    (
        "ark.org", "doi.org", "dx.doi.org", "hdl.handle.net", "identifiers.org", "linkinghub.elsevier.com",
        "n2t.net", "nbn-resolving.org", "purl.org", "purl.oclc.org", "w3id.org", "www.doi.org",
    )
)  # fmt: skip
#: services whose whole point is to lead to another host, home pages included
SHORTENERS = frozenset(
    (
        "aka.ms", "bit.ly", "buff.ly", "cutt.ly", "dub.sh", "forms.gle", "g.co", "git.io", "goo.gl",
        "goo.su", "is.gd", "j.mp", "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "reurl.cc", "s.id",
        "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "tny.im", "v.gd", "youtu.be",
    )
)  # fmt: skip

_TRACKER = re.compile(
    r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs\w+|ref_src|ref|source|via|s?hare|from|"
    r"jsessionid|phpsessid|sid|sessionid|session_id|cookieset|cookie\w*|code|state|lang|hl|locale|__cf\w+)\Z",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_DEFAULT_DOCUMENT = re.compile(
    r"/(?:index|default|home|welcome|main)\.(?:html?|php\d?|aspx?|jsp|xhtml|shtml|cgi)\Z",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2,4})?/?)?(?:(?:home|index|default|main|start|welcome|homepage|portal|"
    r"xplore/home)(?:\.\w{2,5})?/?)?\Z",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"/(?:users?/|accounts?/|auth/|oauth2?/|cas/|saml2?/|sso/|wp-|member/|my)?"
    r"(?:log[-_]?in|sign[-_]?in|logon|authorize|authenticate|sso|servicelogin|wayf|shibboleth\.sso|"
    r"loginpage|session/new|accounts/login)(?:\.\w{2,5})?(?:/|\Z)",
    re.IGNORECASE,
)
#: with a query that says where to go on
_SUBSCRIBE = re.compile(
    r"/(?:subscribe|paywall|register|sign[-_]?up)(?:\.\w{2,5})?/?\Z", re.IGNORECASE
)
_LOGIN_HOST = re.compile(
    r"(?:accounts?|login|signin|sso|auth|idp|id|cas|wayf|adfs)\.", re.IGNORECASE
)
_CONSENT = re.compile(
    r"//consent\.|/(?:cookie-?)?consent(?:[/?.]|\Z)|/gdpr(?:[/?.-]|\Z)|/cookie-?wall", re.IGNORECASE
)
_ERROR_QUERY = re.compile(
    r"(?:\A|&)(?:(?:error|err|status|code|msg|message)=(?:40[04]|410|page-?not-?found|not-?found)"
    r"|(?:40[04]|page-?not-?found|not-?found)(?:=[^&]*)?)(?:&|\Z)",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"/(?:search|suche|recherche|buscar)(?:[-_]?results?)?(?:\.\w{2,5})?/?\Z", re.IGNORECASE
)
_ERROR = re.compile(
    r"/(?:error(?:page)?s?|err|oops|sorry|unavailable|fehler)(?:\.\w{2,5}|/|\Z)", re.IGNORECASE
)


def is_cosmetic(start: WebUrl, final: WebUrl) -> bool:
    """Do the two differ only in what no maintainer wants to be told about?

    Scheme, final slash, case, default document, tracking and session parameters.
    """
    return _plain(start) == _plain(final)


def is_home(url: WebUrl) -> bool:
    """Is it the front page of its host (also ``/en/``, ``/index.html``, ``/home``)?"""
    return bool(_HOME.match(url.path)) and not _query(url)


def is_deep(url: WebUrl) -> bool:
    """Does it name a page below the front page?"""
    return not is_home(url)


def is_login(url: WebUrl) -> bool:
    """Is it the address of a login form?"""
    if _LOGIN.search(url.path) or (url.query is not None and _SUBSCRIBE.search(url.path)):
        return True
    return bool(_LOGIN_HOST.match(url.host)) and url.query is not None


def is_consent(url: WebUrl) -> bool:
    """Is it the address of a cookie or privacy consent page?"""
    return bool(_CONSENT.search(str(url)))


def is_error_page(url: WebUrl) -> bool:
    """Is it an address for errors that does not say which (``/error``, ``/?error=404``)?"""
    return bool(_ERROR.search(url.path) or _ERROR_QUERY.search(url.query or ""))


def is_sent_to_search(start: WebUrl, final: WebUrl) -> bool:
    """Was a page sent to the search form of its own domain, as sites do that do not know it?"""
    return (
        bool(_SEARCH.search(final.path))
        and not _SEARCH.search(start.path)
        and registrable_domain(start.host) == registrable_domain(final.host)
    )


def is_way_home(start: WebUrl, final: WebUrl) -> bool:
    """Was a deep page sent to a front page, so that what it showed is gone from there?

    Within a host, or within a domain, that is what it looks like. To another domain it is, unless
    only one step deep (``lab.org/project`` -> ``project.org``); shorteners and persistent
    identifiers may lead to any front page, and so may a page whose name the new host carries.
    """
    if not is_deep(start) or not is_home(final) or start.host in SHORTENERS | PERSISTENT_HOSTS:
        return False
    if _bare(start.host) == _bare(final.host) and start.port_class == final.port_class:
        return True
    if _names_host(start, final):
        return False
    if registrable_domain(start.host) == registrable_domain(final.host):
        return True
    return len([part for part in start.path.split("/") if part]) > 1


def is_secured(start: WebUrl, final: WebUrl) -> bool:
    """Is ``final`` the https twin of the http URL ``start``?"""
    return (start.scheme, final.scheme) == ("http", "https") and is_cosmetic(start, final)


def _plain(url: WebUrl) -> tuple[str, int, str, str]:
    path = _SESSION_PATH.sub("", canonical_url(url).partition("?")[0].split("/", 3)[3])
    path = _DEFAULT_DOCUMENT.sub("/", f"/{path}").rstrip("/").lower()
    return url.host.rstrip("."), url.port_class, path, "&".join(sorted(_query(url)))


def _query(url: WebUrl) -> list[str]:
    parts = (url.query or "").split("&")
    return [part for part in parts if part and not _TRACKER.match(part.split("=", 1)[0])]


def _bare(host: str) -> str:
    return host.rstrip(".").removeprefix("www.")


def _names_host(start: WebUrl, final: WebUrl) -> bool:
    """``lab.edu/~bob`` -> ``bob.lab.edu``: the last step of the path became the host's name."""
    steps = [part for part in start.path.lower().split("/") if part]
    name = re.sub(r"\W", "", steps[-1]) if steps else ""
    return len(name) >= 3 and name in re.sub(r"\W", "", final.host)
