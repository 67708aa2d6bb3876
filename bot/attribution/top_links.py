"""Claims by links at the very top of a README: arXiv badges, [Paper], the title itself."""

from __future__ import annotations

import re

from bot.attribution.claims import (
    Claim,
    ClaimKind,
    clean_title,
    identifiers,
    is_paper_address,
    reads_like_title,
)
from bot.attribution.leaning import leans
from bot.attribution.readme import TARGET, Readme, unmark
from bot.attribution.statements import LINKED
from bot.attribution.words import words

#: lines at the top that can carry a badge or a titled link
_TOP_LINES = 14
_BADGE_WORD = re.compile(
    r"\b(?:paper|arxiv|pdf|preprint|publication|manuscript|article|tech(?:nical)? report|doi"
    r"|journal|open access|proceedings)\b|论文|技术报告|論文|논문",
    re.IGNORECASE,
)
#: characters of a line from which on it is a sentence, not a row of badges
_PROSE = 80
#: "the DDIM paper" in a sentence is somebody else's
_NAMED = re.compile(r"^(?:the )?[A-Z][\w-]*[A-Z][\w-]* (?:paper|preprint|article)$")


def top_link_claims(page: Readme) -> list[Claim]:
    """Links to papers at the very top: arXiv badges, [Paper], the title itself."""
    found: list[Claim] = []
    for index, line in enumerate(page.lines[:_TOP_LINES]):
        if line.is_code or TARGET not in line.marked or leans(line.text):
            continue
        for match in LINKED.finditer(line.marked):
            label, target = unmark(match.group(1)), match.group(2)
            if not is_paper_address(target):
                continue
            title = clean_title(label)
            if len(words(title)) > 4 and reads_like_title(title):
                kind = ClaimKind.TOP_LINK
            elif not label.strip() or (
                _BADGE_WORD.search(label) and not (len(line.text) > _PROSE and _NAMED.search(label))
            ):
                kind, title = ClaimKind.BADGE, ""
            else:
                continue
            found.append(
                Claim(kind, title, identifiers(target), line=index, addresses=target.lower())
            )
            if len(found) >= 12:
                return found
    return found
