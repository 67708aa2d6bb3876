"""What a code link leads to when it is not a repository."""

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
    """Kinds of code links."""

    REPOSITORY = "repository"
    #: a folder or file inside a repository
    FOLDER = "folder"
    GIST = "gist"
    #: a user or an organisation of a code host
    OWNER = "owner"
    #: a page of a code host that is about no repository: search, topics
    HOST_PAGE = "host-page"
    PAPER = "paper"
    #: a data set, competition or leaderboard
    DATASET = "dataset"
    VIDEO = "video"
    #: a model or demo on a hub
    MODEL = "model"
    #: a file store
    STORAGE = "storage"
    #: any other page: a project page as a rule
    PAGE = "page"
    #: no http(s) address
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class CodeLink:
    """A code link, recognised."""

    url: str
    kind: PageKind
    #: ``owner/name`` for a repository
    repository: str | None = None
    #: path below the repository's root, without branch
    folder: str = ""


_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com")
#: first segments of github.com that are no owner (GitHub's reserved names, the usual ones)
_NO_OWNERS = frozenset(
    "topics search explore marketplace features trending about collections settings login join"
    " notifications pulls issues dashboard new codespaces pricing enterprise security customer-stories"
    " readme site events stars apps".split()
)
_DATASET_HOSTS = ("grand-challenge.org", "physionet.org", "kaggle.com", "codalab.org", "eval.ai")
_DATASET_WORD = re.compile(
    r"(?:^|[^a-z])(?:competitions?|challenges?|leaderboards?|datasets?|data-?sets?|data-release)(?:$|[^a-z])"
)
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "bilibili.com", "vimeo.com", "slideslive.com")
_MODEL_HOSTS = ("huggingface.co", "hf.co", "modelscope.cn", "replicate.com", "tfhub.dev", "ollama.com")
_STORES = (
    "drive.google.com", "dropbox.com", "pan.baidu.com", "zenodo.org", "figshare.com", "osf.io",
    "onedrive.live.com", "1drv.ms", "codeocean.com", "colab.research.google.com", "sourceforge.net",
    "pypi.org", "npmjs.com",
)  # fmt: skip
_NO_PAPERS = frozenset({Scheme.PAGE, Scheme.ZENODO, Scheme.S2})
_DATA_TITLE = re.compile(
    r"\b(?:data ?sets?|benchmarks?|corpus|corpora|challenge|competition|database|collection|cohort"
    r"|atlas|leaderboard|annotations?|data)\b|数据集|基准",
    re.I,
)


def recognise(url: str) -> CodeLink:
    """Say what a code link leads to, by its address alone. Total."""
    address = take_apart(url.strip())
    if address is None:
        return CodeLink(url, PageKind.BROKEN)
    if address.host.startswith("gist."):
        return CodeLink(url, PageKind.GIST)
    if address.host in _CODE_HOSTS:
        return _on_code_host(url, address)
    return CodeLink(url, _other(url, address))


def _on_code_host(url: str, address: Address) -> CodeLink:
    path = address.segments
    if not path:
        return CodeLink(url, PageKind.HOST_PAGE)
    first = path[0].lower()
    if first in ("orgs", "users", "sponsors", "groups"):
        return CodeLink(url, PageKind.OWNER)
    if first in _NO_OWNERS and address.host == "github.com":
        return CodeLink(url, PageKind.HOST_PAGE)
    if len(path) == 1:
        return CodeLink(url, PageKind.OWNER)
    repository = f"{path[0]}/{path[1].removesuffix('.git')}"
    rest = [segment for segment in path[2:] if segment != "-"]
    if rest[:1] in (["tree"], ["blob"], ["src"]) and len(rest) > 2:
        return CodeLink(url, PageKind.FOLDER, repository, "/".join(rest[2:]))
    return CodeLink(url, PageKind.REPOSITORY, repository)


def _other(url: str, address: Address) -> PageKind:
    path = "/".join(address.segments).lower()
    if address.under(*_VIDEO_HOSTS):
        return PageKind.VIDEO
    if address.under(*_MODEL_HOSTS) and not path.startswith(("datasets/", "papers/")):
        return PageKind.MODEL
    paper = identify(url)
    if (paper and paper.scheme not in _NO_PAPERS) or path.startswith("papers/"):
        return PageKind.PAPER
    if address.under(*_STORES):
        return PageKind.STORAGE
    if address.under(*_DATASET_HOSTS) or _DATASET_WORD.search(path):
        return PageKind.DATASET
    return PageKind.PAGE


#: what each kind is called in a sentence, for those that cannot be a paper's code
_IS_NOT_CODE = {
    PageKind.OWNER: "the page of an organisation or a user, not a repository",
    PageKind.HOST_PAGE: "a page of the code host itself, not a repository",
    PageKind.PAPER: "a paper, not a repository",
    PageKind.VIDEO: "a video, not a repository",
    PageKind.DATASET: "the page of a data set or competition, not the code of this paper",
}


def why_not_code(link: CodeLink, paper: Paper) -> str | None:
    """A sentence when the link cannot be the paper's code, else None."""
    what = _IS_NOT_CODE.get(link.kind)
    if what is None:
        return None
    if link.kind is PageKind.DATASET and _may_be_its_data(link, paper):
        return None
    return f"The link is {what}."


def _may_be_its_data(link: CodeLink, paper: Paper) -> bool:
    """The paper is about data, or the address carries its name or words of its title."""
    if any(_DATA_TITLE.search(title) for title in paper.titles):
        return True
    address = take_apart(link.url)
    last = address.segments[-1] if address and address.segments else ""
    if any(kinship(name, last) >= Kinship.PART for name in paper.names):
        return True
    return len(topic(last) & frozenset().union(*map(topic, paper.titles))) >= 2
