"""``code-available``: the entry has no code, but its paper announces some, or a search found it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.identity.accounts import seen_at
from bot.model.entries import LinkRole
from bot.model.evidence import CodeSuggestion, Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.papers import Identity
from bot.model.report import EntryHealth

#: addresses that are shown
_SHOWN = 5


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Good news. Announced addresses are shown; only a repository that confirmed itself is proposed."""
    if any(link.link.role in (LinkRole.CODE, LinkRole.PROJECT) for link in entry.links):
        return
    announced = _announced(entry)
    offered = {offer.url for offer in entry.offers}
    evidence = [_confirmed(offer) for offer in entry.offers[:_SHOWN]]
    evidence += [piece for url, piece in announced.items() if url not in offered][:_SHOWN]
    if not evidence:
        return
    proposed = [offer for offer in entry.offers if offer.preferred][:1]
    yield Finding(
        rule=Rule.CODE_AVAILABLE,
        severity=Severity.GOOD_NEWS,
        entry_id=entry.entry.id,
        entry_title=entry.entry.title,
        span=entry.entry.span,
        role=LinkRole.CODE,
        url=proposed[0].url
        if proposed
        else next(iter((*(o.url for o in entry.offers), *announced))),
        summary="The paper announces code, and the entry has none."
        if announced
        else "The entry has no code, and a repository says that it is this paper's.",
        evidence=tuple(evidence),
        fixes=tuple(
            SuggestedFix(
                field="code",
                old=None,
                new=offer.url,
                safety=FixSafety.NEEDS_DECISION,
                because=offer.because,
            )
            for offer in proposed
        ),
    )


def _announced(entry: EntryHealth) -> dict[str, Evidence]:
    """What the paper names, when the entry's link leads to the paper."""
    for link in entry.links:
        judgement = link.identity
        if judgement is None or judgement.identity is not Identity.CONFIRMED:
            continue
        record = judgement.record
        if record is not None and record.code_urls:
            return {
                url: Evidence(
                    kind="announced-code",
                    supports=True,
                    detail=f"The abstract, a comment of the authors or their paper page names {url}.",
                    url=seen_at(record, link.link.url),
                )
                for url in record.code_urls[:_SHOWN]
            }
    return {}


def _confirmed(offer: CodeSuggestion) -> Evidence:
    return Evidence(
        kind="confirmed-code",
        supports=True,
        detail=f"{offer.url}: {offer.because}",
        url=offer.url,
    )
