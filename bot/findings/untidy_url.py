"""``untidy-url``: a link that says more than its address: trackers, ``.git``, hidden characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model.entries import Entry, Link
from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.repositories.links import CodeKind, code_link
from bot.text.plain import hidden_characters, plain

#: parameters that only tell who sent the reader (Mozilla's query stripping list, and UTM)
_TRACKER = re.compile(
    r"(utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hssc|__hstc|__hsfp|hsctatracking|vero_id|vero_conv"
    r"|oly_anon_id|oly_enc_id|s_cid|ref_src|ref_url|rb_clickid|wickedid|_openstat|sc_cid)\Z",
    re.IGNORECASE,
)


def find(entry: Entry) -> Iterator[Finding]:
    """At most one finding a link, with the tidy address as a fix."""
    for link in entry.links:
        new, reasons = _tidied(link.url)
        if reasons:
            yield _finding(entry, link, new, reasons)


def _tidied(url: str) -> tuple[str, list[str]]:
    """The tidy address, and what it does without."""
    reasons = []
    if not url.isascii() and (hidden := hidden_characters(url)):
        url = plain(url)
        reasons.append(f"hidden characters ({', '.join(hidden)})")
    if "?" in url:
        url, trackers = _without_trackers(url)
        if trackers:
            reasons.append(f"tracking parameters ({', '.join(trackers)})")
    if ".git" in url.casefold() and (without := _without_git(url)) != url:
        url = without
        reasons.append("the ending .git")
    return url, reasons


def _finding(entry: Entry, link: Link, new: str, reasons: list[str]) -> Finding:
    what = " and ".join(reasons)
    because = f"leads to the same page without {what}"
    fix = SuggestedFix(
        field=link.role.value, old=link.url, new=new, safety=FixSafety.SAFE, because=because
    )
    return Finding(
        rule=Rule.UNTIDY_URL,
        severity=Severity.FIX,
        entry_id=entry.id,
        entry_title=entry.title,
        span=link.span,
        role=link.role,
        url=link.url,
        summary=f"The link carries {what}.",
        evidence=(Evidence(kind="address", supports=False, detail=because, url=new),),
        fixes=(fix,),
    )


def _without_trackers(url: str) -> tuple[str, list[str]]:
    """The URL without parameters that only track, all others as they are; and their names."""
    address, mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    pieces = query.split("&") if query else []
    kept = [piece for piece in pieces if not _TRACKER.match(piece.partition("=")[0])]
    gone = [name for piece in pieces if _TRACKER.match(name := piece.partition("=")[0])]
    if not gone:
        return url, []
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment, gone


def _without_git(url: str) -> str:
    """Code hosts answer for ``name.git`` with a redirect to ``name``."""
    code = code_link(url)
    if code.kind is not CodeKind.REPOSITORY:
        return url
    end = re.search(r"[?#]|\Z", url)
    at = end.start() if end else len(url)
    bare = url[:at].rstrip("/")
    if not bare.casefold().endswith(".git"):
        return url
    return f"{bare[:-4]}{url[at:]}"
