"""Rules that speak against a link by the sort of repository: a general tool, a list of papers."""

from __future__ import annotations

from collections.abc import Iterator

from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.names import Kinship, kinship
from bot.attribution.tools import is_umbrella, tool_signs

#: years by which a general tool must be older than the paper
_OLDER = 1.5


def general_tool(case: Case) -> Iterator[Clue]:
    """A package, library or framework with many users, older than the paper or much bigger."""
    if case.own or any(not mention.is_reference for mention in case.mentions):
        return
    if any(kinship(name, case.name) >= Kinship.PART for name in case.paper.names) or case.folder:
        return
    if is_umbrella(case.repo, case.pages) or case.name_speaks_of_paper:
        return
    signs = tool_signs(case.repo, case.pages, case.name)
    first = case.repo.first_commit or case.repo.created
    gap = (
        case.paper.since - (first.year + (first.month - 1) / 12)
        if case.paper.since and first
        else None
    )
    if signs.strength < 0.4 or not signs.signs:
        return
    age = 0.6 if gap is None else max(0.2, min(1.0, 0.4 + gap / 5))
    older = (
        f", begun in {first.year}, {gap:.0f} years before the paper"
        if first and gap and gap >= _OLDER
        else ""
    )
    yield Clue(
        EvidenceKind.GENERAL_TOOL,
        signs.strength * age,
        f"{case.name} is a general tool{older}: {'; '.join(signs.signs[:3])}.",
        case.url,
    )


def paper_list(case: Case) -> Iterator[Clue]:
    """A list of other people's papers: it mentions them all and is the code of none."""
    if case.papers_listed:
        yield Clue(
            EvidenceKind.PAPER_LIST,
            1.0,
            f"{case.name} is a list of papers: it links {case.papers_listed} of them and holds no code.",
            case.url,
        )
