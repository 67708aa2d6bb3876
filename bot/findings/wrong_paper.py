"""``wrong-paper``: the link leads to another paper than the one that the entry names."""

from __future__ import annotations

from collections.abc import Iterator

from bot.identity.accounts import described, right_url
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.papers import Identity, IdentityJudgement
from bot.model.report import EntryHealth, LinkHealth


def find(entry: EntryHealth) -> Iterator[Finding]:
    """A decision when it is certain, a question when it is probable; never for mere silence."""
    for link in entry.links:
        judgement = link.identity
        if judgement is None:
            continue
        if judgement.identity in (Identity.WRONG_CERTAIN, Identity.WRONG_PROBABLE):
            certain = judgement.identity is Identity.WRONG_CERTAIN
            yield Finding(
                rule=Rule.WRONG_PAPER,
                severity=Severity.DECISION if certain else Severity.QUESTION,
                entry_id=entry.entry.id,
                entry_title=entry.entry.title,
                span=link.link.span,
                role=link.link.role,
                url=link.link.url,
                summary=_summary(judgement, certain=certain),
                evidence=judgement.evidence,
                fixes=tuple(_fixes(link, judgement)),
            )


def _summary(judgement: IdentityJudgement, *, certain: bool) -> str:
    if judgement.record is not None and judgement.record.title:
        verb = "leads" if certain else "seems to lead"
        return f"The link {verb} to another paper: {described(judgement.record)}."
    return "The paper of this entry is registered under another number at the same publisher."


def _fixes(link: LinkHealth, judgement: IdentityJudgement) -> Iterator[SuggestedFix]:
    right = right_url(judgement.intended) if judgement.intended else None
    if judgement.intended and right:
        yield SuggestedFix(
            field=link.link.role.value,
            old=link.link.url,
            new=right,
            safety=FixSafety.NEEDS_DECISION,
            because=f"registered as {described(judgement.intended)}",
        )
