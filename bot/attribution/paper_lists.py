"""Is a repository a list of other people's papers, and so the code of none of them?"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.attribution.claims import identifiers, is_paper_address
from bot.attribution.readme import Readme, targets
from bot.attribution.words import holds_one
from bot.model.repositories import RepoFacts

#: papers that a list links at least; a paper's own repository without code cites a few
_PAPERS = 15
#: lines at the top in which a list says what it is
_TOP = 14
#: every match of ``_IS_A_LIST`` holds one of these: they are looked for first
_SAYING = ("awesome", "curated", "must-read", "must read", "paper", "reading list", "论文", "論文")
_IS_A_LIST = re.compile(
    r"\bawesome\b|\bcurated (?:list|collection|papers)\b|\bmust[- ]read\b|\breading[- ]list\b"
    r"|\bpaper[- _]?lists?\b|\b(?:lists?|collection|summary|summaries|overview|repository) of "
    r"(?:[\w/-]+ ){0,6}papers\b|论文(?:列表|合集|整理|汇总)"
)
_OF_A_FIELD = re.compile(r"\bpapers (?:on|about|in|for|with|using|related)\b")
_NAME = re.compile(
    r"awesome|must-?read|paper-?(?:s|list|reading)|papers|reading-?list|survey|review"
)
#: what an owner calls the place of their own papers
_OWNERS = re.compile(r"(?:our|my)?[-_]?(?:papers?|publications?|reviews?|surveys?)")
#: "the papers of our group": a place where a group puts its own work
_OURS = re.compile(
    r"\b(?:our|my) (?:[\w-]+ ){0,3}(?:papers|publications|works?|research|group|lab)\b"
)
_CODE = re.compile(
    r"\.(?:py|ipynb|sh|cpp|cc|cu|c|h|hpp|java|m|r|jl|js|ts|go|rs|scala|lua|f90|rb|php|cs|swift|kt)$"
    r"|^(?:setup\.cfg|pyproject\.toml|requirements.*\.txt|environment\.ya?ml|makefile|cmakelists\.txt"
    r"|dockerfile|package\.json|pom\.xml|build\.gradle|cargo\.toml|go\.mod|description|namespace"
    r"|src|lib|models?|configs?|train|scripts?|tests?|examples?)$",
    re.IGNORECASE,
)
#: titles of papers that a list may well belong to
_OF_A_LIST = re.compile(
    r"\b(?:surveys?|reviews?|overview|roadmap|tutorial|introduction|perspectives?|taxonomy|landscape"
    r"|challenges|opportunities|advances|progress|trends|foundations|state of the art|primer|guide"
    r"|past|future|literature|bibliography|systemati[sz]ation|benchmark(?:ing)?|position|outlook)\b"
    r"|综述|综览|サーベイ",
    re.IGNORECASE,
)


def may_own_a_list(title: str) -> bool:
    """Is it the title of a survey or the like, whose authors keep a list of papers?"""
    return bool(_OF_A_LIST.search(title))


def listed_papers(repo: RepoFacts, pages: tuple[Readme, ...], name: str) -> int:
    """How many papers a list of papers links; 0 when the repository is no such list.

    It must say so by its name or at its top, link fifteen papers at least, and hold no code.
    """
    if not repo.root_entries:
        return 0
    called = name.casefold()
    says = (bool(_NAME.search(called)) and not _OWNERS.fullmatch(called)) or _speaks_of_papers(
        repo.description or ""
    )
    if not says and not any(map(_says_at_top, pages)):
        return 0
    if any(_CODE.search(entry.strip("/")) for entry in repo.root_entries):
        return 0
    if any(map(_is_ours, pages)):
        return 0
    most = max(map(_count, pages), default=0)
    return most if most >= _PAPERS else 0


def is_called_a_list(text: str) -> bool:
    """Does a sentence say that something is a list of papers, and not of "our" papers?"""
    lowered = text[:400].lower()
    if not holds_one(lowered, _SAYING):
        return False
    return bool(_IS_A_LIST.search(lowered)) and not _OURS.search(lowered)


def _speaks_of_papers(text: str) -> bool:
    if is_called_a_list(text):
        return True
    lowered = text[:400].lower()
    return "papers" in lowered and bool(_OF_A_FIELD.search(lowered))


@lru_cache(maxsize=256)
def _says_at_top(page: Readme) -> bool:
    return any(_speaks_of_papers(line.text) for line in page.lines[:_TOP])


@lru_cache(maxsize=256)
def _is_ours(page: Readme) -> bool:
    return any(_OURS.search(line.text[:400].lower()) for line in page.lines[:_TOP])


_ITEM = re.compile(r"[-*+•|]|\d{1,3}[.)]|\[\d")


def first_listed(page: Readme) -> int:
    """Index of the first item of a list or table that links a paper; the number of lines if none."""
    for index, line in enumerate(page.lines):
        if _ITEM.match(line.text) and any(map(is_paper_address, targets(line.marked))):
            return index
    return len(page.lines)


_PAPER_PAGE = re.compile(
    r"(?:aclanthology\.org|aclweb\.org|openreview\.net|thecvf\.com|dl\.acm\.org|ieeexplore\.ieee\.org"
    r"|mlr\.press|neurips\.cc|nips\.cc|springer\.com|sciencedirect\.com|biorxiv\.org|ojs\.aaai\.org"
    r"|nature\.com|usenix\.org|isca-speech\.org)/[^\s)\]>\"']{4,200}"
)


@lru_cache(maxsize=256)
def _count(page: Readme) -> int:
    return len(identifiers(page.text)) + len(set(_PAPER_PAGE.findall(page.lowered)))
