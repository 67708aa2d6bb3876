"""What a code link leads to when it is not a repository, and whether that can be the paper's code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.attribution.names import Kinship, kinship
from bot.attribution.paper import Paper
from bot.attribution.words import topic
from bot.identity.address import Address, take_apart
from bot.identity.identifiers import identify
from bot.model.papers import Scheme


class PageKind(StrEnum):
    """Kinds of code links: what the code host's rules can tell, and kinds of other pages."""

    # as ``bot.repositories.links`` names them
    REPOSITORY = "repository"
    FOLDER = "folder"
    FILE = "file"
    REPOSITORY_PAGE = "repository page"
    GIST = "gist"
    OWNER = "organisation or user page"
    SITE = "project site"
    HOST_PAGE = "page of the code host"
    DEPOSIT = "deposit"
    PACKAGE = "package"
    OTHER = "page that is no code host"
    # kinds of other pages
    PAPER = "paper"
    DATASET = "data set"
    COMPETITION = "competition"
    VIDEO = "video"
    MODEL = "model or demo"


#: kinds that are a repository or lead into one
IN_REPOSITORY = frozenset(
    {PageKind.REPOSITORY, PageKind.FOLDER, PageKind.FILE, PageKind.REPOSITORY_PAGE}
)


@dataclass(frozen=True, slots=True)
class CodeAddress:
    """A code link, recognised."""

    #: the list's own spelling
    url: str
    kind: PageKind
    #: path below the repository's root that the link points at, "" for the root
    folder: str = ""


_DATASET_HOSTS = ("physionet.org", "kaggle.com")
_DATASET_WORD = re.compile(r"(?:^|[^a-z])data-?sets?(?:$|[^a-z])")
_COMPETITION_HOSTS = ("grand-challenge.org", "codalab.org", "eval.ai")
_COMPETITION_WORD = re.compile(
    r"(?:^|[^a-z])(?:competitions?|challenges?|leaderboards?)(?:$|[^a-z])|^c/"
)
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "bilibili.com", "vimeo.com", "slideslive.com")
_MODEL_HOSTS = ("huggingface.co", "hf.co", "modelscope.cn", "replicate.com", "ollama.com")
_NO_PAPERS = frozenset({Scheme.PAGE, Scheme.ZENODO, Scheme.S2})
_DATA_TITLE = re.compile(
    r"\b(?:data ?sets?|data|benchmarks?|corpus|corpora|challenge|competition|database|collection"
    r"|cohort|atlas|leaderboard|annotations?)\b|数据|基准|挑战",
    re.IGNORECASE,
)
#: how each kind that cannot be code is called in a sentence
_IS_NOT_CODE = {
    PageKind.OWNER: "the page of an organisation or a user, not a repository",
    PageKind.HOST_PAGE: "a page of the code host itself, not a repository",
    PageKind.PAPER: "a paper, not a repository",
    PageKind.VIDEO: "a video, not a repository",
    PageKind.COMPETITION: "the page of a competition, not the code of this paper",
}


def recognise(url: str, host_kind: str, folder: str = "") -> CodeAddress:
    """Complete what the code hosts' rules say of a link (a kind's value) for all other pages."""
    kind = PageKind(host_kind)
    if kind is PageKind.FILE:  # a link to a file is judged by its folder
        folder = folder.rpartition("/")[0]
    address = take_apart(url.strip())
    if address is None:
        return CodeAddress(url, PageKind.OTHER)
    if address.under(*_MODEL_HOSTS):
        kind = _on_hub(address, kind)
    elif kind in (PageKind.OTHER, PageKind.SITE):
        kind = _other(url, address, kind)
    return CodeAddress(url, kind, folder)


def _on_hub(address: Address, kind: PageKind) -> PageKind:
    first = address.segments[0].lower() if address.segments else ""
    if first == "papers":
        return PageKind.PAPER
    if first == "datasets":
        return PageKind.DATASET
    return kind if kind is PageKind.OWNER else PageKind.MODEL


def _other(url: str, address: Address, kind: PageKind) -> PageKind:
    path = "/".join(address.segments).lower()
    if address.under(*_VIDEO_HOSTS):
        return PageKind.VIDEO
    paper = identify(url)
    if paper and paper.scheme not in _NO_PAPERS and not _names_a_deposit(address):
        return PageKind.PAPER
    if address.under(*_COMPETITION_HOSTS) or _COMPETITION_WORD.search(path):
        return PageKind.COMPETITION
    if address.under(*_DATASET_HOSTS) or _DATASET_WORD.search(path):
        return PageKind.DATASET
    return kind


#: DOI prefixes of archives of code and data: Code Ocean, Zenodo, figshare, Dryad, OSF, Mendeley
#: Data, Dataverse, PANGAEA, IEEE DataPort, PhysioNet, TCIA, Synapse, GigaDB
_DEPOSITS = frozenset(
    [
        "10.24433",
        "10.5281",
        "10.6084",
        "10.5061",
        "10.17605",
        "10.17632",
        "10.7910",
        "10.1594",
        "10.21227",
        "10.13026",
        "10.7937",
        "10.7303",
        "10.5524",
    ]
)


def _names_a_deposit(address: Address) -> bool:
    """A DOI can name code or data as well as a paper."""
    return bool(_DEPOSITS & set(address.segments))


def why_not_code(link: CodeAddress, paper: Paper) -> str | None:
    """A sentence when the link cannot be the paper's code, else None."""
    what = _IS_NOT_CODE.get(link.kind)
    if what is None or (link.kind is PageKind.COMPETITION and _may_be_its_own(link, paper)):
        return None
    return f"The link is {what}."


def _may_be_its_own(link: CodeAddress, paper: Paper) -> bool:
    """The paper is about a competition or data, or the address carries its name or title words."""
    if any(_DATA_TITLE.search(title) for title in paper.titles):
        return True
    address = take_apart(link.url)
    last = address.segments[-1] if address and address.segments else ""
    if any(kinship(name, last) >= Kinship.PART for name in paper.names):
        return True
    return len(topic(last) & frozenset().union(*map(topic, paper.titles))) >= 2
