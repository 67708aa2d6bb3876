"""``wrong-code``: a code link that visibly leads to something else than the paper's code."""

from __future__ import annotations

from collections.abc import Iterator

from bot.attribution.words import quoted
from bot.model.evidence import AttributionJudgement, Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth, LinkHealth
from bot.repositories.links import code_link

#: what the evidence that weighs most makes of the link, in one plain sentence
_SUMMARIES = {
    "claims-other-paper": "{it} says that it is the code of another paper.",
    "name-fits-other-paper": "{it} says that it is the code of another paper.",
    "paper-link-of-other-title": "{it} says that it is the code of another paper.",
    "sibling-claimed": "{it} is the code of another entry of this list.",
    "general-tool": "{it} is a general tool that a paper may use, not the code of this one.",
    "list-of-papers": "{it} is a list of papers, not the code of this one.",
    "not-a-repository": "The code link leads to something that is no repository.",
}
_OTHERWISE = "{it} is visibly something else than this paper's code."
_TOOL = "general-tool"
#: characters of what a repository says about itself
_ABOUT = 80
#: the order in which the reasons are looked for: the plainest one is the summary
_PLAINEST = (
    "not-a-repository",
    "list-of-papers",
    "general-tool",
    "claims-other-paper",
    "sibling-claimed",
    "name-fits-other-paper",
)


def find(entry: EntryHealth) -> Iterator[Finding]:
    """One finding for each code link that is accused; never for a missing mention."""
    for link in entry.links:
        judgement = link.attribution
        if judgement is not None and judgement.accuse:
            yield Finding(
                rule=Rule.WRONG_CODE,
                severity=Severity.DECISION,
                entry_id=entry.entry.id,
                entry_title=entry.entry.title,
                span=link.link.span,
                role=link.link.role,
                url=link.link.url,
                summary=_summary(link, judgement),
                # what weighs nothing convinces nobody; ``explain`` shows it all
                evidence=tuple(piece for piece in judgement.evidence if piece.weight),
                fixes=_fixes(link, judgement),
            )


def _summary(link: LinkHealth, judgement: AttributionJudgement) -> str:
    against = {piece.kind: piece for piece in judgement.evidence if not piece.supports}
    strongest = max(against.values(), key=lambda piece: -piece.weight, default=None)
    plainest = next((kind for kind in _PLAINEST if kind in against), "")
    kind = strongest.kind if strongest and strongest.kind in _SUMMARIES else plainest
    return _SUMMARIES.get(kind, _OTHERWISE).format(it=_called(link, with_about=kind == _TOOL))


def _called(link: LinkHealth, *, with_about: bool) -> str:
    """``fxsjy/jieba``, for a general tool with what it says about itself."""
    slug = code_link(link.link.url).slug
    about = link.repository.description if link.repository and with_about else None
    it = str(slug) if slug else "The link"
    return f"{it} (“{quoted(about, _ABOUT)}”)" if about and not about.isspace() else it


def _fixes(link: LinkHealth, judgement: AttributionJudgement) -> tuple[SuggestedFix, ...]:
    """The confirmed repository when there is one; else taking the link away."""
    field = link.link.role.value
    better = [offer for offer in judgement.suggestions if offer.preferred]
    fixes = [
        SuggestedFix(
            field=field,
            old=link.link.url,
            new=offer.url,
            safety=FixSafety.NEEDS_DECISION,
            because=offer.because,
        )
        for offer in better[:1]
    ]
    fixes.append(
        SuggestedFix(
            field=field,
            old=link.link.url,
            new=None,
            safety=FixSafety.NEEDS_DECISION,
            because=_reason(judgement.evidence),
        )
    )
    return tuple(fixes)


def _reason(evidence: tuple[Evidence, ...]) -> str:
    against = [piece for piece in evidence if not piece.supports]
    return min(against, key=lambda piece: piece.weight).detail if against else ""
