"""How hosts want to be asked: the one table of manners, and the rules that change it for a run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from bot.model.settings import HostManners, WebSettings
from bot.urls import WebUrl

_T = TypeVar("_T")
_N = TypeVar("_N", int, float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What one lane keeps to."""

    #: name of the lane: hosts that share limits share a lane
    lane: str
    #: connections, and requests at the same time
    concurrency: int
    #: seconds between the starts of two requests
    interval: float
    #: why it is never asked, "" when it may be
    skip: str = ""
    #: a person asked for exactly these numbers: no jitter, no slow-down by latency
    forced: bool = False
    #: a person chose this interval, for the run or for the host: robots.txt does not change it
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    concurrency: int | None = None
    interval: float | None = None
    skip: str = ""


#: Host or ``*.domain`` (the domain itself included; such a family shares one lane) -> manners.
#: ``skip`` means: the owner walls robots off or asked not to be probed, and a registry answers for
#: its pages. Sources: section "Manners" of docs/engine.md.
_TABLE: dict[str, _Known] = {
    # info.arxiv.org/help/robots: one request every three seconds, one connection
    "*.arxiv.org": _Known(concurrency=1, interval=3.0),
    "ieeexplore.ieee.org": _Known(skip="walled-host"),
    "www.sciencedirect.com": _Known(skip="walled-host"),
    "linkinghub.elsevier.com": _Known(skip="walled-host"),
    "dl.acm.org": _Known(skip="walled-host"),
    # 403 for every agent that is no browser; one look per page a night stays polite
    "ojs.aaai.org": _Known(concurrency=1, interval=2.0),
    "*.springer.com": _Known(concurrency=1, interval=1.0),
    "*.nature.com": _Known(concurrency=1, interval=1.0),
    "*.wiley.com": _Known(concurrency=1, interval=2.0),
    "*.semanticscholar.org": _Known(concurrency=1, interval=1.0),
    "*.linkedin.com": _Known(concurrency=1, interval=2.0),
    "*.researchgate.net": _Known(concurrency=1, interval=3.0),
    "scholar.google.com": _Known(concurrency=1, interval=5.0),
    "*.jmir.org": _Known(concurrency=1, interval=1.0),
    "doi.org": _Known(concurrency=2, interval=0.5),
    "dx.doi.org": _Known(concurrency=2, interval=0.5),
    "github.com": _Known(concurrency=2, interval=0.5),
    "raw.githubusercontent.com": _Known(concurrency=2, interval=0.5),
    "huggingface.co": _Known(concurrency=2, interval=0.5),
    "openaccess.thecvf.com": _Known(concurrency=2, interval=1.0),
    "proceedings.neurips.cc": _Known(concurrency=1, interval=1.0),
    "proceedings.mlr.press": _Known(concurrency=2, interval=1.0),
}

#: Landing pages that carry their paper's metadata in the HTML whenever they are what they seem:
#: without it the page is a challenge, a cookie wall or a shell, and nothing is proven.
_LANDING: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (host, re.compile(path))
    for host, path in (
        ("link.springer.com", r"/(?:article|chapter|content/pdf|protocol|referenceworkentry)/10\."),
        ("www.nature.com", r"/articles/[a-z0-9]"),
        ("openaccess.thecvf.com", r"/.+_paper\.html\Z"),
        ("proceedings.neurips.cc", r"/.*-Abstract.*\.html\Z|/paper_files/paper/\d+/hash/"),
        ("papers.nips.cc", r"/.*-Abstract.*\.html\Z|/paper/\d+/hash/"),
        ("proceedings.mlr.press", r"/v\d+/[a-z0-9\-]+\.html\Z"),
        ("ojs.aaai.org", r"/index\.php/\w+/article/view/\d+"),
        ("arxiv.org", r"/abs/"),
        ("aclanthology.org", r"/[A-Z0-9][\w.\-]+/?\Z"),
        ("www.biorxiv.org", r"/content/10\."),
        ("www.medrxiv.org", r"/content/10\."),
        ("pubmed.ncbi.nlm.nih.gov", r"/\d+/?\Z"),
        ("journals.plos.org", r"/\w+/article"),
        ("www.mdpi.com", r"/\d{4}-\d{3}[\dX]/\d+/"),
        ("www.frontiersin.org", r"/(?:journals/[\w\-]+/)?articles/10\."),
        ("dl.acm.org", r"/doi/"),
        ("www.sciencedirect.com", r"/science/article/"),
        ("onlinelibrary.wiley.com", r"/doi/"),
        ("academic.oup.com", r"/\w+/article"),
    )
)
_LANDING_HOSTS = frozenset(host for host, _ in _LANDING)
_JMIR = re.compile(r"/\d{4}/\d+/e\d+/?\Z")


def is_landing_page(url: WebUrl, *, any_path: bool = False) -> bool:
    """Must this page carry paper metadata? ``any_path``: is it a host that has such pages?"""
    if any_path:
        return url.host in _LANDING_HOSTS or url.host.endswith(".jmir.org")
    if url.host.endswith(".jmir.org"):
        return bool(_JMIR.match(url.path))
    return any(host == url.host and path.match(url.path) for host, path in _LANDING)


class MannersBook:
    """Manners of every host for one run: the table, the configuration, the command line."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._own = _by_name(settings.hosts)
        self.of = lru_cache(maxsize=16_384)(self._of)

    def _of(self, host: str, port: int = 0) -> Manners:
        """Manners for a host (lower case); ``port`` is 0 for the default port of its scheme.

        The command line wins over the configuration, which wins over the table.
        """
        host = host.rstrip(".")
        family, known = _lookup(_TABLE, host)
        own_family, own = _lookup(self._own, host)
        lane = own_family or family or host.removeprefix("www.")
        manners = Manners(
            lane=f"{lane}:{port}" if port else lane,
            concurrency=_first(
                own.concurrency if own else None,
                known.concurrency if known else None,
                self._settings.per_host,
            ),
            interval=_first(
                own.interval if own else None,
                known.interval if known else None,
                self._settings.interval,
            ),
            skip=_skip(own, known),
            chosen=own is not None and own.interval is not None,
        )
        forced = self._settings.forced_per_host, self._settings.forced_interval
        if forced == (None, None):
            return manners
        return replace(
            manners,
            concurrency=_first(forced[0], manners.concurrency),
            interval=_first(forced[1], manners.interval),
            forced=forced[1] is not None,
            chosen=manners.chosen or forced[1] is not None,
        )


def _lookup(table: Mapping[str, _T], host: str) -> tuple[str, _T | None]:
    """(family name or "", entry) of the most exact line that fits the host."""
    if host in table:
        return "", table[host]
    parts = host.split(".")
    for i in range(len(parts)):
        family = ".".join(parts[i:])
        if f"*.{family}" in table:
            return family, table[f"*.{family}"]
    return "", None


def _by_name(hosts: Sequence[HostManners]) -> dict[str, HostManners]:
    return {entry.host.lower(): entry for entry in hosts}


def _first(*values: _N | None) -> _N:
    return next(value for value in values if value is not None)


def _skip(own: HostManners | None, known: _Known | None) -> str:
    if own is not None and own.skip is not None:
        return "configured" if own.skip else ""
    return known.skip if known else ""
