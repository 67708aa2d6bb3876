"""Is a repository a general tool: a library that many papers use and that is the code of none?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.attribution.common_words import COMMON
from bot.attribution.readme import Readme
from bot.attribution.words import holds_one, squash, topic, words
from bot.model.repositories import RepoFacts

_PACKAGE_FILES_WORDS = """
setup.py setup.cfg pyproject.toml meson.build cargo.toml go.mod package.json cmakelists.txt
manifest.in conanfile.py build.gradle pom.xml description makefile
"""
_PACKAGE_FILES = frozenset(_PACKAGE_FILES_WORDS.split())
_COMMUNITY_FILES_WORDS = """
contributing.md contributing contributing.rst code_of_conduct.md security.md changelog.md
changelog changes.md release.md releases.md codeowners governance.md .readthedocs.yml
.readthedocs.yaml .codecov.yml .coveragerc .circleci .travis.yml mkdocs.yml .pre-commit-
config.yaml history.md authors maintainers.md
"""
_COMMUNITY_FILES = frozenset(_COMMUNITY_FILES_WORDS.split())
#: the word before "install" and the package behind it
_MANAGER = re.compile(r"\b(?:pip3?|conda|mamba|npm|yarn|cargo|brew|apt|apt-get|uv pip|gem|go)\s+\Z")
_PACKAGE = re.compile(
    r"install\s+(?:(?:-c|--channel|-i)\s+\S+\s+|-\S+\s+)*(?:[\w-]+::)?([a-z][\w./@:+-]*)"
)
#: R and Julia install by a call
_CALLED = re.compile(r"\b(install\.packages|pkg\.add)\(\s*[\"']([\w.]{2,40})[\"']")
_REGISTRIES = ("pypi", "badge.fury.io", "npmjs.com", "crates.io", "anaconda.org", "pepy.tech")
_REGISTRY = re.compile(
    r"(?:pypi\.(?:org|python\.org)/(?:project|pypi)|badge\.fury\.io/py|npmjs\.com/package"
    r"|crates\.io/crates|anaconda\.org/[\w-]+|pepy\.tech/project|img\.shields\.io/(?:pypi|npm|crates)/\w+)/([\w.-]+)"
)
_TOOL_WORD = re.compile(
    r"\b(?:is|are)\s+(?:an?|the|our|one of|(?:[\w-]+ ){0,4}[\w-]+[’']s)\b"
    r"[^.!?]{0,100}?\b(library|toolkit|toolbox|tool|package|sdk|engine"
    r"|platform|framework for (?!the)|software)\b"
    r"|\bas an? (?:[\w-]+ )?(package|library)\b|(组件|工具包|工具库|类库)"
)
_DESCRIBED = re.compile(
    r"\b(library|libraries|toolkit|toolbox|package|sdk|engine|platform|wrapper|plugin|utilities|cli|software)\b",
    re.IGNORECASE,
)
#: "Frobnicate Speech Toolkit"
_HEADED = re.compile(r"\b(library|toolkit|toolbox|sdk|engine|software package)$", re.IGNORECASE)
#: one paper's code seldom gathers so many commits
_MANY_COMMITS = 400
#: stars that papers' repositories seldom have (a list's median is below 100)
_MANY_STARS = 3000


#: how repositories say that they hold the work of many papers
_UMBRELLA = re.compile(
    r"\bcollection of (?:\w+ ){0,3}(?:projects|papers|implementations|research|codes?)\b"
    r"|\b(?:several|multiple|various|different|many|number of|all) (?:\w+ ){0,3}"
    r"(?:papers|implementations of)\b"
    r"|\b(?:several|multiple|various|different|number of) (?:(?:different|paper|model) ){0,2}"
    r"implementations\b"
    r"|\bresearch contributions\b|\b(?:one|a|each) (?:sub-?)?(?:folder|directory) (?:per|for each|is)\b"
    r"|\bcode (?:released|published) by\b|\bmonorepo\b|\bour (?:publications|papers)\b"
    r"|\bpapers\b.{0,40}\bin this repo|各(?:个)?论文|多篇论文",
)


#: how the pages of projects say what they are; their READMEs are copied from template to template
_WEB_PAGE = re.compile(
    r"\b(?:source|code)\b[^.!?]{0,30}\bfor\b[^.!?]{0,60}\bweb ?(?:site|page)\b"
    r"|\b(?:website|web ?page|project page) template\b|\bacademic project page\b",
)


#: every match of ``_UMBRELLA``, of ``_TOOL_WORD``, holds one of these: they are looked for first
_MANY = (
    "collection of", "papers", "implementations", "research contributions", "folder", "directory",
    "code released", "code published", "monorepo", "our publications", "论文",
)  # fmt: skip
_TOOLS = (
    "library", "tool", "package", "sdk", "engine", "platform", "framework for", "software",
    "组件", "工具包", "工具库", "类库",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToolSigns:
    """Signs of a general tool, and how plain they are together, 0..1."""

    strength: float
    #: for a sentence: "a package one installs (pip install jieba)", "3,242 commits"
    signs: tuple[str, ...]


def tool_signs(repo: RepoFacts, pages: tuple[Readme, ...], name: str) -> ToolSigns:
    """Collect the signs. Each halves the doubt or so; two or three together are plain."""
    doubt, signs = 1.0, []
    root = {entry.casefold().rstrip("/") for entry in repo.root_entries}
    package = _installed_as(pages, name)
    if package:
        doubt *= 0.55
        signs.append(f"a package that one installs ({package})")
    elif root & _PACKAGE_FILES:
        doubt *= 0.85
    if repo.stars is not None and repo.stars >= _MANY_STARS:
        doubt *= 0.5
        signs.append(f"{repo.stars:,} stars")
    if repo.commits is not None and repo.commits >= _MANY_COMMITS:
        doubt *= 0.55
        signs.append(f"{repo.commits:,} commits")
    word = _calls_itself(repo, pages)
    if word:
        doubt *= 0.65
        article = "an" if word[0] in "aeiou" or word == "sdk" else "a"
        signs.append(
            f"described as {article} {word}" if word.isascii() else f"described as “{word}”"
        )
    community = sorted(root & _COMMUNITY_FILES)
    if len(community) >= 2 or ({"docs", "tests"} <= root and community):
        doubt *= 0.6
        signs.append("rules for contributors and releases")
    elif {"docs", "tests"} <= root or ("test" in root and root & _PACKAGE_FILES):
        doubt *= 0.75
    if len(signs) < 2:
        doubt = max(doubt, 0.7)
    return ToolSigns(1 - doubt, tuple(signs))


def is_web_page(pages: tuple[Readme, ...]) -> bool:
    """Does the repository say that it is the source of a web page, often made from another's?"""
    tops = (line.text[:300].lower() for page in pages for line in page.lines[:14])
    return any(_WEB_PAGE.search(top) for top in tops if "web" in top or "project page" in top)


