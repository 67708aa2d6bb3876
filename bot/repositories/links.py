"""What kind of thing on a code host does a link lead to? Read from the address alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from bot.model.repositories import RepoSlug
from bot.urls import UnusableUrl, parse


class CodeKind(StrEnum):
    """Kinds of code links."""

    REPOSITORY = "repository"
    #: a folder of a repository (``/tree/...``)
    FOLDER = "folder"
    #: a file of a repository (``/blob/...``, raw file)
    FILE = "file"
    #: wiki, issues, releases ... of a repository
    REPOSITORY_PAGE = "repository page"
    GIST = "gist"
    #: an organisation or a user, not one of their repositories
    OWNER = "organisation or user page"
    #: a web site that a code host serves (``github.io``)
    SITE = "project site"
    #: another page of a code host
    HOST_PAGE = "page of the code host"
    #: a deposit with files (Zenodo, figshare, OSF)
    DEPOSIT = "deposit"
    #: a package of a package index
    PACKAGE = "package"
    #: no code host at all
    OTHER = "page that is no code host"


_IN_REPOSITORY = frozenset(
    {CodeKind.REPOSITORY, CodeKind.FOLDER, CodeKind.FILE, CodeKind.REPOSITORY_PAGE}
)
_PLACES_FOR_CODE = _IN_REPOSITORY | {CodeKind.GIST, CodeKind.DEPOSIT, CodeKind.PACKAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLink:
    """A code link taken apart."""

    kind: CodeKind
    host: str = ""
    #: the repository that the link is, or leads into
    slug: RepoSlug | None = None
    #: path below the root of the repository, "" for the root itself
    path: str = ""
    #: branch, tag or commit that the link names, "" when it names none
    ref: str = ""
    #: user, organisation or group
    owner: str = ""
    #: the repository that a SITE is most likely made from: a guess, never a proof
    likely_source: RepoSlug | None = None

    @property
    def is_repository(self) -> bool:
        """A place where code can be: a repository or something in it, a gist, a deposit, a package."""
        return self.kind in _PLACES_FOR_CODE

    @property
    def is_whole_repository(self) -> bool:
        """The API answers for exactly this link."""
        return self.kind is CodeKind.REPOSITORY or (
            self.kind is CodeKind.DEPOSIT and self.slug is not None
        )

    @property
    def folder(self) -> str:
        """The folder of the repository whose README speaks for the link; "" is the root."""
        if self.kind is CodeKind.FILE:
            return self.path.rpartition("/")[0]
        return self.path if self.kind is CodeKind.FOLDER else ""


#: first path segments at github.com that are pages of GitHub and can be no owner
_GITHUB_PAGES = frozenset(
    (
        "about",
        "apps",
        "codespaces",
        "collections",
        "contact",
        "customer-stories",
        "dashboard",
        "enterprise",
        "events",
        "explore",
        "features",
        "issues",
        "join",
        "login",
        "marketplace",
        "new",
        "notifications",
        "orgs",
        "organizations",
        "pricing",
        "pulls",
        "readme",
        "search",
        "security",
        "sessions",
        "settings",
        "signup",
        "site",
        "sponsors",
        "stars",
        "team",
        "topics",
        "trending",
        "users",
        "watching",
    )
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_REPO = re.compile(r"[A-Za-z0-9._-]+\Z")
#: what nearly every code link looks like; it needs no parser
_USUAL = re.compile(
    r"https://github\.com/([A-Za-z0-9][A-Za-z0-9._-]{0,99})/([A-Za-z0-9][A-Za-z0-9._-]{0,99})/?"
)
_SITES = ("github.io", "gitlab.io", "pages.dev", "bitbucket.io", "codeberg.page")
_DEPOSITS = {
    "zenodo.org": ("record", "records", "doi", "deposit"),
    "figshare.com": ("articles", "projects"),
    "osf.io": (),
    "codeocean.com": ("capsule",),
    "dataverse.harvard.edu": (),
}
_PACKAGES = {
    "pypi.org": "project",
    "cran.r-project.org": "package",
    "www.npmjs.com": "package",
    "anaconda.org": "",
    "crates.io": "crates",
}
_ENTERPRISE = re.compile(r"github\.(?!com\.)(?:[a-z0-9-]+\.)+[a-z]{2,}\Z")
#: the files of github.com without its pages
_RAW_HOSTS = ("raw.githubusercontent.com", "raw.github.com", "media.githubusercontent.com")
#: they show notebooks of github.com under ``/github/owner/name/blob/...``
_VIEWERS = ("colab.research.google.com", "nbviewer.org", "nbviewer.jupyter.org")
#: hosts that speak ``/owner/name`` with ``/src/`` or ``/tree/`` below it
_PLAIN_HOSTS = ("bitbucket.org", "codeberg.org", "gitee.com", "dagshub.com", "git.sr.ht")


def code_link(url: str) -> CodeLink:
    """Take a code link apart. Total: what is no usable URL is OTHER."""
    usual = _USUAL.fullmatch(url)
    if usual is not None and usual[1].casefold() not in _GITHUB_PAGES:
        slug = RepoSlug(owner=usual[1], name=usual[2].removesuffix(".git"))
        return CodeLink(kind=CodeKind.REPOSITORY, host=slug.host, slug=slug, owner=slug.owner)
    try:
        parsed = parse(url)
    except UnusableUrl:
        return CodeLink(kind=CodeKind.OTHER)
    host = parsed.host.rstrip(".").removeprefix("www.")
    segments = [part for part in parsed.path.split("/") if part]
    if "%" in parsed.path:
        segments = list(map(unquote, segments))
    if host == "github.com":
        return _github(segments)
    if host in _RAW_HOSTS and len(segments) > 3:
        return _within(_slug(host="github.com", parts=segments), CodeKind.FILE, segments[2:])
    if host in _VIEWERS and segments[:1] == ["github"]:
        return _github(segments[1:])
    if host in ("gist.github.com", "gist.githubusercontent.com"):
        kind = CodeKind.GIST if segments else CodeKind.HOST_PAGE
        owner = segments[0] if len(segments) > 1 else ""
        return CodeLink(kind=kind, host="gist.github.com", owner=owner)
    if host.startswith("gitlab."):
        return _gitlab(host, segments)
    if host in ("huggingface.co", "hf.co"):
        return _hugging_face(segments)
    if host in _PLAIN_HOSTS or _is_enterprise(host):
        return _plain_host(host, segments)
    return _elsewhere(host, segments)


def _is_enterprise(host: str) -> bool:
    """A university's or company's own GitHub, named as most are: ``github.cs.example.edu``."""
    return _ENTERPRISE.match(host) is not None and not host.endswith(".github.com")


def _slug(*, host: str, parts: list[str]) -> RepoSlug | None:
    owner, name = parts[0], parts[1].removesuffix(".git")
    if not _NAME.match(owner) or not _REPO.match(name) or name in (".", ".."):
        return None
    return RepoSlug(owner=owner, name=name, host=host)


def _within(slug: RepoSlug | None, kind: CodeKind, rest: list[str]) -> CodeLink:
    """A link into a repository; ``rest`` is the ref and the path below it."""
    if slug is None:
        return CodeLink(kind=CodeKind.OTHER)
    ref, path = (rest[0], "/".join(rest[1:])) if rest else ("", "")
    if kind is CodeKind.FOLDER and not path:
        kind = CodeKind.REPOSITORY if not ref else CodeKind.FOLDER
    return CodeLink(kind=kind, host=slug.host, slug=slug, ref=ref, path=path, owner=slug.owner)


def _page_of(slug: RepoSlug, rest: list[str]) -> CodeLink:
    return CodeLink(
        kind=CodeKind.REPOSITORY_PAGE,
        host=slug.host,
        slug=slug,
        path="/".join(rest),
        owner=slug.owner,
    )


def _github(segments: list[str]) -> CodeLink:
    host = "github.com"
    if not segments or segments[0].casefold() in _GITHUB_PAGES:
        is_owner = len(segments) >= 2 and segments[0].casefold() in ("orgs", "users")
        if is_owner:
            return CodeLink(kind=CodeKind.OWNER, host=host, owner=segments[1])
        return CodeLink(kind=CodeKind.HOST_PAGE, host=host)
    if len(segments) == 1:
        return CodeLink(kind=CodeKind.OWNER, host=host, owner=segments[0])
    slug = _slug(host=host, parts=segments)
    if slug is None:
        return CodeLink(kind=CodeKind.HOST_PAGE, host=host)
    if len(segments) == 2:
        return _within(slug, CodeKind.REPOSITORY, [])
    match segments[2]:
        case "tree":
            return _within(slug, CodeKind.FOLDER, segments[3:])
        case "blob" | "raw" | "blame" | "edit":
            return _within(slug, CodeKind.FILE, segments[3:])
        case _:
            return _page_of(slug, segments[2:])


def _gitlab(host: str, segments: list[str]) -> CodeLink:
    """GitLab groups nest: everything before ``/-/`` is group, subgroups and project."""
    rest: list[str] = []
    if "-" not in segments and len(segments) > 3 and segments[2] in ("tree", "blob", "raw"):
        segments.insert(2, "-")  # as GitLab wrote its addresses until 2019
    if "-" in segments:
        at = segments.index("-")
        segments, rest = segments[:at], segments[at + 1 :]
    if len(segments) < 2:
        return CodeLink(kind=CodeKind.OWNER if segments else CodeKind.HOST_PAGE, host=host)
    slug = RepoSlug(
        owner="/".join(segments[:-1]), name=segments[-1].removesuffix(".git"), host=host
    )
    if not rest:
        return _within(slug, CodeKind.REPOSITORY, [])
    if rest[0] == "tree":
        return _within(slug, CodeKind.FOLDER, rest[1:])
    if rest[0] in ("blob", "raw"):
        return _within(slug, CodeKind.FILE, rest[1:])
    return _page_of(slug, rest)


def _hugging_face(segments: list[str]) -> CodeLink:
    """Models live at ``/owner/name``, data sets and spaces below a word of their own."""
    host = "huggingface.co"
    word = ""
    if segments and segments[0] in ("datasets", "spaces"):
        word, segments = segments[0], segments[1:]
    elif segments and segments[0] in ("papers", "docs", "blog", "collections", "models", "tasks"):
        return CodeLink(kind=CodeKind.HOST_PAGE, host=host)
    if len(segments) < 2:
        return CodeLink(kind=CodeKind.OWNER if segments else CodeKind.HOST_PAGE, host=host)
    owner = f"{word}/{segments[0]}" if word else segments[0]
    slug = RepoSlug(owner=owner, name=segments[1], host=host)
    if len(segments) == 2:
        return _within(slug, CodeKind.REPOSITORY, [])
    if segments[2] == "tree":
        return _within(slug, CodeKind.FOLDER, segments[3:])
    if segments[2] in ("blob", "resolve", "raw"):
        return _within(slug, CodeKind.FILE, segments[3:])
    return _page_of(slug, segments[2:])


def _plain_host(host: str, segments: list[str]) -> CodeLink:
    if len(segments) < 2:
        return CodeLink(kind=CodeKind.OWNER if segments else CodeKind.HOST_PAGE, host=host)
    owner = segments[0].removeprefix("~")
    slug = _slug(host=host, parts=[owner, segments[1]])
    if slug is None or len(segments) == 2:
        kind = CodeKind.REPOSITORY if slug else CodeKind.HOST_PAGE
        return CodeLink(kind=kind, host=host, slug=slug)
    if segments[2] in ("src", "tree", "blob"):
        return _within(slug, CodeKind.FOLDER, segments[3:])
    return _page_of(slug, segments[2:])


def _elsewhere(host: str, segments: list[str]) -> CodeLink:
    if any(host.endswith(f".{site}") for site in _SITES):
        return _site(host, segments)
    if host == "zenodo.org" and (record := _zenodo_record(segments)):
        slug = RepoSlug(owner="records", name=record, host=host)
        return CodeLink(kind=CodeKind.DEPOSIT, host=host, slug=slug)
    if host in _DEPOSITS:
        words = _DEPOSITS[host]
        if segments and (not words or segments[0] in words):
            return CodeLink(kind=CodeKind.DEPOSIT, host=host)
        return CodeLink(kind=CodeKind.HOST_PAGE, host=host)
    if host in _PACKAGES or f"www.{host}" in _PACKAGES:
        word = _PACKAGES.get(host, _PACKAGES.get(f"www.{host}", ""))
        is_package = len(segments) >= 1 and (not word or segments[0] == word)
        return CodeLink(kind=CodeKind.PACKAGE if is_package else CodeKind.HOST_PAGE, host=host)
    if host == "sourceforge.net" and segments[:1] in (["projects"], ["p"]):
        return CodeLink(kind=CodeKind.DEPOSIT, host=host)
    return CodeLink(kind=CodeKind.OTHER, host=host)


def _site(host: str, segments: list[str]) -> CodeLink:
    """``owner.github.io/name/`` comes from ``owner/name``, ``owner.github.io/`` from a repository of
    that name (docs.github.com, "About GitHub Pages").
    """
    owner, _, service = host.partition(".")
    code_host = {"github.io": "github.com", "gitlab.io": "gitlab.com"}.get(service)
    if code_host is None:
        return CodeLink(kind=CodeKind.SITE, host=host)
    source = _slug(host=code_host, parts=[owner, segments[0] if segments else host])
    return CodeLink(kind=CodeKind.SITE, host=host, owner=owner, likely_source=source)


def _zenodo_record(segments: list[str]) -> str:
    """Number of the record, "" for other pages: ``/records/7``, ``/doi/10.5281/zenodo.7``."""
    number = ""
    if len(segments) >= 2 and segments[0] in ("record", "records"):
        number = segments[1]
    elif len(segments) >= 3 and segments[0] == "doi" and segments[1] == "10.5281":
        number = segments[2].casefold().removeprefix("zenodo.")
    return number if number.isascii() and number.isdigit() and len(number) < 16 else ""
