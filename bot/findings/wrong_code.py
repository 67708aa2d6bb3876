"""``wrong-code``: a code link that visibly leads to something else than the paper's code."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.evidence import AttributionJudgement, Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth, LinkHealth

#: what the evidence that weighs most makes of the link, in one plain sentence
_SUMMARIES = {
    "claims-other-paper": "The repository says that it is the code of another paper.",
    "name-fits-other-paper": "The repository says that it is the code of another paper.",
    "paper-link-of-other-title": "The repository says that it is the code of another paper.",
    "sibling-claimed": "The repository is that of another entry of this list.",
    "general-tool": "The repository is a general tool, not the code of one paper.",
    "not-a-repository": "The code link leads to something that is no repository.",
}
_OTHERWISE = "The repository is visibly something else than this paper's code."
#: the order in which the reasons are looked for: the plainest one is the summary
_PLAINEST = (
    "not-a-repository",
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
                summary=_summary(judgement),
                evidence=judgement.evidence,
                fixes=_fixes(link, judgement),
            )


def _summary(judgement: AttributionJudgement) -> str:
    against = {piece.kind: piece for piece in judgement.evidence if not piece.supports}
    strongest = max(against.values(), key=lambda piece: -piece.weight, default=None)
    if strongest is not None and strongest.kind in _SUMMARIES:
        return _SUMMARIES[strongest.kind]
    return next((_SUMMARIES[kind] for kind in _PLAINEST if kind in against), _OTHERWISE)


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
