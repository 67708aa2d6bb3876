"""Where a README mentions the paper outside its claims, and whether as a mere reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.attribution import bibtex
from bot.attribution.leaning import leans
from bot.attribution.readme import Readme
from bot.attribution.statements import announces
from bot.attribution.words import squash

_REFERENCE_SECTION = re.compile(
    r"acknowledg|thank|credit|references?\b|related|baseline|comparison|data ?sets?\b|benchmark|model zoo"
    r"|dependenc|third.party|resources|survey|awesome|papers?\b|results|致谢|参考|相关"
)
#: the repository has it, too, whoever made it first
_REDOES = re.compile(
    r"\b(?:also|repo(?:sitory)?|code(?:base)?|library) (?:also )?(?:re-?)?implements\b",
    re.IGNORECASE,
)
#: sections for work that was done with the repository
_USERS = re.compile(
    r"\busers?\b|used (?:by|in)|\busing\b|powered by|built (?:with|on)|who uses|projects"
)
#: shorter squashed titles could be met by chance
_SHORT = 18
_MOST = 6
_SUBTITLE = re.compile(r"[:：]\s|\s[-–—]\s")
_ENDS_NAME = re.compile(r"[\w.]")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the paper is mentioned."""

    #: "its title", "arXiv 2302.12172"
    what: str
    #: the line, as visible
    line: str
    #: the line leans on the paper, compares with it, or stands in a list of references
    is_reference: bool
    #: it stands among those who use the repository
    is_of_users: bool = False


def find_mentions(
    pages: Sequence[Readme], titles: Iterable[str], needles: Iterable[str]
) -> list[Mention]:
    """Mentions of a paper's titles, identifiers and address, title first."""
    found: list[Mention] = []
    for page in pages:
        for title in titles:
            found += _title_mentions(page, title)
        for needle in needles:
            found += _needle_mentions(page, needle)
    return found


def _title_mentions(page: Readme, title: str) -> list[Mention]:
    wanted = squash(title)
    if wanted not in page.squashed:
        main = squash(_SUBTITLE.split(title, maxsplit=1)[0])
        wanted = main if len(main) >= 28 else ""
    found: list[Mention] = []
    at = -1
    while len(wanted) >= _SHORT and len(found) < _MOST:
        at = page.squashed.find(wanted, at + 1)
        if at < 0:
            break
        index = page.squashed_line_at(at)
        line = page.lines[index]
        of_users = bool(_USERS.search(line.section))
        found.append(Mention("its title", line.text, _is_reference(page, index), of_users))
    return found


def _needle_mentions(page: Readme, needle: str) -> list[Mention]:
    found: list[Mention] = []
    at = -1
    while (at := page.lowered.find(needle, at + 1)) >= 0 and len(found) < _MOST:
        # part of a longer number or name is another thing
        if (
            _ENDS_NAME.match(page.lowered[at - 1 : at])
            or page.lowered[at + len(needle) : at + len(needle) + 1].isdigit()
        ):
            continue
        index = page.line_at(at)
        what = f"arXiv {needle}" if _ARXIV.fullmatch(needle) else needle
        found.append(Mention(what, page.lines[index].text, _is_reference(page, index)))
    return found


def _is_reference(page: Readme, index: int) -> bool:
    line = page.lines[index]
    if line.is_code or bibtex.looks_like_field(line.text):
        return True
    if announces(line.text[:600]) or _REDOES.search(line.text[:200]):
        return False
    near = [other.text for other in page.lines[max(0, index - 1) : index]] + [line.text]
    if leans(" ".join(near)):
        return True
    if line.level:
        return False
    return bool(_REFERENCE_SECTION.search(line.section))