#: folders of a library in which its makers keep the code of their papers
_PROJECT_FOLDERS = frozenset(
    {"projects", "research", "papers", "publications", "research_projects"}
)


def keeps_projects(repo: RepoFacts) -> bool:
    """Has the repository a folder for the code of papers? They are seldom named in its README."""
    return any(entry.casefold().rstrip("/") in _PROJECT_FOLDERS for entry in repo.root_entries)


def is_umbrella(repo: RepoFacts, pages: tuple[Readme, ...]) -> bool:
    """Does the repository say, at its top, that it holds the code of many papers?"""
    return _speaks_of_many(repo.description or "") or any(map(_is_umbrella_page, pages))


@lru_cache(maxsize=256)
def _is_umbrella_page(page: Readme) -> bool:
    return any(_speaks_of_many(line.text) for line in page.lines[:14] if not line.is_code)


def _speaks_of_many(text: str) -> bool:
    lowered = text[:600].lower()
    return holds_one(lowered, _MANY) and bool(_UMBRELLA.search(lowered))


def _installed_as(pages: tuple[Readme, ...], name: str) -> str:
    """``pip install NAME`` when the README tells to install a package of the repository's name."""
    wanted = squash(name)
    for page in pages:
        for command, package in _install_commands(page):
            if package.startswith("git"):
                if squash(package.rpartition("/")[2].removesuffix(".git")) == wanted:
                    return "pip install git+…"
            elif _is_called(package, wanted):
                return command
        if "install.packages(" in page.lowered or "pkg.add(" in page.lowered:
            for match in _CALLED.finditer(page.lowered):
                if _is_called(match.group(2), wanted):
                    return f'{match.group(1)}("{match.group(2)}")'
        for package in _registered(page):
            if _is_called(package, wanted):
                return f"{package} in a package index"
    return ""


