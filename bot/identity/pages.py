"""Pages that no scheme covers: their canonical URL is their identifier."""

from __future__ import annotations

import re

from bot.model.papers import PaperId, Scheme
from bot.urls import UnusableUrl, canonical

#: parameters that say where a reader came from, never which page it is
_TRACKERS = re.compile(
    r"(?:utm_\w*|fbclid|gclid|msclkid|mc_[ce]id|igshid|dgcid|ref_src|_hsenc|_hsmi)(?:=|\Z)",
    re.IGNORECASE,
)


def page_id(url: str) -> PaperId | None:
    """``Scheme.PAGE`` for an http(s) URL; http and https, with or without final slash, are one."""
    try:
        text = canonical(url)
    except UnusableUrl:
        return None
    if text.startswith("http://"):
        text = "https://" + text.removeprefix("http://")
    path, mark, query = text.partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKERS.match(part)]
    path = path.rstrip("/")
    if path.count("/") == 2:
        path += "/"
    return PaperId(scheme=Scheme.PAGE, value=path + (mark + "&".join(kept) if kept else ""))
