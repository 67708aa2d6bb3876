"""The paper of an entry, as attribution needs to see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from bot.attribution.claims import clean_title
from bot.attribution.dates import earliest_year
from bot.attribution.names import method_names
from bot.attribution.words import plain, squash, words
from bot.identity.identifiers import doi_of, identify

_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.")
_CVF = re.compile(r"/([A-Z][A-Za-z'-]+)_[A-Z0-9].*_[A-Z]+W?_\d{4}_paper")
_PMLR_KEY = re.compile(r"mlr\.press/v\d+/([a-z-]{3,20})\d\d[a-z]?(?:\.html|/)")
_IDENTIFYING = re.compile(r"[a-z]*[\d][\w.-]*[\d][\w.-]*", re.IGNORECASE)
_NOISE = re.compile(r"\.(?:pdf|html?)$|-abstract(?:-[a-z_]+)?$|-paper(?:-[a-z_]+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """What is known about the paper that an entry names. Only the title is needed."""

    title: str
    entry_id: str = ""
    #: the list's own link to the paper
    url: str | None = None
    doi: str | None = None
    #: without version
    arxiv: str | None = None
    #: family names in order
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    #: titles of earlier versions and of the journal version, from registries
    other_titles: tuple[str, ...] = ()
    #: code addresses that the paper's own record or abstract gives
    code_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with everything derived from it that the rules compare."""

    view: PaperView
    titles: tuple[str, ...]
    #: what the paper calls its method
    names: tuple[str, ...]
    #: arXiv ids and DOIs, lower case
    ids: frozenset[str]
    #: strings that name the paper wherever they occur in lower-cased text
    needles: tuple[str, ...]
    #: the earliest time it can be from, in years
    since: float | None
    #: family names, plain
    authors: tuple[str, ...]


@lru_cache(maxsize=1024)
def look_at(view: PaperView) -> Paper:
    """Derive what the rules need."""
    written = (view.title, *view.other_titles)
    # lists write "[CVPR 2024] Title (oral)": the title is compared without such additions, too
    cleaned = (title for title in map(clean_title, written) if len(words(title)) >= 4)
    titles = tuple(dict.fromkeys(title for title in (*written, *cleaned) if squash(title)))
    url = view.url or ""
    ids = set()
    if view.arxiv:
        ids.add(re.sub(r"v\d+$", "", view.arxiv.lower()))
    if view.doi:
        ids.add(view.doi.lower())
    named = identify(url) if url else None
    if named and (doi := doi_of(named)):
        ids.add(doi)
    ids = {_ARXIV_DOI.sub("", found) for found in ids}
    years = [year for year in (earliest_year(*ids, url), view.year) if year]
    return Paper(
        view=view,
        titles=titles,
        names=tuple(dict.fromkeys(name for title in titles for name in method_names(title))),
        ids=frozenset(ids),
        needles=tuple(dict.fromkeys((*sorted(ids), *_address_needles(url)))),
        since=float(min(years)) if years else None,
        authors=tuple(plain(words(name)[-1]) for name in view.authors if words(name))
        or _authors_in(url),
    )


def _address_needles(url: str) -> list[str]:
    """Parts of the paper's address that identify it: its number on the host, or host and path."""
    try:
        pieces = urlsplit(url)
    except ValueError:  # a link that is no usable URL
        return []
    host = pieces.netloc.lower().removeprefix("www.")
    path = unquote(pieces.path).rstrip("/")
    if not host or (len(path) < 2 and not pieces.query):
        return []
    if host.endswith(("arxiv.org", "doi.org")):
        return []
    found = []
    if pieces.query and (match := re.search(r"\b(?:id|arnumber)=([\w-]{6,})", pieces.query)):
        found.append(match.group(1).lower())
    segments = [_NOISE.sub("", segment) for segment in path.split("/") if segment]
    for segment in reversed(segments):
        if len(segment) >= 7 and _IDENTIFYING.search(segment) and not segment.isalpha():
            found.append(segment.lower())
            break
    if len(path) > 4 and not (pieces.query and not _IDENTIFYING.search(path)):
        # "openreview.net/forum" is the address of every paper there: its query tells them apart
        found.append(f"{host}{_NOISE.sub('', path)}".lower())
    return found


def _authors_in(url: str) -> tuple[str, ...]:
    """The first author, where an address carries the name (CVF file names, PMLR keys)."""
    if match := _CVF.search(url):
        return tuple(words(match.group(1))[-1:])
    if match := _PMLR_KEY.search(url):
        return (match.group(1),)
    return ()