def spoken_package(pages: tuple[Readme, ...], titles: tuple[str, ...]) -> str:
    """A package of the README, installed, imported or set as code, that a title names: "... in timm".

    Small letters in a title, and no word that many titles share; "" when there is none.
    """
    spoken = {
        word.strip(",.;:()")
        for title in titles
        for word in title.split()
        if word.islower() and len(word) >= 4 and not topic(word) & COMMON
    }
    if not spoken:
        return ""
    for page in pages:
        installed = {package for _, package in _install_commands(page)}
        for word in sorted(spoken):
            if word in installed or any(form in page.lowered for form in _spelled_as_package(word)):
                return word
    return ""


def _spelled_as_package(word: str) -> tuple[str, ...]:
    """How a README writes a package that it does not tell to install; a column may be `so`, too."""
    return (
        f"import {word}\n",
        f"import {word} ",
        f"from {word} import",
        f"`{word}` package",
        f"package `{word}`",
    )


@lru_cache(maxsize=256)
def _registered(page: Readme) -> tuple[str, ...]:
    """Names of packages behind links to package indexes."""
    if not holds_one(page.lowered, _REGISTRIES):
        return ()
    return tuple(_REGISTRY.findall(page.lowered))


@lru_cache(maxsize=256)
def _install_commands(page: Readme) -> tuple[tuple[str, str], ...]:
    """Commands that install a package, with the package's name; 60 are read at most."""
    return tuple(_installing(page.lowered))


def _installing(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for _ in range(60):
        at = text.find("install", at)
        if at < 0:
            return
        manager = _MANAGER.search(text, max(0, at - 12), at)
        package = _PACKAGE.match(text, at) if manager else None
        if manager and package:
            name = package.group(1).rstrip("./")
            yield f"{manager.group().strip()} install {name}"[:60], name
        at += 7


def _is_called(package: str, wanted: str) -> bool:
    spelled = squash(package)
    return len(spelled) >= 3 and wanted in (spelled, spelled.rstrip("0123456789v"))


def _calls_itself(repo: RepoFacts, pages: tuple[Readme, ...]) -> str:
    """The word for a tool in the description or in the first sentences of the README."""
    if repo.description and (match := _DESCRIBED.search(repo.description[:300])):
        return match.group(1).lower()
    for tag in repo.topics:
        if _DESCRIBED.fullmatch(tag):
            return tag.lower()
    for page in pages:
        heading = next((line.text for line in page.lines[:8] if line.level), "")
        if len(words(heading)) <= 8 and (match := _HEADED.search(heading)):
            return match.group(1).lower()
        sentences = [
            line.text for line in page.lines[:60] if len(line.text) >= 40 and not line.is_code
        ]
        for text in sentences[:8]:
            lowered = text[:400].lower()
            if not holds_one(lowered, _TOOLS):
                continue
            if match := _TOOL_WORD.search(lowered):
                return next(found for found in match.groups() if found).removesuffix(" for ")
    return ""
