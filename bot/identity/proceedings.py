"""Identifiers of open proceedings: CVF, PMLR, NeurIPS, OJS sites, OpenReview."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.identity.address import Address
from bot.model.papers import PaperId, Scheme

_CVF_FILE = re.compile(r"([\w\-+.,'’&()! ]+_paper)\.(?:html|pdf)\Z")
_CVF_SLUG = re.compile(r"([^_]+)_(.+)_([A-Z]{3,6}W?)_(\d{4})_paper\Z")
_PMLR_KEY = re.compile(r"([a-z][a-z\-]*\d{2}[a-z]*)(?:\.(?:html|pdf))?\Z")
_PMLR_VOLUME = re.compile(r"[vr]\d{1,4}\Z")
_NEURIPS_FILE = re.compile(
    r"([0-9a-f]{32})(?:-[A-Z][A-Za-z]*(?:-([A-Za-z][A-Za-z0-9_]*))?)?(?:\.[a-z]{2,4})?\Z"
)
_NIPS_OLD = re.compile(r"(\d{1,5}-[a-z0-9\-]+)(?:\.pdf)?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_OPENREVIEW_ID = re.compile(r"[A-Za-z0-9_\-]{6,32}\Z")
_NEURIPS_HOSTS = ("neurips.cc", "nips.cc")


@dataclass(frozen=True, slots=True, kw_only=True)
class CvfSlug:
    """What the file name of a CVF paper says: given by the host, so a check without a request."""

    first_author: str
    #: title words, cut at a word boundary when the title is long
    title: str
    venue: str
    year: int


def cvf_slug(paper: PaperId) -> CvfSlug | None:
    """Read ``<FirstAuthor>_<TitleWords>_<VENUE>_<YEAR>_paper``; None for anything else."""
    if paper.scheme is not Scheme.CVF:
        return None
    match = _CVF_SLUG.match(paper.value.rsplit("/", 1)[-1])
    if not match:
        return None
    return CvfSlug(
        first_author=match[1], title=match[2].replace("_", " "), venue=match[3], year=int(match[4])
    )


def _cvf(address: Address) -> PaperId | None:
    segments = address.segments
    if address.under("cv-foundation.org") and segments[:1] == ("openaccess",):
        segments = segments[1:]  # where the same files were until 2016
    elif not address.under("openaccess.thecvf.com"):
        return None
    if len(segments) < 3:
        return None
    *folders, file = segments
    match = _CVF_FILE.match(file)
    kinds = [index for index, part in enumerate(folders) if part in ("html", "papers")]
    if not match or len(kinds) != 1:
        return None
    # the html form; workshops of 2019 have a folder behind the kind, later ones before it
    folders[kinds[0]] = "html"
    return PaperId(scheme=Scheme.CVF, value="/".join([*folders, match[1]]))


def _pmlr(address: Address) -> PaperId | None:
    if address.under("proceedings.mlr.press"):
        rest = address.segments
    elif address.under("jmlr.org"):
        rest = address.after("papers") if "proceedings" in address.segments else ()
    elif address.under("raw.githubusercontent.com", "github.com"):
        rest = address.segments[1:] if address.segments[:1] == ("mlresearch",) else ()
    else:
        return None
    if len(rest) < 2 or not _PMLR_VOLUME.match(rest[0]):
        return None
    key = _PMLR_KEY.match(rest[1]) or _PMLR_KEY.match(rest[-1])
    return PaperId(scheme=Scheme.PMLR, value=f"{rest[0]}/{key[1]}") if key else None


def _neurips(address: Address) -> PaperId | None:
    """Keyed on year and hash: the same hash stands for another paper in another year."""
    if not address.under(*_NEURIPS_HOSTS) or not address.segments:
        return None
    year = next((part for part in address.segments if _YEAR.match(part)), None)
    match = _NEURIPS_FILE.match(address.segments[-1])
    if year and match:
        track = match[2] if match[2] and match[2] != "Conference" else ""
        value = f"{year}/{match[1]}" + (f"/{track}" if track else "")
        return PaperId(scheme=Scheme.NEURIPS, value=value)
    if not year and (old := _NIPS_OLD.match(address.segments[-1])):
        return PaperId(scheme=Scheme.NEURIPS, value=old[1])
    return None


def neurips_url(value: str) -> str:
    """The abstract page of the proceedings; the old numbers only live on papers.nips.cc."""
    year, _, rest = value.partition("/")
    if not rest:
        return f"https://papers.nips.cc/paper/{value}"
    digest, _, track = rest.partition("/")
    if track.startswith("round"):
        host, kind = "datasets-benchmarks-proceedings.neurips.cc/paper", f"-{track}"
    else:
        host = "proceedings.neurips.cc/paper_files/paper"
        kind = f"-{track}" if track else "-Conference" if int(year) >= 2022 else ""
    return f"https://{host}/{year}/hash/{digest}-Abstract{kind}.html"


def _ojs(address: Address) -> PaperId | None:
    """Open Journal Systems: ``[/index.php]/<journal>/article/view/<id>[/<galley>]``."""
    path = address.segments
    known = address.under("ojs.aaai.org") or "index.php" in path or address.host.startswith("ojs.")
    for index in range(len(path) - 2):
        verb, number = path[index + 1 : index + 3]
        if known and path[index] == "article" and verb in ("view", "download", "viewFile"):
            if number.isascii() and number.isdigit():
                root = "/".join((address.host, *path[:index]))
                if address.under("aaai.org"):  # two addresses of one site
                    root = re.sub(r"\A(?:ojs\.)?aaai\.org/(?:ojs/)?", "ojs.aaai.org/", root)
                return PaperId(scheme=Scheme.OJS, value=f"{root}/article/view/{number}")
            return None
    return None


def _openreview(address: Address) -> PaperId | None:
    if not address.under("openreview.net") or address.segments[:1] not in (
        ("forum",),
        ("pdf",),
        ("attachment",),
    ):
        return None
    value = address.value("id") or ""
    return PaperId(scheme=Scheme.OPENREVIEW, value=value) if _OPENREVIEW_ID.match(value) else None


RECOGNISERS: tuple[Callable[[Address], PaperId | None], ...] = (
    _cvf,
    _pmlr,
    _neurips,
    _ojs,
    _openreview,
)
