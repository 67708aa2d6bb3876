"""What headings and summaries say about what is below them."""

from __future__ import annotations

import re
from functools import lru_cache

#: sections that tell about the list and hold no entries
_ABOUT = re.compile(
    r"\W*(?:table of contents?|contents?|toc|index|(?:other |our |all )?contribut\w*(?: \w+){0,4}|"
    r"how to \w+(?: \w+){0,4}|citations?|cit(?:e|ing)(?: \w+){0,3}|bibtex|"
    r"acknowledge?ments?|licen[cs]e|star(?:gazers)?(?:[- ]history)?|contacts?(?: us| me)?|"
    r"maintainers?|authors?|sponsors?(?:hip)?|supporters?|support us|"
    r"目录|贡献\w*|引用|致谢|许可\w*|联系\w*)\W*",
    re.IGNORECASE,
)
#: sections whose items are reports with links in them, unless the items are titles
_NEWS = re.compile(
    r"\W*(?:(?:latest |recent )?(?:news|updates?)|what'?s new|(?:update |change ?)logs?|"
    r"(?:最近)?更新\w*|新闻\w*|"
    r"announcements?)\W*",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\W*(?:(?:click|tap|press)\b.*|(?:expand|show|see|view|unfold|open)(?: \w+){0,3}|details?|more|"
    r"table of contents?|toc|点击.*|展开.*|查看.*)\W*",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def is_about(heading: str) -> bool:
    """Does a section tell about the list?"""
    return _ABOUT.fullmatch(heading) is not None


@lru_cache(maxsize=1024)
def is_news(heading: str) -> bool:
    """Does a section report what happened?"""
    return _NEWS.fullmatch(heading) is not None


def is_invitation(summary: str) -> bool:
    """``Click to expand``: a summary that names nothing."""
    return _INVITES.fullmatch(summary) is not None
